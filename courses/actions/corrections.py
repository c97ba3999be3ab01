"""Correcting a completion: a journal entry by a named person, with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import require
from common.models import JournalEntry
from courses.actions import achievements, completion
from courses.models import Activity, Completion
from courses.models.correction import CONTESTED, GRANTED
from courses.permissions import can_contest, can_grant
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def grant(
    *, facilitator: User, learner: User, activity: Activity, reason: str
) -> Completion:
    """Say that the learner has done it after all, or raise `Refused`."""
    require(can_grant(facilitator, learner, activity))
    earned = completion.complete(
        learner=learner, activity=activity, evidence="correction"
    )
    _record(GRANTED, facilitator, earned, reason)
    # Asked again now that nothing contests it.
    achievements.finish_course(learner=learner, course=activity.module.course)
    return earned


@transaction.atomic
def contest(
    *, facilitator: User, learner: User, activity: Activity, reason: str
) -> Completion:
    """Say that it was not earned, or raise `Refused`. The completion stays as it is."""
    require(can_contest(facilitator, learner, activity))
    earned = Completion.objects.get(learner=learner, activity=activity)
    _record(CONTESTED, facilitator, earned, reason)
    return earned


def _record(
    deed: str, facilitator: User, earned: Completion, reason: str
) -> JournalEntry:
    entry = journal.record(
        deed=deed,
        subject=earned,
        actor=facilitator,
        person=earned.learner,
        reason=reason,
        activity=earned.activity_id,
    )
    granted = deed == GRANTED
    with as_read_by(earned.learner):
        title = _("Dicatat selesai: %s") if granted else _("Dipertanyakan: %s")
        text = _("%(name)s menulis: %(reason)s")
        telling.tell(
            person=earned.learner,
            kind="courses.completion_corrected",
            title=title % earned.activity.title,
            text=text % {"name": facilitator.name, "reason": reason},
            url=earned.activity.get_absolute_url(),
            key=f"courses.correction:{entry.pk}",
        )
    return entry
