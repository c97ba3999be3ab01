"""Who may write in a forum, and if not, why."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from forum.machina_ext.forum_permission.handler import PermissionHandler
from forum.models import Forum, Post, Topic

EDITABLE_FOR = timedelta(days=1)

SIGN_IN = _("Masuk dulu untuk menulis di forum.")
GONE = _("Tulisan ini sudah tidak ada.")
NOT_HERE = _("Anda tidak dapat menulis di forum ini.")


def can_open_topic(user: User | AnonymousUser, forum: Forum) -> Decision:
    if not forum.is_forum:
        return no(_("Topik ditulis di salah satu forum di bawah bagian ini."))
    if not user.is_authenticated:
        return no(SIGN_IN)
    return YES if PermissionHandler().can_add_topic(forum, user) else no(NOT_HERE)


def can_reply(user: User | AnonymousUser, topic: Topic) -> Decision:
    if not user.is_authenticated:
        return no(SIGN_IN)
    if PermissionHandler().can_add_post(topic, user):
        return YES
    if topic.is_locked:
        return no(_("Topik ini sudah dikunci dan tidak menerima balasan lagi."))
    return no(NOT_HERE)


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


def is_still_editable(post: Post) -> bool:
    return bool(post.created > timezone.now() - EDITABLE_FOR)
