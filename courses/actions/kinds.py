"""What each kind of activity needs beside its row in the outline."""

from collections.abc import Callable

from common.decisions import Decision
from courses.actions import (
    assigning,
    authoring,
    discussions,
    quiz_making,
    surveys,
    webinar_plans,
    webinars,
    worksheet_tasks,
)
from courses.models import Activity

# Make the empty row of a new activity's kind. A new webinar is a plan without a date.
MAKERS: dict[str, Callable[[Activity], None]] = {
    Activity.Kind.LESSON: authoring.make_empty,
    Activity.Kind.QUIZ: quiz_making.make_empty,
    Activity.Kind.ASSIGNMENT: assigning.make_empty,
    Activity.Kind.DISCUSSION: discussions.make_empty,
    Activity.Kind.WORKSHEET: worksheet_tasks.make_empty,
    Activity.Kind.SURVEY: surveys.make_empty,
    Activity.Kind.WEBINAR: webinar_plans.make_empty,
}

# Copy what the first activity's kind holds into the second, which is new and empty.
COPIERS: dict[str, Callable[[Activity, Activity], None]] = {
    Activity.Kind.LESSON: authoring.copy,
    Activity.Kind.QUIZ: quiz_making.copy,
    Activity.Kind.ASSIGNMENT: assigning.copy,
    Activity.Kind.DISCUSSION: discussions.copy,
    Activity.Kind.WORKSHEET: worksheet_tasks.copy,
    Activity.Kind.SURVEY: surveys.copy,
    Activity.Kind.WEBINAR: webinar_plans.copy,
}

# Whether there is something in it to publish, and if not, what is missing.
READY: dict[str, Callable[[Activity], Decision]] = {
    Activity.Kind.LESSON: authoring.is_ready,
    Activity.Kind.QUIZ: quiz_making.is_ready,
    Activity.Kind.ASSIGNMENT: assigning.is_ready,
    Activity.Kind.DISCUSSION: discussions.is_ready,
    Activity.Kind.SURVEY: surveys.is_ready,
    Activity.Kind.WEBINAR: webinars.is_ready,
}
