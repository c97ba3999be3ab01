"""Finding what is earned by now: a rule was eased or set late, a step left out, a path
published, a cohort ended.

It only ever adds. What somebody does is noted when it is done; here is what follows
from an edit.
"""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from courses.actions import achievements, completion
from courses.models import (
    Achievement,
    Activity,
    Attendance,
    Cohort,
    Completion,
    Course,
    CourseRule,
    Enrollment,
    Path,
    Result,
)
from courses.models.correction import CONTESTED, corrections_of

# Corrections of attendance come in the days after a cohort's last webinar.
SETTLED_FOR = timedelta(days=30)


def settle() -> None:
    _complete_what_is_enough()
    for course in Course.objects.published():
        _pass_who_has_done_all(course)
    for path in Path.objects.published().prefetch_related("courses"):
        _finish_who_has_passed_all(path)
    _note_applications()
    _ask_for_owed_certificates()
    _credit_attendance()


def _complete_what_is_enough() -> None:
    enough = Result.objects.now_enough().select_related("learner", "activity__module")
    for result in enough.iterator():
        completion.complete(
            learner=result.learner,
            activity=result.activity,
            evidence=f"result:{result.pk}",
        )


def _pass_who_has_done_all(course: Course) -> None:
    """Asks the whole rule only of those who might have passed."""
    asked = Activity.objects.of_course(course).required().order_by()
    done = Completion.objects.filter(
        activity=OuterRef("pk"), learner=OuterRef(OuterRef("learner"))
    )
    passed = Achievement.objects.passed(course).filter(learner=OuterRef("learner"))
    seats = (
        Enrollment.objects.in_course(course)
        .exclude(Exists(passed))
        .exclude(Exists(asked.exclude(Exists(done))))
        .filter(Exists(asked))
        .select_related("learner")
    )
    for learner in {seat.learner for seat in seats.iterator()}:
        achievements.finish_course(learner=learner, course=course)


def _finish_who_has_passed_all(path: Path) -> None:
    """Asks for the path only for those who have passed all its courses, and not it."""
    courses = list(path.courses.all())
    ended = Achievement.objects.filter(
        kind=Achievement.Kind.COMPLETION, subject=path.subject
    )
    passed = Achievement.objects.passed_of(courses).values("learner")
    all_passed = passed.annotate(times=Count("course")).filter(times=len(courses))
    learners = User.objects.active().filter(pk__in=all_passed.values("learner"))
    for learner in learners.exclude(pk__in=ended.values("learner")).iterator():
        achievements.finish_path(learner=learner, path=path)


def _note_applications() -> None:
    """Penerapan of who did the activity of application before it was chosen."""
    applied = Achievement.objects.filter(
        kind=Achievement.Kind.APPLICATION,
        learner=OuterRef("learner"),
        course=OuterRef("activity__module__course"),
    )
    done = Completion.objects.of_application().filter(learner__is_active=True)
    late = done.exclude(Exists(applied))
    found = list(late.select_related("learner", "activity__module__course"))
    corrected = corrections_of(found)
    for earned in found:
        entry = corrected.get(earned.pk)
        if entry is None or entry.deed != CONTESTED:
            completion.apply_by(
                learner=earned.learner,
                activity=earned.activity,
                evidence=earned.evidence,
            )


def _ask_for_owed_certificates() -> None:
    """Those that a course gives now for what was earned when it gave none."""
    owed = Achievement.objects.owed_a_certificate().filter(learner__is_active=True)
    for achievement in owed.iterator():
        achievements.ask_where_none_was(achievement=achievement)


def _credit_attendance() -> None:
    """Kehadiran of the cohorts that have ended lately."""
    today = timezone.localdate()
    ended = Cohort.objects.filter(
        ends_on__lt=today,
        ends_on__gte=today - SETTLED_FOR,
        course__rule__attendance_percent__isnull=False,
    )
    for cohort in ended.select_related("course__rule"):
        _credit_cohort(cohort, cohort.course.rule)


def _credit_cohort(cohort: Cohort, rule: CourseRule) -> None:
    """By the webinars that count for the cohort; in the hours of those one attended."""
    held = cohort.course.webinars.begun_in(cohort, cohort.starts_on, cohort.ends_on)
    begun = held.filter(starts_at__lte=timezone.now())
    total = begun.count()
    if not total:
        return
    there = Attendance.objects.counted().filter(webinar__in=begun)
    minutes: dict[int, list[int]] = defaultdict(list)
    for person, length in there.values_list("person", "webinar__minutes"):
        minutes[person].append(length)
    for seat in cohort.enrollments.active().select_related("learner"):
        attended = minutes[seat.learner_id]
        percent = 100 * len(attended) // total
        if percent >= (rule.attendance_percent or 0):
            achievements.earn(
                learner=seat.learner,
                kind=Achievement.Kind.ATTENDANCE,
                subject=f"courses.cohort:{cohort.pk}",
                title=cohort.course.title,
                hours=achievements.in_hours(sum(attended)),
                course=cohort.course,
                cohort=cohort,
                evidence=f"webinars:{len(attended)}/{total}",
            )
