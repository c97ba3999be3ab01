"""What a person learns, with whom, and what comes next."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.waiting import Waiting
from courses.models import Activity, Cohort, Course, Enrollment


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
    """The next step of the course the person was last active in, in one query."""
    activity = Activity.objects.to_resume(user).first()
    if activity is None:
        return None
    return Resume(
        activity.module.course, activity, activity.course_done, activity.course_total
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
    """The cohorts the person leads in which somebody is behind; one query."""
    led = Cohort.objects.led_by(user).running()
    behind = (
        Enrollment.objects.active()
        .filter(cohort__in=led)
        .behind()
        .values_list("cohort_id", "cohort__name", "cohort__course__title")
    )
    return [
        Waiting(
            icon="people",
            title=ngettext(
                "%(count)s peserta perlu disapa",
                "%(count)s peserta perlu disapa",
                count,
            )
            % {"count": count},
            text=f"{course}, {name}.",
            url=reverse("courses:cohort", args=[pk]),
            urgency=3,
        )
        for (pk, name, course), count in Counter(behind).items()
    ]
