"""Setting what is asked: of an activity, and of a course. It takes nothing back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from common.commits import once_committed
from common.decisions import require
from courses import tasks
from courses.models import Activity, Course, CourseRule
from courses.permissions import can_edit

Asked = tuple[str, int | None]


@transaction.atomic
def set_rules(
    *, author: User, course: Course, asked: Mapping[int, Asked], **course_rule: Any
) -> CourseRule:
    """Set the rule and threshold of activities, by key, and the rule of the course.

    Who meets an eased rule by what they have shown already is completed by a job.
    """
    require(can_edit(author, course))
    course = Course.objects.select_for_update().get(pk=course.pk)
    for activity in Activity.objects.of_course(course).filter(pk__in=asked):
        activity.rule, activity.threshold = asked[activity.pk]
        activity.save(update_fields=["rule", "threshold"])
    rule, _is_new = CourseRule.objects.update_or_create(
        course=course, defaults=course_rule
    )
    once_committed(tasks.hurry, "settle")
    return rule
