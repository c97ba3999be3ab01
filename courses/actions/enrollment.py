"""Taking a seat in a cohort, and giving it back."""

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import require
from courses.models import Cohort, Enrollment
from courses.permissions import can_enroll, can_leave
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def enroll(*, learner: User, cohort: Cohort) -> Enrollment:
    """Give the learner a seat, or raise `Refused`.

    The cohort row is locked before the rule is asked: without the lock two people
    could both be told that the last seat is free.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(can_enroll(learner, cohort))
    enrollment = Enrollment.objects.create(
        cohort=cohort, learner=learner, mentor=_least_busy_mentor(cohort)
    )
    _welcome(enrollment)
    return enrollment


def _least_busy_mentor(cohort: Cohort) -> User | None:
    """The one with the fewest learners of this cohort, so that all have as many."""
    own = Q(mentored_enrollments__cohort=cohort, mentored_enrollments__ended_at=None)
    busy = cohort.mentors.annotate(busy=Count("mentored_enrollments", filter=own))
    chosen: User | None = busy.order_by("busy", "pk").first()
    return chosen


def _welcome(enrollment: Enrollment) -> None:
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


@transaction.atomic
def leave(*, learner: User, cohort: Cohort) -> None:
    """Give the seat back, or raise `Refused`. What was earned stays earned."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    require(can_leave(learner, cohort))
    cohort.enrollments.active().filter(learner=learner).update(ended_at=timezone.now())
