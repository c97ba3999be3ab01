"""The network as other apps and the home page ask about it."""

from typing import Any

from django.db.models import Count, Exists, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.models import JournalEntry
from common.prepared import prepared
from common.waiting import Waiting
from network.models import Membership, Organization


def acting_for(person: User) -> list[Organization]:
    """The organisations in whose name the person may act."""
    memberships = Membership.objects.confirmed().filter(person=person)
    return list(
        Organization.objects.listed()
        .filter(pk__in=memberships.values("organization"))
        .select_related("regency__province")
        .order_by("name", "pk")
    )


def memberships_of(person: User) -> list[Membership]:
    """The person's own memberships with their states, the newest last."""
    return list(
        Membership.objects.active()
        .filter(person=person)
        .select_related("organization__regency__province")
        .order_by("created_at", "pk")
    )


def reason_declined(organization: Organization) -> str:
    """Why a proposal was not accepted, as its coordinator wrote it."""
    entry = JournalEntry.objects.filter(
        deed="network.organization_declined",
        subject=f"network.organization:{organization.pk}",
    ).first()
    return entry.reason if entry else ""


def waiting_for(user: User) -> list[Waiting]:
    """What to decide on; and which organisation, while unanswered; one query."""
    waiting = []
    [(requests, proposals, belongs)] = _counts(user)
    if proposals:
        waiting.append(
            Waiting(
                icon="people",
                title=_("Usulan organisasi"),
                text=ngettext(
                    "%d usulan menunggu keputusan Anda.",
                    "%d usulan menunggu keputusan Anda.",
                    proposals,
                )
                % proposals,
                url=reverse("network:proposals"),
                urgency=1,
            )
        )
    if requests:
        waiting.append(
            Waiting(
                icon="people",
                title=_("Ada yang ingin bergabung"),
                text=ngettext(
                    "%d orang menunggu konfirmasi Anda.",
                    "%d orang menunggu konfirmasi Anda.",
                    requests,
                )
                % requests,
                url=reverse("network:requests"),
                urgency=1,
            )
        )
    if not user.is_staff and not belongs:
        waiting.append(
            Waiting(
                icon="people",
                title=_("Organisasi mana?"),
                text=_("Pilih organisasi Anda supaya bisa ikut aliansi."),
                url=reverse("network:choose"),
                urgency=3,
            )
        )
    return waiting


@prepared
def _counts(user: User) -> QuerySet[User, tuple[int, int, bool]]:
    counts: QuerySet[User, tuple[int, int, bool]]
    counts = User.objects.filter(pk=user.pk).values_list(
        _counted(Membership.objects.decidable_by(user)),
        _counted(Organization.objects.for_deciding(user)),
        Exists(user.memberships.active()),
    )
    return counts


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as a part of another query."""
    every = rows.select_related(None).prefetch_related(None).order_by()
    every = every.annotate(all=Value(1)).values("all").annotate(n=Count("pk"))
    return Coalesce(Subquery(every.values("n")), 0)
