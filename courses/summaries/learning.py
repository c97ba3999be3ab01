"""What a person learns, with whom, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.prepared import prepared
from common.templatetags.lokadaya import at
from common.waiting import Waiting
from courses.models import Activity, Cohort, Condition, Course, Enrollment
from courses.models.enrollment import EnrollmentQuerySet
from courses.models.peer_review import with_reviews_due
from courses.summaries.behind import count_behind


@dataclass(frozen=True)
class Resume:
    """Where to go on, and how far one has come there."""

    course: Course
    activity: Activity
    done: int
    total: int


@dataclass(frozen=True)
class Learning:
    """What a learner's courses ask for: a step to go on with, works to review."""

    resume: Resume | None
    reviews: list[Waiting]


def mentors_of(person: User) -> list[User]:
    """Who looks after the person in their cohorts, of the latest enrollment first."""
    seats = (
        Enrollment.objects.active()
        .of_learner(person)
        .select_related("mentor")
        .order_by("-enrolled_at", "-pk")
    )
    return list(dict.fromkeys(seat.mentor for seat in seats if seat.mentor))


def learning_of(user: User) -> Learning:
    """Where to go on, and which works of peers wait to be reviewed: two queries."""
    today = timezone.localdate()
    reviews = {seat.cohort.course: seat.reviews_due for seat in _seats(user, today)}
    return Learning(
        _next_step(user, today, reviews),
        [_to_review(course, due) for course, due in reviews.items() if due],
    )


def resume(user: User) -> Resume | None:
    """The next step of the course last used that still has one."""
    return learning_of(user).resume


def _next_step(
    user: User, today: date, being_learned: Iterable[Course]
) -> Resume | None:
    """A step that is still closed waits behind those that are open."""
    courses = {course.pk: course for course in being_learned}
    if not courses:
        return None
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
    return with_reviews_due(seats).latest_active_first()


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


def _to_review(course: Course, due: list[datetime]) -> Waiting:
    """Urgent: the work of somebody in the same cohort stands still until then."""
    return Waiting(
        icon="reply",
        title=ngettext(
            "%(count)s karya teman menunggu telaah Anda",
            "%(count)s karya teman menunggu telaah Anda",
            len(due),
        )
        % {"count": len(due)},
        text=_("%(course)s, paling lambat %(time)s.")
        % {"course": course.title, "time": at(due[0])},
        url=reverse("courses:peer_reviews"),
        urgency=1,
        at=due[0],
    )


def waiting_for(user: User) -> list[Waiting]:
    """The step to go on with, works to review, and learners who should be greeted."""
    found = learning_of(user)
    step = [_to_go_on(found.resume)] if found.resume else []
    return [*step, *found.reviews, *learners_waiting(user)]


def _to_go_on(found: Resume) -> Waiting:
    progress = _("%(course)s: %(done)s dari %(total)s kegiatan selesai.") % {
        "course": found.course.title,
        "done": found.done,
        "total": found.total,
    }
    return Waiting(
        icon=found.activity.icon,
        title=found.activity.title,
        text=progress,
        url=found.activity.get_absolute_url(),
        urgency=2,
    )


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
