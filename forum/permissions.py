"""Who may write in a forum, and if not, why."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.files import Family
from common.prepared import prepared
from common.uploads.models import Upload
from forum.machina_ext.forum_permission.handler import PermissionHandler
from forum.models import (
    Forum,
    Post,
    Pseudonym,
    Suspension,
    Tag,
    Topic,
    TopicPoll,
)

EDITABLE_FOR = timedelta(days=1)

SIGN_IN = _("Masuk dulu untuk menulis di forum.")
NAMES_STAY = _(
    "Di topik ini ada yang menulis dengan nama samaran. Nama itu hanya berlaku di forum"
    " ini, jadi topiknya tidak dapat dibawa ke forum lain."
)
GONE = _("Tulisan ini sudah tidak ada.")
NOT_HERE = _("Anda tidak dapat menulis di forum ini.")


def can_open_topic(user: User | AnonymousUser, forum: Forum) -> Decision:
    if not forum.is_forum:
        return no(_("Topik ditulis di salah satu forum di bawah bagian ini."))
    if not user.is_authenticated:
        return no(SIGN_IN)
    if PermissionHandler().can_add_topic(forum, user):
        return YES
    return no(_why_silent(user, forum))


def can_reply(user: User | AnonymousUser, topic: Topic) -> Decision:
    if not user.is_authenticated:
        return no(SIGN_IN)
    if topic.merged_into_id or not (topic.approved or can_moderate(user, topic.forum)):
        return no(_("Topik ini tidak menerima balasan sampai diperiksa moderator."))
    if PermissionHandler().can_add_post(topic, user):
        return YES
    if topic.is_locked:
        return no(_("Topik ini sudah dikunci dan tidak menerima balasan lagi."))
    return no(_why_silent(user, topic.forum))


def can_attach(
    user: User | AnonymousUser, post: Post, files: Sequence[Upload]
) -> Decision:
    """Under a pseudonym only pictures, which are made anew: whoever wrote a document
    stands inside it.
    """
    if not PermissionHandler().can_attach_files(post.topic.forum, user):
        return no(_("Di forum ini tulisan tidak memuat berkas."))
    if post.pseudonym is not None and {each.family for each in files} != {
        Family.PICTURE
    }:
        return no(
            _(
                "Dengan nama samaran hanya gambar yang dapat dilampirkan: berkas lain"
                " menyimpan nama pembuatnya. Kirim fotonya, atau salin isinya ke sini."
            )
        )
    return YES


def can_ask_poll(user: User | AnonymousUser, forum: Forum) -> Decision:
    if user.is_authenticated and PermissionHandler().can_create_polls(forum, user):
        return YES
    return no(_("Di forum ini tidak dibuka jajak pendapat."))


def can_vote(user: User | AnonymousUser, poll: TopicPoll) -> Decision:
    """Who writes here, once, and otherwise as often as they think again."""
    if not poll.is_open:
        return no(_("Jajak pendapat ini sudah ditutup."))
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk memilih."))
    if poll.topic.is_locked:
        return no(_("Topik ini sudah dikunci."))
    if not poll.topic.is_visible_to(user):
        return no(GONE)
    if PermissionHandler().can_vote_in_poll(poll, user):
        return YES
    return no(_why_silent(user, poll.topic.forum))


def can_run_poll(user: User | AnonymousUser, poll: TopicPoll) -> Decision:
    """To ask it otherwise, to move its day, and to close it."""
    if not poll.is_open:
        return no(_("Jajak pendapat ini sudah ditutup."))
    if poll.topic.is_by(user):
        return YES
    return can_moderate(user, poll.topic.forum)


def can_edit(user: User | AnonymousUser, post: Post) -> Decision:
    """The author for a day; whoever may edit others' posts at any time."""
    if not user.is_authenticated:
        return no(SIGN_IN)
    if post.is_deleted:
        return no(GONE)
    if not PermissionHandler().can_edit_post(post, user):
        return no(_("Hanya penulisnya yang dapat menyunting tulisan ini."))
    if is_still_editable(post) or user.is_staff:
        return YES
    return no(
        _("Tulisan dapat disunting sehari. Tulis balasan baru untuk melengkapinya.")
    )


def can_delete(user: User | AnonymousUser, post: Post) -> Decision:
    """The author, at any time, where they still may see what they wrote."""
    if not user.is_authenticated:
        return no(SIGN_IN)
    if post.is_deleted:
        return no(GONE)
    if not post.is_by(user) or not user.is_active:
        return no(_("Hanya penulisnya yang dapat menghapus tulisan ini."))
    return (
        YES if Post.objects.visible_to(user).filter(pk=post.pk).exists() else no(GONE)
    )


def can_bring_back(user: User | AnonymousUser, post: Post) -> Decision:
    """The author, where they may write: it is said anew."""
    if not post.is_deleted:
        return no(_("Tulisan ini tidak dihapus."))
    if not post.is_by(user):
        return no(_("Hanya penulisnya yang dapat mengembalikan tulisan ini."))
    return can_reply(user, post.topic)


def can_react(user: User | AnonymousUser, post: Post) -> Decision:
    """Anyone who sees the post and writes here, but not its author."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menanggapi."))
    if post.is_deleted or not Post.objects.visible_to(user).filter(pk=post.pk).exists():
        return no(GONE)
    if post.is_by(user):
        return no(_("Tanggapan diberikan untuk tulisan orang lain."))
    return YES if user.is_active else no(NOT_HERE)


def can_choose_answer(
    user: User | AnonymousUser, topic: Topic, post: Post | None = None
) -> Decision:
    """Who asked, who looks after the forum, and who teaches what it is about."""
    if not user.is_authenticated or not topic.is_visible_to(user):
        return no(SIGN_IN)
    if post is not None:
        if post.topic_id != topic.pk or post.pk == topic.first_post_id:
            return no(_("Yang dipilih sebagai jawaban ialah salah satu balasan."))
        if post.is_deleted or not post.approved:
            return no(GONE)
    origin = getattr(topic, "origin", None)
    thing = origin.thing if origin else None
    if can_moderate(user, topic.forum) or may_choose_answer(user, topic, thing):
        return YES
    return no(_("Jawaban dipilih oleh penanya, fasilitator, atau penjaga forum."))


def can_follow(user: User, target: Forum | Topic | Tag | User) -> Decision:
    """What one sees; not oneself."""
    if not user.is_active:
        return no(NOT_HERE)
    if isinstance(target, User):
        return (
            YES if target.pk != user.pk else no(_("Anda tidak mengikuti diri sendiri."))
        )
    if isinstance(target, Tag):
        return YES
    rows: Any = type(target).objects
    return YES if rows.visible_to(user).filter(pk=target.pk).exists() else no(GONE)


def may_choose_answer(
    user: User | AnonymousUser, topic: Topic, origin: Model | None
) -> bool:
    """Beside its moderators, asked of a topic that is visible already.

    What a topic came from tells itself who teaches it, as it tells who sees it.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    teaches = getattr(origin, "is_taught_by", None)
    return topic.is_by(user) or bool(teaches and teaches(user))


def is_still_editable(post: Post) -> bool:
    return bool(post.created > timezone.now() - EDITABLE_FOR)


def can_moderate(user: User | AnonymousUser, forum: Forum) -> Decision:
    if _moderated_here(user, forum.pk):
        return YES
    return no(_("Ini diputuskan oleh moderator forum ini."))


def can_judge(user: User | AnonymousUser, post: Post) -> Decision:
    """To decide what becomes of what somebody else wrote."""
    if post.is_by(user):
        return no(_("Tulisan sendiri diputuskan oleh moderator lain."))
    return can_moderate(user, post.topic.forum)


def can_flag(user: User | AnonymousUser, post: Post) -> Decision:
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk melaporkan tulisan."))
    if post.is_by(user):
        return no(_("Ini tulisan Anda sendiri. Anda dapat menyuntingnya."))
    own = post.flags.filter(person=user).first()
    if own and not own.is_outdated:
        return no(_("Laporan Anda sudah kami terima. Terima kasih."))
    return YES


def can_see_queue(user: User | AnonymousUser) -> Decision:
    if _moderated(user):
        return YES
    return no(_("Antrean ini untuk moderator forum."))


@prepared
def _moderated(user: User | AnonymousUser) -> QuerySet[Forum, int]:
    """One of those that the person looks after, if there is any."""
    forums: QuerySet[Forum] = Forum.objects.moderated_by(user).order_by()
    return forums.values_list("pk", flat=True)[:1]


@prepared
def _moderated_here(user: User | AnonymousUser, pk: int) -> QuerySet[Forum, int]:
    forums: QuerySet[Forum] = Forum.objects.filter(pk=pk).moderated_by(user).order_by()
    return forums.values_list("pk", flat=True)


def can_arrange_forums(user: User | AnonymousUser) -> Decision:
    if user.is_authenticated and user.is_staff:
        return YES
    return no(_("Susunan forum diatur oleh staf nasional."))


def can_suspend(
    user: User | AnonymousUser, post: Post, forum: Forum | None
) -> Decision:
    """In the post's forum or one above it that is theirs; everywhere only by staff."""
    author = post.author
    if post.pseudonym is not None and (author is None or author.is_staff):
        # One sentence, whoever it is: none that says what the person is.
        return no(_("Yang memakai nama samaran ini tidak dapat ditangguhkan."))
    if author is None:
        return no(_("Penulisnya sudah pergi."))
    if post.is_by(user):
        return no(_("Anda tidak dapat menangguhkan diri sendiri."))
    if author.is_staff:
        return no(_("Staf nasional tidak dapat ditangguhkan dari sini."))
    if forum is None:
        if user.is_authenticated and user.is_staff:
            return YES
        return no(_("Penangguhan di seluruh forum diputuskan staf nasional."))
    branch = post.topic.forum.get_ancestors(include_self=True)
    if not branch.filter(pk=forum.pk).exists():
        return no(_("Pilih forum tempat tulisan itu berada."))
    return can_moderate(user, forum)


def can_appeal(user: User, suspension: Suspension) -> Decision:
    if suspension.person_id != user.pk or not suspension.is_active:
        return no(_("Penangguhan ini sudah berakhir."))
    if suspension.appealed_at is not None:
        return no(_("Keberatan Anda sudah disampaikan dan dijawab satu kali."))
    return YES


def can_lift(user: User, suspension: Suspension) -> Decision:
    if not suspension.is_active:
        return no(_("Penangguhan ini sudah berakhir."))
    if suspension.person_id == user.pk:
        return no(_("Penangguhan sendiri diputuskan oleh orang lain."))
    if suspension.forum is None:
        return YES if user.is_staff else no(_("Ini diputuskan staf nasional."))
    return can_moderate(user, suspension.forum)


def can_answer_appeal(user: User, suspension: Suspension) -> Decision:
    if suspension.given_by_id == user.pk:
        return no(_("Keberatan diputuskan moderator lain daripada yang menangguhkan."))
    if suspension.appealed_at is None or suspension.answered_at is not None:
        return no(_("Tidak ada keberatan yang menunggu di sini."))
    return can_lift(user, suspension)


def can_move(user: User | AnonymousUser, topic: Topic, forum: Forum) -> Decision:
    if not forum.is_forum:
        return no(_("Pilih forum yang menampung topik."))
    if forum.pk == topic.forum_id:
        return no(_("Topik ini sudah berada di forum itu."))
    if has_pseudonyms(topic):
        return no(NAMES_STAY)
    return can_moderate(user, topic.forum) and can_moderate(user, forum)


def has_pseudonyms(topic: Topic) -> bool:
    """Elsewhere who wrote under one would go on under their own name."""
    return bool(topic.posts.filter(pseudonym__isnull=False).exists())


def can_merge(user: User | AnonymousUser, topic: Topic, into: Topic) -> Decision:
    if topic.pk == into.pk:
        return no(_("Sebuah topik tidak dapat digabungkan dengan dirinya sendiri."))
    if topic.merged_into_id or into.merged_into_id:
        return no(_("Topik itu sudah digabungkan."))
    if not (topic.approved and into.approved):
        return no(_("Salah satunya sedang disembunyikan. Putuskan dulu tulisannya."))
    if TopicPoll.objects.filter(topic__in=[topic, into]).count() > 1:
        return no(_("Kedua topik punya jajak pendapat, jadi tidak dapat digabungkan."))
    if topic.forum_id != into.forum_id and has_pseudonyms(topic):
        return no(NAMES_STAY)
    return can_moderate(user, topic.forum) and can_moderate(user, into.forum)


def can_split(user: User | AnonymousUser, topic: Topic, post: Post) -> Decision:
    if post.pk == topic.first_post_id:
        return no(_("Tulisan pertama adalah topik ini sendiri."))
    return can_moderate(user, topic.forum)


def can_choose_pseudonym(user: User | AnonymousUser, forum: Forum) -> Decision:
    if not forum.allows_pseudonyms:
        return no(_("Di forum ini semua menulis dengan nama sendiri."))
    if not user.is_authenticated:
        return no(SIGN_IN)
    if forum.pseudonyms.of(user).exists():
        return no(_("Anda sudah memilih nama samaran di forum ini."))
    return YES


def can_use_name(user: User, forum: Forum, name: str) -> Decision:
    """Not one's own, not anybody else's, and not one that is taken here."""
    own = {word for word in user.name.casefold().split() if len(word) > 2}
    if own & set(name.casefold().split()):
        return no(_("Nama ini memuat nama Anda sendiri. Pilih yang lain sama sekali."))
    taken = forum.pseudonyms.filter(name__iexact=name).exists()
    if taken or User.objects.filter(name__iexact=name).exists():
        return no(_("Nama itu sudah dipakai orang lain. Pilih nama lain."))
    return YES


def can_look_behind(user: User | AnonymousUser, pseudonym: Pseudonym) -> Decision:
    if user.is_authenticated and user.is_staff:
        return YES
    return no(_("Hanya staf nasional yang dapat melihatnya."))


def can_hang_under(forum: Forum, parent: Forum | None) -> Decision:
    if parent is not None and parent.is_descendant_of(forum, include_self=True):
        return no(_("Sebuah forum tidak dapat berada di bawah dirinya sendiri."))
    return YES


def can_end_pseudonyms(forum: Forum, still_allowed: bool) -> Decision:
    """Who wrote under a pseudonym would suddenly write under their name."""
    if still_allowed or not forum.pseudonyms.exists():
        return YES
    return no(
        _(
            "Nama samaran di forum ini sudah dipakai, jadi tidak dapat dimatikan lagi:"
            " yang memakainya akan tiba-tiba menulis dengan nama asli."
        )
    )


def _why_silent(user: User, forum: Forum) -> str:
    holding = Suspension.objects.active().of(user).reaching(forum)
    suspension = holding.order_by("-ends_at").first()
    if suspension is None:
        return str(NOT_HERE)
    return _(
        "Sampai %(day)s Anda hanya dapat membaca di sini. Sebabnya: %(reason)s Di"
        " halaman Penangguhan Anda dapat menyampaikan keberatan."
    ) % {
        "day": date_format(localtime(suspension.ends_at), "j F Y, H.i"),
        "reason": suspension.reason,
    }
