"""Who may ask in a poll, vote in it, and run it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from forum.machina_ext.forum_permission.handler import PermissionHandler
from forum.models import Forum, TopicPoll
from forum.permissions.moderating import can_moderate
from forum.permissions.writing import GONE, may_write, why_silent


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
    if poll.topic.untitled or not poll.topic.is_visible_to(user):
        return no(GONE)
    if PermissionHandler().can_vote_in_poll(poll, user):
        return YES
    return no(why_silent(user, poll.topic.forum))


def can_run_poll(user: User | AnonymousUser, poll: TopicPoll) -> Decision:
    """To ask it otherwise, to move its day, and to close it."""
    if not poll.is_open:
        return no(_("Jajak pendapat ini sudah ditutup."))
    if poll.topic.untitled:
        return no(GONE)
    if user.is_authenticated and poll.topic.is_by(user):
        return may_write(user, poll.topic.forum)
    return can_moderate(user, poll.topic.forum)
