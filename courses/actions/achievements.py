"""Kehadiran, kelulusan and penerapan: earned once, each asking for its certificate."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from accounts.models import User
from common.commits import once_committed
from courses import tasks
from courses.models import (
    Achievement,
    Activity,
    Certificate,
    Cohort,
    Completion,
    Course,
    CourseRule,
    Enrollment,
    Path,
    Webinar,
)
from courses.models.correction import contested_activities
from courses.summaries.grades import average_of

Kind = Achievement.Kind


@transaction.atomic
def earn(
    *,
    learner: User,
    kind: str,
    subject: str,
    title: str,
    evidence: str,
    hours: Decimal | int = 0,
    course: Course | None = None,
    webinar: Webinar | None = None,
    cohort: Cohort | None = None,
    average: int | None = None,
    with_certificate: bool = True,
) -> Achievement:
    """Keep an achievement, and ask for its certificate; once for each `subject`.

    The caller has asked whether it was earned.
    """
    achievement, is_new = Achievement.objects.get_or_create(
        learner=learner,
        kind=kind,
        subject=subject,
        defaults={
            "title": title,
            "evidence": evidence,
            "hours": hours,
            "course": course,
            "webinar": webinar,
            "cohort": cohort,
            "average": average,
        },
    )
    if is_new and with_certificate:
        ask_for_certificate(achievement)
    return achievement


def ask_for_certificate(
    achievement: Achievement, *, replaces: Certificate | None = None, name: str = ""
) -> Certificate:
    """The row that the job finds; it prints the name of the day unless one is given."""
    certificate = Certificate.objects.create(
        achievement=achievement,
        replaces=replaces,
        name=name or achievement.learner.name,
        title=achievement.title,
    )
    once_committed(tasks.hurry, "issue_certificates")
    return certificate


@transaction.atomic
def ask_where_none_was(*, achievement: Achievement) -> Certificate | None:
    """The certificate of what was earned before any was given for it.

    The row is locked: of two that ask, one does. Who had one revoked gets no other.
    """
    # Kept rows are never updated, but can be locked.
    achievement = Achievement.objects.select_for_update().get(pk=achievement.pk)
    if achievement.certificates.exists():
        return None
    return ask_for_certificate(achievement)


@transaction.atomic(savepoint=False)
def finish_course(*, learner: User, course: Course) -> Achievement | None:
    """Note that the learner has passed the course, if all its rules are met.

    Asked after every step: what says no most often is asked first. Webinars are open to
    everyone, but only who has, or had, a seat passes; who gets one late, when settled.
    """
    if not _has_done_all(learner, course):
        return None
    if Achievement.objects.passed(course).filter(learner=learner).exists():
        return None
    cohort = _cohort_of(learner, course)
    if cohort is None:
        return None
    rule, average = CourseRule.of(course), average_of(learner, course)
    if rule.minimum_average and (average or 0) < rule.minimum_average:
        return None
    achievement = earn(
        learner=learner,
        kind=Kind.COMPLETION,
        subject=_named(course),
        title=course.title,
        hours=course.hours,
        course=course,
        cohort=cohort,
        average=average,
        evidence="course.rules_met",
        with_certificate=rule.gives_completion,
    )
    _finish_paths(learner, course)
    return achievement


def _finish_paths(learner: User, course: Course) -> None:
    """The published paths of which this was the last course to pass."""
    paths = Path.objects.published().filter(steps__course=course)
    for path in paths.prefetch_related("courses"):
        finish_path(learner=learner, path=path)


@transaction.atomic(savepoint=False)
def finish_path(*, learner: User, path: Path) -> Achievement | None:
    """Note that the learner has passed every course of the path, in whatever order.

    It counts for the cohort in which the last of them was passed.
    """
    courses = list(path.courses.all())
    passed = Achievement.objects.passed_of(courses).of_learner(learner)
    in_order = list(passed.select_related("cohort").order_by("earned_at", "pk"))
    if len(in_order) < max(len(courses), Path.FEWEST_COURSES):
        return None
    return earn(
        learner=learner,
        kind=Kind.COMPLETION,
        subject=path.subject,
        title=path.title,
        hours=sum(one.hours for one in courses),
        cohort=in_order[-1].cohort,
        evidence="path.courses_passed",
    )


@transaction.atomic
def apply(
    *, learner: User, course: Course, evidence: str, title: str = ""
) -> Achievement:
    """Note that what was learned is applied: an initiative published, a task approved.

    `title` is what was made, as the certificate says it.
    """
    return earn(
        learner=learner,
        kind=Kind.APPLICATION,
        subject=_named(course),
        title=title or course.title,
        hours=course.hours,
        course=course,
        cohort=_cohort_of(learner, course),
        evidence=evidence,
        with_certificate=CourseRule.of(course).gives_application,
    )


def in_hours(minutes: int) -> Decimal:
    """To the nearest half, and never none."""
    return max(Decimal("0.5"), Decimal(round(minutes / 30)) / 2)


def _has_done_all(learner: User, course: Course) -> bool:
    """Every required activity; and none of them contested by a correction."""
    asked = Activity.objects.of_course(course).required()
    done = Completion.objects.filter(activity=OuterRef("pk"), learner=learner)
    if asked.exclude(Exists(done)).exists() or not asked.exists():
        return False
    contested = contested_activities(learner, course)
    return not asked.filter(pk__in=contested).exists()


def _cohort_of(learner: User, course: Course) -> Cohort | None:
    """The cohort of the seat that counts: one still held, or else the last held."""
    seats = Enrollment.objects.of_learner(learner).in_course(course)
    seat = seats.select_related("cohort").order_by(
        F("ended_at").desc(nulls_first=True), "-enrolled_at", "-pk"
    )
    found = seat.first()
    return found.cohort if found else None


def _named(course: Course) -> str:
    return f"courses.course:{course.pk}"
