"""Read-only views over initiatives: their trail, and the list's numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from common.models import Province
from crowdfunding.campaigns.models import Campaign
from crowdfunding.people.models import Person


@dataclass(frozen=True)
class Step:
    """One mark on an initiative's trail."""

    title: str
    on: date
    text: str = ""
    is_ahead: bool = False


@dataclass(frozen=True)
class Figures:
    """What the front page says of all initiatives."""

    campaigns: int
    provinces: int
    partners: int


def figures() -> Figures:
    counted = Campaign.objects.seeking().aggregate(
        campaigns=Count("pk"),
        provinces=Count("regency__province", distinct=True),
        partners=Count("partner", distinct=True),
    )
    return Figures(**counted)


def provinces_with_campaigns() -> list[Province]:
    seeking = Q(regencies__campaigns__state=Campaign.State.PUBLISHED)
    return list(Province.objects.filter(seeking).distinct().order_by("name"))


def trail(campaign: Campaign) -> list[Step]:
    """What happened and what is planned, oldest first."""
    today = timezone.localdate()
    steps = []
    approved = parse_datetime(str(campaign.provenance.get("approved_at") or ""))
    if approved:
        steps.append(
            Step(
                _("Lembar kerja disetujui mentor"),
                _day(approved),
                campaign.provenance_line,
            )
        )
    if campaign.published_at:
        steps.append(Step(_("Inisiatif terbit"), _day(campaign.published_at)))
    if campaign.closed_at:
        steps.append(Step(_("Inisiatif ditutup"), _day(campaign.closed_at)))
    for title, day in (
        (_("Layanan dimulai"), campaign.starts_on),
        (_("Layanan selesai"), campaign.ends_on),
    ):
        if day:
            steps.append(Step(title, day, is_ahead=day > today))
    return sorted(steps, key=lambda step: step.on)


def waiting_count(person: Person) -> int:
    return Campaign.objects.waiting_for_review().exclude(initiator=person).count()


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
