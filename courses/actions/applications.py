"""Asking a facilitator for a seat, and the answer."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import require
from courses.actions import seating
from courses.models import Application, Cohort
from courses.permissions import can_apply, can_be_seated, can_decide
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def ask(*, learner: User, cohort: Cohort, note: str) -> Application:
    """Ask for a seat, or raise `Refused`. Every facilitator is told."""
    cohort = seating.hold(cohort)
    require(can_apply(learner, cohort))
    application = Application.objects.create(
        cohort=cohort, learner=learner, note=note, state=Application.State.ASKED
    )
    for facilitator in cohort.facilitators.all():
        _say_asked(facilitator, application)
    return application


@transaction.atomic
def accept(*, facilitator: User, application: Application) -> Application:
    """A seat, or if there is none the end of the waiting list."""
    application = _held(application)
    require(can_decide(facilitator, application))
    require(can_be_seated(application.learner, application.cohort))
    application.state = Application.State.QUEUED
    application.queued_at = timezone.now()
    application.save(update_fields=["state", "queued_at"])
    _record("courses.application_accepted", facilitator, application)
    seating.move_up(application.cohort)
    application.refresh_from_db()
    if application.is_queued:
        _say_queued(application)
    return application


@transaction.atomic
def decline(*, facilitator: User, application: Application, reason: str) -> None:
    application = _held(application)
    require(can_decide(facilitator, application))
    application.state = Application.State.DECLINED
    application.decided_at = timezone.now()
    application.save(update_fields=["state", "decided_at"])
    _record("courses.application_declined", facilitator, application, reason)
    _say_declined(application, reason)


def _held(application: Application) -> Application:
    """With its cohort locked first, as everything that gives seats does."""
    cohort = seating.hold(application.cohort)
    found: Application = cohort.applications.select_related("learner").get(
        pk=application.pk
    )
    found.cohort = cohort
    return found


def _record(
    deed: str, facilitator: User, application: Application, reason: str = ""
) -> None:
    journal.record(
        deed=deed,
        subject=application,
        actor=facilitator,
        person=application.learner,
        reason=reason,
    )


def _say_asked(facilitator: User, application: Application) -> None:
    cohort = application.cohort
    with as_read_by(facilitator):
        telling.tell(
            person=facilitator,
            kind="courses.application",
            title=_("%(name)s ingin ikut %(cohort)s")
            % {"name": application.learner.name, "cohort": cohort.name},
            text=application.note,
            url=reverse("courses:applications", args=[cohort.pk]),
            key=f"courses.application:{application.pk}:asked",
        )


def _say_queued(application: Application) -> None:
    cohort = application.cohort
    with as_read_by(application.learner):
        telling.tell(
            person=application.learner,
            kind="courses.application",
            title=_("Anda diterima di %(cohort)s") % {"cohort": cohort.name},
            text=_(
                "Kursinya sedang penuh, jadi Anda di daftar tunggu. Begitu ada kursi,"
                " Anda langsung masuk dan kami kabari."
            ),
            url=cohort.course.get_absolute_url(),
            key=f"courses.application:{application.pk}:queued",
        )


def _say_declined(application: Application, reason: str) -> None:
    cohort = application.cohort
    with as_read_by(application.learner):
        telling.tell(
            person=application.learner,
            kind="courses.application",
            title=_("Permohonan Anda untuk %(cohort)s tidak diterima")
            % {"cohort": cohort.name},
            text=_("Alasan fasilitator: %(reason)s") % {"reason": reason},
            url=cohort.course.get_absolute_url(),
            key=f"courses.application:{application.pk}:declined",
        )
