"""A lesson as a file says it: Markdown, with the figures of its folder."""

from typing import Any

from courses import furnishing
from courses.actions import authoring
from courses.models import Activity, Lesson


def write(activity: Activity, said: dict[str, Any]) -> None:
    lesson = Lesson.objects.filter(activity=activity).first()
    if lesson is None:
        lesson = Lesson(activity=activity)
    else:
        authoring.keep_revision(lesson)
    lesson.summary = said.get("summary", "")
    lesson.body = said["body"]
    lesson.media_size = furnishing.weigh(lesson.body)
    lesson.save()


def content(activity: Activity) -> list[Any]:
    return [activity.lesson.summary, activity.lesson.body]
