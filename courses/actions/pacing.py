"""The pace of a cohort: due dates, or how long one may be away."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import User
from common.decisions import require
from courses.models import Cohort, DueDate
from courses.permissions import can_schedule


@transaction.atomic
def set_pace(
    *,
    facilitator: User,
    cohort: Cohort,
    idle_days: int | None = None,
    due_dates: Mapping[int, date | None],
) -> None:
    """Set the due date of each activity, by its key; None takes one away.

    Moving a date changes who is behind, and nothing that was earned.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(can_schedule(facilitator, cohort))
    if idle_days is not None:
        cohort.idle_days = idle_days
        cohort.save(update_fields=["idle_days"])
    for activity, due_on in due_dates.items():
        if due_on is None:
            cohort.due_dates.filter(activity=activity).delete()
        else:
            DueDate.objects.update_or_create(
                cohort=cohort, activity_id=activity, defaults={"due_on": due_on}
            )
