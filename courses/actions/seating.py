"""Giving seats, under the cohort's lock, and telling those who got one or wait."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Application, Cohort, Enrollment
from courses.permissions import can_be_seated, seats_for
from notices.actions import telling
from notices.readers import as_read_by


def hold(cohort: Cohort) -> Cohort:
    """The cohort, locked until the transaction ends.

    Every change of who is in it begins here: without the lock two people could both be
    told that the last seat is free.
    """
    locked: Cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    return locked


def seat(cohort: Cohort, learner: User) -> Enrollment:
    """Give a seat that the caller, who holds the cohort, knows to be free."""
    quota = None
    if cohort.admission == Cohort.Admission.QUOTA:
        quota = cohort.quotas.open_to(learner).first()
    enrollment = Enrollment.objects.create(
        cohort=cohort,
        learner=learner,
        mentor=least_busy_mentor(cohort),
        organization_id=quota.organization_id if quota else None,
    )
    welcome(enrollment)
    return enrollment


def move_up(cohort: Cohort) -> list[Enrollment]:
    """Seat those who wait, in their order, while there are seats.

    Whoever cannot be seated any more is taken off the list and told; whose quota is
    used up keeps their place while others pass.
    """
    if not cohort.is_open or cohort.is_over:
        return []
    seated = []
    left = cohort.seats - cohort.enrollments.active().count()
    for application in cohort.applications.queued().select_related("learner"):
        if left <= 0:
            break
        decision = can_be_seated(application.learner, cohort)
        if not decision:
            _settle(application, Application.State.WITHDRAWN)
            _say_taken_off(application, decision.reason)
        elif seats_for(application.learner, cohort) > 0:
            _settle(application, Application.State.SEATED)
            seated.append(seat(cohort, application.learner))
            left -= 1
    return seated


def least_busy_mentor(cohort: Cohort) -> User | None:
    """The one with the fewest learners of this cohort, so that all have as many."""
    own = Q(mentored_enrollments__cohort=cohort, mentored_enrollments__ended_at=None)
    busy = cohort.mentors.annotate(busy=Count("mentored_enrollments", filter=own))
    chosen: User | None = busy.order_by("busy", "pk").first()
    return chosen


def _settle(application: Application, state: Application.State) -> None:
    application.state, application.decided_at = state, timezone.now()
    application.save(update_fields=["state", "decided_at"])


def welcome(enrollment: Enrollment) -> None:
    cohort = enrollment.cohort
    with as_read_by(enrollment.learner):
        about = {
            "cohort": cohort.name,
            "course": cohort.course.title,
            "facilitator": cohort.facilitator_names,
            "starts": date_format(cohort.starts_on, "j F Y"),
            "ends": date_format(cohort.ends_on, "j F Y"),
        }
        telling.tell(
            person=enrollment.learner,
            kind="courses.enrolled",
            title=_("Selamat datang di %(cohort)s: %(course)s") % about,
            text=_(
                "Kursi Anda sudah tercatat. Angkatan ini berlangsung %(starts)s sampai"
                " %(ends)s, didampingi %(facilitator)s. Mulailah dari pelajaran"
                " pertama; kemajuan Anda tersimpan di setiap langkah."
            )
            % about,
            url=cohort.course.get_absolute_url(),
            key=f"courses.enrollment:{enrollment.pk}",
        )


def _say_taken_off(application: Application, reason: str) -> None:
    cohort = application.cohort
    with as_read_by(application.learner):
        telling.tell(
            person=application.learner,
            kind="courses.application",
            title=_("Daftar tunggu %(cohort)s") % {"cohort": cohort.name},
            text=_("Nama Anda kami turunkan dari daftar tunggu. %(reason)s")
            % {"reason": reason},
            url=cohort.course.get_absolute_url(),
            key=f"courses.application:{application.pk}:withdrawn",
        )
