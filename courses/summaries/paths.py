"""A learning path as one person walks it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from courses.models import Achievement, Course, Path


@dataclass(frozen=True)
class PathPart:
    """One course of the path, and how far this person is in it."""

    number: int
    course: Course
    is_passed: bool
    is_now: bool


@dataclass(frozen=True)
class Walk:
    path: Path
    parts: list[PathPart]

    @property
    def passed(self) -> int:
        return sum(part.is_passed for part in self.parts)

    @property
    def now(self) -> PathPart | None:
        return next((part for part in self.parts if part.is_now), None)

    @property
    def hours(self) -> int:
        return sum(part.course.hours for part in self.parts)


def walk(path: Path, user: User | AnonymousUser) -> Walk:
    """Two queries; the first course not yet passed is the one to take now."""
    courses = Course.objects.for_catalog(user).filter(path_steps__path=path)
    courses = courses.order_by("path_steps__position")
    passed: set[int | None] = set()
    if user.is_authenticated:
        earned = Achievement.objects.of_learner(user).filter(
            kind=Achievement.Kind.COMPLETION, course__paths=path
        )
        passed = set(earned.values_list("course", flat=True))
    parts: list[PathPart] = []
    found_now = False
    for number, course in enumerate(courses, start=1):
        is_passed = course.pk in passed
        is_now = not is_passed and not found_now
        found_now = found_now or is_now
        parts.append(PathPart(number, course, is_passed, is_now))
    return Walk(path, parts)
