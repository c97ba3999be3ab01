"""Writing down what a learner has done, once and for ever."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.models import Activity, Completion, Enrollment


@transaction.atomic
def complete(*, learner: User, activity: Activity, evidence: str) -> Completion:
    """Record that the learner has done the activity. Done twice, the first time stands.

    The caller has asked whether it was earned; `evidence` says by what.
    """
    completion, _created = Completion.objects.get_or_create(
        learner=learner, activity=activity, defaults={"evidence": evidence}
    )
    note_activity(learner=learner, activity=activity)
    return completion


def note_activity(*, learner: User, activity: Activity) -> None:
    """The learner was here: every seat they hold in this course says so."""
    Enrollment.objects.active().filter(
        learner=learner, cohort__course__modules=activity.module_id
    ).update(last_active_at=timezone.now())
