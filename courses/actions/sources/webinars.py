"""A webinar as a file says it: a plan without a date, which is a cohort's matter."""

from typing import Any

from courses.models import Activity, WebinarPlan


def write(activity: Activity, said: dict[str, Any]) -> None:
    """A draft until a trainer dates it: learners are shown no empty seat."""
    WebinarPlan.objects.update_or_create(
        activity=activity, defaults={"summary": said["description"].strip()}
    )
    activity.status = Activity.Status.DRAFT
    activity.save(update_fields=["status"])


def content(activity: Activity) -> list[Any]:
    return [activity.webinar_plan.summary]
