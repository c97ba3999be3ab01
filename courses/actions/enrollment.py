"""Taking a seat in a cohort, waiting for one, and giving it back."""

import unicodedata

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from courses.actions import seating
from courses.models import Application, Cohort, Enrollment
from courses.permissions import can_enroll, can_leave, can_remove, can_wait
from notices.actions import telling
from notices.readers import as_read_by

GUESSES = 5
GUESSES_FORGOTTEN_AFTER = 10 * 60


class WrongCode(Refused):
    """The code is not that of the cohort."""


@transaction.atomic
def enroll(*, learner: User, cohort: Cohort, code: str = "") -> Enrollment:
    """Give the learner a seat, or raise `Refused`; those who wait go first."""
    cohort = seating.hold(cohort)
    seating.move_up(cohort)
    require(can_enroll(learner, cohort))
    _require_code(learner, cohort, code)
    return seating.seat(cohort, learner)


@transaction.atomic
def wait(*, learner: User, cohort: Cohort, code: str = "") -> Application:
    """Stand at the end of the waiting list, or raise `Refused`."""
    cohort = seating.hold(cohort)
    seating.move_up(cohort)
    require(can_wait(learner, cohort))
    _require_code(learner, cohort, code)
    return Application.objects.create(
        cohort=cohort,
        learner=learner,
        state=Application.State.QUEUED,
        queued_at=timezone.now(),
    )


@transaction.atomic
def give_up(*, learner: User, cohort: Cohort) -> None:
    """Take back a request, or leave the waiting list."""
    cohort = seating.hold(cohort)
    cohort.applications.pending().of_learner(learner).update(
        state=Application.State.WITHDRAWN, decided_at=timezone.now()
    )


@transaction.atomic
def leave(*, learner: User, cohort: Cohort) -> None:
    """Give the seat back, or raise `Refused`. What was earned stays earned."""
    cohort = seating.hold(cohort)
    require(can_leave(learner, cohort))
    cohort.enrollments.active().filter(learner=learner).update(ended_at=timezone.now())
    seating.move_up(cohort)


@transaction.atomic
def remove(*, facilitator: User, enrollment: Enrollment, reason: str) -> None:
    """Take a seat away, with a reason that the learner reads."""
    cohort = seating.hold(enrollment.cohort)
    enrollment = cohort.enrollments.select_related("learner").get(pk=enrollment.pk)
    require(can_remove(facilitator, enrollment))
    enrollment.ended_at = timezone.now()
    enrollment.save(update_fields=["ended_at"])
    journal.record(
        deed="courses.enrollment_ended",
        subject=enrollment,
        actor=facilitator,
        person=enrollment.learner,
        reason=reason,
    )
    _say_removed(enrollment, reason)
    seating.move_up(cohort)


def _require_code(learner: User, cohort: Cohort, code: str) -> None:
    """Guesses are counted in the cache, where a rolled-back request leaves its mark."""
    if cohort.admission != Cohort.Admission.CODE:
        return
    guesses = f"courses.cohort_code:{cohort.pk}:{learner.pk}"
    cache.add(guesses, 0, timeout=GUESSES_FORGOTTEN_AFTER)
    if cache.incr(guesses) > GUESSES:
        raise WrongCode(
            _("Terlalu banyak tebakan. Tunggu sepuluh menit, atau tanyakan kodenya.")
        )
    if _plain(code) != _plain(cohort.code):
        raise WrongCode(_("Bukan itu kodenya. Periksa lagi, atau tanyakan panitia."))
    cache.delete(guesses)


def _plain(code: str) -> str:
    """A code as it is typed: capitals and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", code).split()).casefold()


def _say_removed(enrollment: Enrollment, reason: str) -> None:
    cohort = enrollment.cohort
    with as_read_by(enrollment.learner):
        telling.tell(
            person=enrollment.learner,
            kind="courses.removed",
            title=_("Kursi Anda di %(cohort)s diakhiri") % {"cohort": cohort.name},
            text=_("Alasan fasilitator: %(reason)s Yang sudah selesai tetap tercatat.")
            % {"reason": reason},
            url=cohort.course.get_absolute_url(),
            key=f"courses.enrollment:{enrollment.pk}:removed",
        )
