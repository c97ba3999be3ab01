"""Writing down what a learner has done, once and for ever."""

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from common.prepared import prepared
from courses.actions import achievements
from courses.models import Activity, Completion, CourseRule, Result
from courses.models.rule import KEPT_AS_RESULT, is_met

SEEN = """
    UPDATE courses_enrollment SET last_active_at = %s
    WHERE learner_id = %s AND ended_at IS NULL AND cohort_id IN (
        SELECT cohort.id FROM courses_cohort cohort
        JOIN courses_module module ON module.course_id = cohort.course_id
        WHERE module.id = %s
    )
"""


# Part of what the caller does, and undone with it: no savepoint of their own.
@transaction.atomic(savepoint=False)
def meet(
    *,
    learner: User,
    activity: Activity,
    event: str,
    value: int | None = None,
    evidence: str,
) -> Completion | None:
    """Something happened in an activity: keep it, and complete what it completes.

    `event` is one of `Rule`, `value` its percent or minutes, `evidence` what it is
    known by (`attempt:12`). The caller has asked whether it counts.
    """
    if event in KEPT_AS_RESULT:
        _keep(learner, activity, event, value)
    if is_met(activity.rule, activity.threshold, event, value):
        return complete(learner=learner, activity=activity, evidence=evidence)
    note_activity(learner=learner, activity=activity)
    return next(iter(_earned(learner, activity)), None)


@transaction.atomic(savepoint=False)
def complete(*, learner: User, activity: Activity, evidence: str) -> Completion:
    """Record that the learner has done the activity. Done twice, the first time stands.

    The caller has asked whether it was earned; `evidence` says by what.
    """
    earned, is_new = Completion.objects.get_or_create(
        learner=learner, activity=activity, defaults={"evidence": evidence}
    )
    # Locks the seat: of two last steps done at once, the second sees the first.
    note_activity(learner=learner, activity=activity)
    if is_new:
        _note_application(learner, activity, evidence)
    # Also when done before: a better score may lift what held the course back.
    achievements.finish_course(learner=learner, course=activity.module.course)
    return earned


def note_activity(*, learner: User, activity: Activity) -> None:
    """The learner was here: every seat they hold in this course says so.

    Each deed of a learner asks for this. Django puts it into words in twice the time
    that the database takes for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [timezone.now(), learner.pk, activity.module_id])


def _note_application(learner: User, activity: Activity, evidence: str) -> None:
    """Penerapan, when this is the course's activity of application."""
    if CourseRule.objects.filter(application_activity=activity).exists():
        apply_by(learner=learner, activity=activity, evidence=evidence)


def apply_by(*, learner: User, activity: Activity, evidence: str) -> None:
    """Penerapan by an activity of application that is done, known by `evidence`."""
    achievements.apply(
        learner=learner,
        course=activity.module.course,
        evidence=f"activity:{activity.pk} {evidence}",
    )


def _keep(learner: User, activity: Activity, event: str, value: int | None) -> None:
    """The best value stays; a lower one changes nothing."""
    result = next(iter(_best(learner, activity, event)), None)
    is_new = False
    if result is None:
        result, is_new = Result.objects.get_or_create(
            learner=learner, activity=activity, event=event, defaults={"value": value}
        )
    if is_new or value is None:
        return
    if result.value is None or result.value < value:
        worse = Q(value=None) | Q(value__lt=value)
        Result.objects.filter(worse, pk=result.pk).update(
            value=value, recorded_at=timezone.now()
        )


@prepared
def _earned(learner: User, activity: Activity) -> QuerySet[Completion]:
    return Completion.objects.filter(learner=learner, activity=activity)


@prepared
def _best(learner: User, activity: Activity, event: str) -> QuerySet[Result]:
    return Result.objects.filter(learner=learner, activity=activity, event=event)
