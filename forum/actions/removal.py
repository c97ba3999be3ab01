"""Withholding posts: hidden by flags, taken down and brought back by moderators."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import journal
from common.decisions import require
from forum.actions import holding, news, tellings
from forum.models import Post, Revision, Topic
from forum.permissions import can_judge

Withheld = Post.Withheld


@transaction.atomic
def take_down(*, moderator: User, post: Post, reason: str) -> Post:
    """Hide a post from everyone but its author and the moderators, or raise `Refused`.

    With the first post goes the topic. Nothing is lost: `restore` brings it back.
    """
    post = locked(post)
    require(can_judge(moderator, post))
    withhold(post, Withheld.DELETED)
    Topic.objects.filter(answer=post).update(answer=None)
    _settle(moderator, post, reason, is_upheld=True)
    return post


@transaction.atomic
def restore(*, moderator: User, post: Post, reason: str) -> Post:
    """Let a post stand, or stand again, or raise `Refused`."""
    post = locked(post)
    require(can_judge(moderator, post))
    was = post.withheld
    withhold(post, "")
    if was == Withheld.HELD:
        holding.let_through(post)
    _settle(moderator, post, reason, is_upheld=False, was=was)
    return post


@transaction.atomic
def close_history(
    *, moderator: User, post: Post, reason: str, revision: Revision | None = None
) -> Post:
    """Keep what a post said before from readers, all of it or one text; or raise
    `Refused`. Its author is told.
    """
    post = locked(post)
    require(can_judge(moderator, post))
    closed = post.revisions.open()
    if revision is not None:
        closed = closed.filter(pk=revision.pk)
    if not closed.update(is_open=False):
        return post
    entry = journal.record(
        deed="forum.history_closed",
        subject=post,
        actor=moderator,
        person=post.poster,
        reason=reason,
        topic=post.topic_id,
        revision=revision and revision.pk,
    )
    tellings.tell_author(post, CLOSED, key=str(entry.pk), reason=reason)
    return post


def locked(post: Post) -> Post:
    """The post under the lock of its topic, as every action that counts posts asks."""
    topics = Topic.objects.select_for_update(of=("self", "forum"))
    topic = topics.select_related("forum").get(pk=post.topic_id)
    posts = topic.posts.select_for_update(of=("self",))
    found: Post = posts.select_related("poster", "pseudonym__person").get(pk=post.pk)
    found.topic = topic
    return found


def withhold(post: Post, why: str) -> None:
    """Keep it from readers for that reason, or for none; the caller holds the lock."""
    was = post.topic.subject
    post.withheld = why
    post.approved = not why
    # What stands again says what it said: it is not newer than what was decided of it.
    changed = ["withheld", "approved", *(["updated"] if why else [])]
    post.save(update_fields=changed)
    if why:
        news.gone(post)
    else:
        news.back(post, was=was)


def _settle(
    moderator: User, post: Post, reason: str, *, is_upheld: bool, was: str = ""
) -> None:
    """Write down what was decided; tell its author, and whoever flagged the post."""
    entry = journal.record(
        deed="forum.post_taken_down" if is_upheld else "forum.post_kept",
        subject=post,
        actor=moderator,
        person=post.poster,
        reason=reason,
        topic=post.topic_id,
    )
    flags = post.flags.open().select_related("person")
    words = {"topic": post.topic.title, "reason": reason}
    for flag in flags:
        if flag.person is not None:
            tellings.tell_each(
                [flag.person],
                kind=tellings.DECISION,
                title=_("Laporan Anda sudah diperiksa"),
                text=FLAG_UPHELD if is_upheld else FLAG_DISMISSED,
                words=words,
                url=post.topic.forum.get_absolute_url(),
                key=f"forum.flag:{flag.pk}:{entry.pk}",
            )
    flags.update(decided_at=timezone.now(), is_upheld=is_upheld)
    if is_upheld:
        tellings.tell_author(post, TAKEN_DOWN, key=str(entry.pk), reason=reason)
    elif was:
        said = LET_THROUGH if was == Withheld.HELD else RESTORED
        tellings.tell_author(post, said, key=str(entry.pk), reason=reason)


FLAG_UPHELD = _(
    "Tulisan di “%(topic)s” yang Anda laporkan sudah diturunkan. Alasan moderator:"
    " %(reason)s Terima kasih ikut menjaga forum."
)
FLAG_DISMISSED = _(
    "Tulisan di “%(topic)s” yang Anda laporkan tetap tampil. Alasan moderator:"
    " %(reason)s Terima kasih sudah memberi tahu."
)
TAKEN_DOWN = (
    _("Tulisan Anda diturunkan"),
    _(
        "Moderator menurunkan tulisan Anda di “%(topic)s”. Alasannya: %(reason)s"
        " Tulisan itu masih dapat Anda baca sendiri."
    ),
)
RESTORED = (
    _("Tulisan Anda tampil lagi"),
    _(
        "Moderator sudah memeriksa tulisan Anda di “%(topic)s” dan menampilkannya lagi."
        " %(reason)s"
    ),
)
CLOSED = (
    _("Riwayat suntingan Anda ditutup"),
    _(
        "Teks lama tulisan Anda di “%(topic)s” tidak lagi terlihat oleh pembaca. Yang"
        " sekarang tetap tampil. Alasan moderator: %(reason)s"
    ),
)
LET_THROUGH = (
    _("Tulisan Anda sudah tampil"),
    _(
        "Moderator sudah memeriksa tulisan Anda di “%(topic)s”. Sekarang semua pembaca"
        " forum itu melihatnya. %(reason)s"
    ),
)
HIDDEN = (
    _("Tulisan Anda disembunyikan untuk sementara"),
    _(
        "Beberapa pembaca melaporkan tulisan Anda di “%(topic)s”, jadi untuk sementara"
        " hanya Anda dan moderator yang melihatnya. Moderator akan memeriksanya dan"
        " keputusannya dikabarkan kepada Anda."
    ),
)
