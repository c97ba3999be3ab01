"""Grades as learners read them: the best score of each activity, and their average."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from common.models import JournalEntry
from common.prepared import prepared
from courses.models import (
    Achievement,
    Activity,
    Certificate,
    Completion,
    Course,
    CourseRule,
    Enrollment,
    Result,
    Standing,
)
from courses.models.correction import corrections_of
from courses.models.rule import GRADED


@dataclass(frozen=True)
class Grade:
    """One activity of a course, and what the learner has in it."""

    activity: Activity
    score: int | None
    completion: Completion | None
    correction: JournalEntry | None

    @property
    def is_graded(self) -> bool:
        return self.score is not None or self.activity.rule in GRADED


@dataclass(frozen=True)
class CourseGrades:
    """One course: all its activities, and whether it is passed."""

    course: Course
    rule: CourseRule
    grades: list[Grade]
    achievements: list[Achievement]
    certificates: list[Certificate]

    @property
    def average(self) -> int | None:
        return average([g.score for g in self.grades if g.score is not None])

    @property
    def done(self) -> int:
        return sum(
            g.activity.is_required and g.completion is not None for g in self.grades
        )

    @property
    def total(self) -> int:
        return sum(g.activity.is_required for g in self.grades)

    @property
    def passed(self) -> Achievement | None:
        kind = Achievement.Kind.COMPLETION
        return next((a for a in self.achievements if a.kind == kind), None)


@dataclass(frozen=True)
class CourseLine:
    """A course among all of a learner's."""

    course: Course
    average: int | None
    certificates: list[Certificate]


def average(scores: list[int]) -> int | None:
    # Rounded down, as scores are: an average shown as enough is enough.
    return sum(scores) // len(scores) if scores else None


def average_of(learner: User, course: Course) -> int | None:
    """Of the best scores in the course's published activities; None without any."""
    scores = Result.objects.of_learner(learner).graded_in(course).best_scores()
    return average([score for _activity, score in scores])


def course_grades(standing: Standing, learner: User) -> CourseGrades:
    """All that one learner has in one course, in six queries whatever its length."""
    course = standing.course
    earned = {each.activity_id: each for each in _earned(learner, course)}
    scores: dict[int, int] = dict(_scores(learner, course))
    corrections = corrections_of(earned.values())
    grades = []
    for activity in _activities(learner, course):
        activity.module.course = course
        completion = earned.get(activity.pk)
        correction = corrections.get(completion.pk) if completion else None
        score = scores.get(activity.pk)
        grades.append(Grade(activity, score, completion, correction))
    return CourseGrades(
        course=course,
        rule=next(iter(_rules(course)), None) or CourseRule(course=course),
        grades=grades,
        achievements=_achievements(learner, course),
        certificates=_certificates(learner, course),
    )


@prepared
def _rules(course: Course) -> QuerySet[CourseRule]:
    return CourseRule.objects.filter(course=course)


@prepared
def _earned(learner: User, course: Course) -> QuerySet[Completion]:
    return Completion.objects.of_learner(learner).in_course(course)


@prepared
def _scores(learner: User, course: Course) -> QuerySet[Result, tuple[int, int]]:
    return Result.objects.of_learner(learner).graded_in(course).best_scores()


@prepared
def _activities(learner: User, course: Course) -> QuerySet[Activity]:
    seats = Enrollment.objects.active().of_learner(learner).in_course(course)
    steps = Activity.objects.of_course(course).published()
    return steps.open_to(seats.values("cohort")).select_related("module")


@prepared
def _achievements(learner: User, course: Course) -> QuerySet[Achievement]:
    return Achievement.objects.of_learner(learner).in_course(course)


@prepared
def _certificates(learner: User, course: Course) -> QuerySet[Certificate]:
    held = Certificate.objects.valid().of_learner(learner)
    return held.filter(achievement__course=course).select_related("achievement")


def all_grades(learner: User) -> list[CourseLine]:
    """Every course the learner has a seat or anything earned in; three queries."""
    scores: dict[int, list[int]] = defaultdict(list)
    results = Result.objects.of_learner(learner).graded()
    for course, _activity, best in results.best_scores_by_course():
        scores[course].append(best)
    certificates: dict[int, list[Certificate]] = defaultdict(list)
    held = Certificate.objects.valid().of_learner(learner)
    for certificate in held.select_related("achievement"):
        certificates[certificate.achievement.course_id or 0].append(certificate)
    return [
        CourseLine(course, average(scores[course.pk]), certificates[course.pk])
        for course in Course.objects.for_catalog(learner)
        if course.is_mine or course.done_count
    ]
