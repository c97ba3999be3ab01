"""Posts that wait for a moderator before anybody else reads them.

Who they are, and why just these: docs/decisions/0186-what-waits-to-be-read.md.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.commits import once_committed
from forum import realtime
from forum.actions import tellings, untold
from forum.addresses import elsewhere
from forum.machina_ext.forum_permission.handler import PermissionHandler
from forum.models import Forum, Post, Untold
from forum.permissions import can_moderate
from forum.signals import posted
from forum.trust import Trust, conduct_of


def must_wait(*, author: User, forum: Forum, body: str, before: str = "") -> bool:
    """Whether somebody looks before others read this; `before` is what stands there
    already, and lets nothing wait that was in it.
    """
    new = elsewhere(body) - elsewhere(before)
    if not PermissionHandler().can_post_without_approval(forum, author):
        return bool(new) or not before
    if not new or can_moderate(author, forum):
        return False
    conduct = conduct_of(author)
    return conduct.trust is Trust.NEWCOMER and conduct.posts <= bool(before)


def announce(post: Post) -> None:
    """It can be read: who listens hears of it, after the commit."""
    untold.keep(post, Untold.What.POST)
    once_committed(posted.send_robust, sender=Post, post=post)
    realtime.announce(post)


def tell_of_waiting(post: Post) -> None:
    """Its author finds it said in their inbox; the moderators hear of it at once, and
    of what else waits in that forum on the same day in the queue.
    """
    kind = tellings.ARRANGED
    tellings.tell_author(post, WAITS, key="held", kind=kind, how="inbox")
    forum = post.topic.forum
    concerned = [post.author.pk] if post.author else []
    tellings.tell_each(
        tellings.moderators_of(forum, but=concerned),
        kind=tellings.QUEUE,
        title=WAITING,
        text=WHY,
        words={"forum": forum.name},
        url=reverse("forum:judge", args=[post.pk]),
        key=f"forum.held:{forum.pk}:{timezone.localdate().isoformat()}",
        how="now",
    )


def let_through(post: Post) -> None:
    """As if it were written now, so that nobody has read past it; the caller holds the
    lock, and has told that it stands.
    """
    if post.is_topic_head and post.topic.posts_count > 1:
        # What was answered meanwhile goes on below it.
        return announce(post)
    post.created = timezone.now()
    post.save()
    announce(post)


WAITS = (
    _("Tulisan Anda menunggu diperiksa"),
    _(
        "Tulisan Anda di “%(topic)s” sudah tersimpan. Moderator memeriksanya dulu,"
        " lalu Anda mendapat kabar. Sampai saat itu hanya Anda yang melihatnya."
    ),
)
WAITING = _("Ada tulisan yang menunggu diperiksa di %(forum)s")
WHY = _("Sampai Anda memutuskan, hanya penulisnya dan moderator yang melihatnya.")
