"""Reading a lesson, and saying that it is done."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.decisions import require
from courses.actions import completion
from courses.models import Activity, Completion, Rule, Standing
from courses.permissions import can_do

# Being here is written down no more often than this: reading stays cheap.
NOTED_EVERY = timedelta(minutes=10)


@transaction.atomic
def finish(*, learner: User, activity: Activity) -> Completion | None:
    """The learner says that a lesson is done, or `Refused` is raised.

    A phone says it of any step that is done by opening it, and was opened from a copy.
    """
    require(can_do(learner, activity))
    is_lesson = activity.kind == Activity.Kind.LESSON
    return completion.meet(
        learner=learner,
        activity=activity,
        event=Rule.MARKED if is_lesson else Rule.VIEWED,
        evidence="lesson.finished" if is_lesson else "opened",
    )


def note_reading(*, standing: Standing, activity: Activity) -> None:
    """The learner has opened an activity: what is done by opening it is done."""
    seat, learner = standing.enrollment, standing.user
    if seat is None or not standing.is_learning or isinstance(learner, AnonymousUser):
        return
    if activity.rule == Rule.VIEWED and activity.done_at is None:
        done = completion.meet(
            learner=learner,
            activity=activity,
            event=Rule.VIEWED,
            evidence="opened",
        )
        # The page that is being made says so already.
        activity.done_at = done.earned_at if done else None
    last = seat.last_active_at
    if last is None or last < timezone.now() - NOTED_EVERY:
        completion.note_activity(learner=learner, activity=activity)
