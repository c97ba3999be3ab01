"""The pages of each kind of activity: the learner's, and the author's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.http import MemberRequest
from courses.models import Activity
from courses.views import (
    assignments,
    discussions,
    lessons,
    quiz_making,
    quizzes,
    surveys,
    webinar_plans,
    worksheet_tasks,
)
from courses.views.finding import Found

# What answers at the address of an activity that the reader may open.
PAGES: dict[str, Callable[[HttpRequest, Found], HttpResponse]] = {
    Activity.Kind.LESSON: lessons.show,
    Activity.Kind.QUIZ: quizzes.show,
    Activity.Kind.ASSIGNMENT: assignments.show,
    Activity.Kind.DISCUSSION: discussions.show,
    Activity.Kind.WORKSHEET: worksheet_tasks.show,
    Activity.Kind.SURVEY: surveys.show,
    Activity.Kind.WEBINAR: webinar_plans.show,
}

# What answers at `<activity>/sunting/`, after `can_edit` was asked.
EDITORS: dict[str, Callable[[MemberRequest, Found], HttpResponse]] = {
    Activity.Kind.LESSON: lessons.edit,
    Activity.Kind.QUIZ: quiz_making.edit,
    Activity.Kind.ASSIGNMENT: assignments.edit,
    Activity.Kind.DISCUSSION: discussions.edit,
    Activity.Kind.WORKSHEET: worksheet_tasks.edit,
    Activity.Kind.SURVEY: surveys.edit,
    Activity.Kind.WEBINAR: webinar_plans.edit,
}
