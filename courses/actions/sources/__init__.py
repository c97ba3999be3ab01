"""What the files of a course say, one module for each kind of activity.

A module writes what a file says into the rows of its kind, and says what is in them, so
that it can be told whether somebody has edited them here.
"""

from collections.abc import Callable
from typing import Any

from courses.actions.sources import (
    assignments,
    discussions,
    lessons,
    quizzes,
    webinars,
    worksheets,
)
from courses.models import Activity

WRITERS: dict[str, Callable[[Activity, dict[str, Any]], None]] = {
    Activity.Kind.LESSON: lessons.write,
    Activity.Kind.QUIZ: quizzes.write,
    Activity.Kind.ASSIGNMENT: assignments.write,
    Activity.Kind.DISCUSSION: discussions.write,
    Activity.Kind.WORKSHEET: worksheets.write,
    Activity.Kind.WEBINAR: webinars.write,
}
CONTENTS: dict[str, Callable[[Activity], list[Any]]] = {
    Activity.Kind.LESSON: lessons.content,
    Activity.Kind.QUIZ: quizzes.content,
    Activity.Kind.ASSIGNMENT: assignments.content,
    Activity.Kind.DISCUSSION: discussions.content,
    Activity.Kind.WORKSHEET: worksheets.content,
    Activity.Kind.WEBINAR: webinars.content,
}


def write(activity: Activity, said: dict[str, Any]) -> None:
    activity.title = said["title"]
    activity.minutes = said.get("minutes", 0)
    activity.save(update_fields=["title", "minutes"])
    WRITERS[activity.kind](activity, said)


def content(activity: Activity) -> list[Any]:
    return [activity.title, activity.minutes, *CONTENTS[activity.kind](activity)]
