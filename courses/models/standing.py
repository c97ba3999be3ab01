"""Where a person stands in a course: no table, but what many rules ask at once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from common.prepared import prepared
from courses.models.activity import Activity
from courses.models.condition import Condition
from courses.models.course import Course
from courses.models.enrollment import Enrollment
from courses.models.peer_review import with_reviews_due


@dataclass(frozen=True)
class Standing:
    """What a page about a course needs to know of its reader.

    `course` was read with `for_reader`. `enrollments` are the reader's seats in it,
    the one used last first, with when the peer reviews are due that they are asked for
    there (`reviews_due`). In a preview an author stands where learners do: what is
    asked for a page answers as it would to them, while what counts asks anew.
    """

    user: User | AnonymousUser
    course: Course
    enrollments: tuple[Enrollment, ...]
    is_preview: bool = False

    @property
    def teaches(self) -> bool:
        return self.course.reader_teaches and not self.is_preview

    @property
    def guides(self) -> bool:
        """Teaches or mentors: reads everything without a seat."""
        guides = self.course.reader_teaches or self.course.reader_mentors
        return guides and not self.is_preview

    @property
    def sees_drafts(self) -> bool:
        return self.course.reader_teaches

    @cached_property
    def preview(self) -> int | None:
        """The first lesson, which anyone may read before deciding to join."""
        lessons = Activity.objects.published().filter(kind=Activity.Kind.LESSON)
        return lessons.of_course(self.course).values_list("pk", flat=True).first()

    @cached_property
    def conditions(self) -> dict[int, list[Condition]]:
        """What each activity of the course waits for, by its key: one query."""
        asked = _conditions(self.course, self.user)
        return {
            activity: list(found)
            for activity, found in groupby(asked, key=lambda each: each.activity_id)
        }

    @property
    def enrollment(self) -> Enrollment | None:
        """The seat that counts: one whose cohort has begun before one to come."""
        begun = [seat for seat in self.enrollments if self._has_begun(seat)]
        return next(iter(begun or self.enrollments), None)

    @cached_property
    def is_learning(self) -> bool:
        """Has a seat, and its cohort has begun."""
        return self.is_preview or any(
            self._has_begun(seat) for seat in self.enrollments
        )

    @property
    def opens_on(self) -> date | None:
        """When the first of the reader's cohorts begins."""
        return min(
            (seat.cohort.starts_on for seat in self.enrollments),
            default=None,
        )

    def _has_begun(self, seat: Enrollment) -> bool:
        return seat.cohort.starts_on <= timezone.localdate()


def standing_in(course: Course, user: User | AnonymousUser) -> Standing:
    """The standing in a course read with `for_reader(user)`: one query."""
    if not user.is_authenticated:
        return Standing(user, course, ())
    return Standing(user, course, tuple(_seats(user, course)))


@prepared
def _seats(learner: User, course: Course) -> QuerySet[Enrollment]:
    seats = Enrollment.objects.active().of_learner(learner).in_course(course)
    asked = with_reviews_due(seats.select_related("cohort", "mentor"))
    return asked.latest_active_first()


@prepared
def _conditions(course: Course, user: User | AnonymousUser) -> QuerySet[Condition]:
    return Condition.objects.in_course(course).for_reader(user)
