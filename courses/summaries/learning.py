"""What a person learns, with whom, and what comes next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.prepared import prepared
from common.waiting import Waiting
from courses.models import Activity, Cohort, Condition, Course, Enrollment
from courses.models.enrollment import EnrollmentQuerySet
from courses.summaries.behind import count_behind


@dataclass(frozen=True)
class Resume:
    """Where to go on, and how far one has come there."""

    course: Course
    activity: Activity
    done: int
    total: int


def mentors_of(person: User) -> list[User]:
    """Who looks after the person in their cohorts, of the latest enrollment first."""
    seats = (
        Enrollment.objects.active()
        .of_learner(person)
        .select_related("mentor")
        .order_by("-enrolled_at", "-pk")
    )
    return list(dict.fromkeys(seat.mentor for seat in seats if seat.mentor))


def resume(user: User) -> Resume | None:
    """The next step of the course last used that still has one; at most two queries.

    A step that is still closed waits behind those that are open.
    """
    today = timezone.localdate()
    seats = _seats(user, today)
    if not seats:
        return None
    courses = {seat.cohort.course_id: seat.cohort.course for seat in seats}
    of_course: dict[int, list[Activity]] = {pk: [] for pk in courses}
    for step in _steps(user, today):
        of_course[step.module.course_id].append(step)
    for pk, known in of_course.items():
        left = [step for step in known if step.done_at is None]
        if left:
            ahead = next((step for step in left if not step.is_closed), left[0])
            ahead.module.course = courses[pk]
            done = sum(step.done_at is not None for step in known)
            return Resume(courses[pk], ahead, done, len(known))
    return None


@prepared
def _seats(user: User, today: date) -> QuerySet[Enrollment]:
    """In the published courses of cohorts that have begun, the last used first."""
    seats = _begun(user, today).select_related("cohort__course")
    return seats.latest_active_first()


@prepared
def _steps(user: User, today: date) -> QuerySet[Activity]:
    """Of all these courses, each with whether it is done and closed."""
    courses = _begun(user, today).values("cohort__course")
    closed = Condition.objects.unmet_by(user, today).filter(activity=OuterRef("pk"))
    return (
        Activity.objects.required()
        .filter(module__course__in=courses)
        .select_related("module")
        .with_done_by(user)
        .with_closed(closed)
        .in_order()
    )


def _begun(user: User, today: date) -> EnrollmentQuerySet:
    return (
        Enrollment.objects.active()
        .of_learner(user)
        .filter(
            cohort__starts_on__lte=today,
            cohort__course__status=Course.Status.PUBLISHED,
        )
    )


def waiting_for(user: User) -> list[Waiting]:
    """The step to go on with, and the cohorts whose learners should be greeted."""
    return [*_step_waiting(user), *learners_waiting(user)]


def _step_waiting(user: User) -> list[Waiting]:
    found = resume(user)
    if found is None:
        return []
    progress = _("%(course)s: %(done)s dari %(total)s kegiatan selesai.") % {
        "course": found.course.title,
        "done": found.done,
        "total": found.total,
    }
    return [
        Waiting(
            icon=found.activity.icon,
            title=found.activity.title,
            text=progress,
            url=found.activity.get_absolute_url(),
            urgency=2,
        )
    ]


def learners_waiting(user: User) -> list[Waiting]:
    """The cohorts the person leads in which somebody is behind; two queries."""
    known = {cohort.pk: cohort for cohort in _led(user, timezone.localdate())}
    if not known:
        return []
    counted = count_behind(known.values())
    return [
        Waiting(
            icon="people",
            title=ngettext(
                "%(count)s peserta perlu disapa",
                "%(count)s peserta perlu disapa",
                counted[pk],
            )
            % {"count": counted[pk]},
            text=f"{cohort.course.title}, {cohort.name}.",
            url=cohort.get_absolute_url(),
            urgency=3,
        )
        for pk, cohort in known.items()
        if pk in counted
    ]


@prepared
def _led(user: User, today: date) -> QuerySet[Cohort]:
    led = Cohort.objects.led_by(user).running(today).select_related("course")
    return led.with_pace().order_by("starts_on", "pk")
