"""A worksheet task as a file says it: the step, and the words before it."""

from typing import Any

from courses.models import Activity, Rule, WorksheetTask


def write(activity: Activity, said: dict[str, Any]) -> None:
    """A step is done when it is filled in: a mentor approves only the whole."""
    step = said.get("step")
    if step not in (None, *WorksheetTask.STEPS):
        raise ValueError("step is a number from 1 to 6")
    _task, is_new = WorksheetTask.objects.update_or_create(
        activity=activity,
        defaults={"step": step, "intro": said.get("intro", "").strip()},
    )
    # Later the rule is whatever the course's authors make it.
    if is_new and step is not None:
        activity.rule = Rule.ANSWERED
        activity.save(update_fields=["rule"])


def content(activity: Activity) -> list[Any]:
    return [activity.worksheet_task.step, activity.worksheet_task.intro]
