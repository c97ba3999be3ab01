"""Who looks after a forum, and what becomes of posts there."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.prepared import prepared
from forum.models import Forum, Post


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
