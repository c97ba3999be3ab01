"""Who may respond to what is written: react, choose an answer, follow."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from forum.models import Forum, Post, Tag, Topic
from forum.permissions.moderating import can_moderate
from forum.permissions.writing import GONE, NOT_HERE, SIGN_IN, may_write


def can_react(user: User | AnonymousUser, post: Post) -> Decision:
    """Anyone who sees the post and writes here, but not its author."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menanggapi."))
    if post.is_deleted or not Post.objects.visible_to(user).filter(pk=post.pk).exists():
        return no(GONE)
    if post.is_by(user):
        return no(_("Tanggapan diberikan untuk tulisan orang lain."))
    return may_write(user, post.topic.forum)


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
