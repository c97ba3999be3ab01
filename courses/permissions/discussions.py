"""Who may write in a discussion, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Decision, no
from courses.models import Discussion
from courses.permissions.activities import can_open


def can_discuss(user: User | AnonymousUser, discussion: Discussion) -> Decision:
    """Learners, and those who guide them; the forum asks its own rules besides."""
    return may_discuss(user, discussion, can_open(user, discussion.activity))


def may_discuss(
    user: User | AnonymousUser, discussion: Discussion, opening: Decision
) -> Decision:
    """`can_discuss`, for a page that knows whether the activity may be opened."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menulis di diskusi ini."))
    if discussion.activity.is_draft:
        return no(_("Diskusi ini belum terbit."))
    return opening
