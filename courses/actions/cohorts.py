"""Planning a cohort, opening it and closing it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import seating
from courses.models import Cohort, Course, Quota
from courses.permissions import can_make_cohort, can_manage_cohort, may_open
from network.models import Organization


@transaction.atomic
def plan(
    *,
    facilitator: User,
    course: Course,
    facilitators: Collection[User],
    mentors: Collection[User],
    quotas: Mapping[Organization, int],
    **fields: Any,
) -> Cohort:
    """A draft, seen by its facilitators alone until it is opened."""
    require(can_make_cohort(facilitator, course))
    cohort = Cohort.objects.create(course=course, **fields)
    _settle(cohort, facilitators, mentors, quotas)
    return cohort


@transaction.atomic
def edit(
    *,
    facilitator: User,
    cohort: Cohort,
    facilitators: Collection[User],
    mentors: Collection[User],
    quotas: Mapping[Organization, int],
    **fields: Any,
) -> Cohort:
    """Change it, or raise `Refused`. More seats go at once to those who wait."""
    cohort = seating.hold(cohort)
    require(can_manage_cohort(facilitator, cohort))
    taken = cohort.enrollments.active().count()
    if fields["seats"] < taken:
        raise Refused(
            _("%(taken)d kursi sudah terisi: jumlahnya tidak bisa kurang dari itu.")
            % {"taken": taken}
        )
    for name, value in fields.items():
        setattr(cohort, name, value)
    cohort.save()
    _settle(cohort, facilitators, mentors, quotas)
    seating.move_up(cohort)
    return cohort


@transaction.atomic
def open_enrollment(*, facilitator: User, cohort: Cohort) -> None:
    cohort = seating.hold(cohort)
    require(can_manage_cohort(facilitator, cohort))
    require(may_open(cohort))
    cohort.status = Cohort.Status.OPEN
    cohort.save(update_fields=["status"])
    seating.move_up(cohort)


@transaction.atomic
def close_enrollment(*, facilitator: User, cohort: Cohort) -> None:
    """Nobody comes in any more; the waiting list keeps its order, and stands still."""
    cohort = seating.hold(cohort)
    require(can_manage_cohort(facilitator, cohort))
    cohort.status = Cohort.Status.CLOSED
    cohort.save(update_fields=["status"])


def move_waiting_lists() -> None:
    """Seat whoever waits beside a free seat, however it became free."""
    waiting = Cohort.objects.joinable().filter(applications__state="queued")
    for pk in waiting.distinct().values_list("pk", flat=True):
        with transaction.atomic():
            seating.move_up(seating.hold(Cohort(pk=pk)))


def _settle(
    cohort: Cohort,
    facilitators: Collection[User],
    mentors: Collection[User],
    quotas: Mapping[Organization, int],
) -> None:
    if not facilitators:
        raise Refused(_("Sebuah angkatan perlu sedikitnya satu fasilitator."))
    cohort.facilitators.set(facilitators)
    cohort.mentors.set(mentors)
    _share_learners(cohort)
    cohort.quotas.exclude(organization__in=quotas).delete()
    for organization, seats in quotas.items():
        Quota.objects.update_or_create(
            cohort=cohort, organization=organization, defaults={"seats": seats}
        )


def _share_learners(cohort: Cohort) -> None:
    """Learners whose mentor has left, or who had none, go to the least busy one."""
    alone = cohort.enrollments.active().exclude(mentor__in=cohort.mentors.all())
    for enrollment in alone.order_by("pk"):
        enrollment.mentor = seating.least_busy_mentor(cohort)
        enrollment.save(update_fields=["mentor"])
