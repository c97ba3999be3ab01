"""Cohorts as places that people are invited to."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Decision, Refused
from courses.actions import seating
from courses.models import Application, Cohort
from courses.permissions import can_manage_cohort
from notices import invitables


class CohortInvitable(invitables.Invitable):
    name = "angkatan"

    def places(self) -> QuerySet[Any]:
        return Cohort.objects.select_related("course")

    def can_invite(self, user: User, place: Cohort) -> Decision:
        return can_manage_cohort(user, place)

    def title(self, place: Cohort) -> str:
        return _("kelas %(course)s, %(cohort)s") % {
            "course": place.course.title,
            "cohort": place.name,
        }

    @transaction.atomic
    def welcome(
        self, *, person: User, place: Cohort, invited_by: User, name: str = ""
    ) -> str:
        """A seat, as from a facilitator's list: before the opening, past codes and
        quotas, and before the waiting list; but never one that is not there.
        """
        cohort = seating.hold(place)
        address: str = place.course.get_absolute_url()
        active = cohort.enrollments.active()
        if active.filter(learner=person).exists():
            return address
        if cohort.is_over:
            raise Refused(_("Angkatan ini sudah selesai."))
        if active.count() >= cohort.seats:
            raise Refused(_("Kursi angkatan ini sudah habis."))
        seating.seat(cohort, person)
        cohort.applications.pending().filter(learner=person).update(
            state=Application.State.SEATED, decided_at=timezone.now()
        )
        return address


invitables.register(CohortInvitable())
