"""A discussion as a file says it: its question."""

from typing import Any

from courses.models import Activity, Discussion


def write(activity: Activity, said: dict[str, Any]) -> None:
    """The question of an open topic stays as it was posted there."""
    Discussion.objects.update_or_create(
        activity=activity, defaults={"question": said["prompt"].strip()}
    )


def content(activity: Activity) -> list[Any]:
    return [activity.discussion.question]
