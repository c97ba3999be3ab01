"""What a worksheet's later revision would change in an initiative as it is now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from common.changes import Change, between
from common.models import Regency
from crowdfunding.campaigns.models import Campaign, Need, SuggestedChange

NEEDS = "needs"


@dataclass(frozen=True)
class Suggestion:
    """One part that would read differently: its words line by line."""

    name: str
    label: str
    changes: list[Change]


def newest_of(campaign: Campaign) -> SuggestedChange | None:
    """Each revision holds all that it would change: only the last one matters."""
    return campaign.suggested_changes.filter(settled_at=None).first()


def fields_of(change: SuggestedChange) -> dict[str, Any]:
    """What JSON could only hold as text, as the values they are."""
    return {
        name: _field(name).to_python(value) for name, value in change.fields.items()
    }


def needs_of(change: SuggestedChange) -> list[dict[str, Any]]:
    return [
        {name: _need_field(name).to_python(value) for name, value in need.items()}
        for need in change.needs
    ]


def differences(campaign: Campaign, change: SuggestedChange) -> list[Suggestion]:
    """What still differs: a part that was taken over is no longer suggested."""
    found = []
    for name, value in fields_of(change).items():
        now = getattr(campaign, name)
        if now != value:
            label = str(_field(name).verbose_name)
            said = between(_lines(name, now), _lines(name, value))
            found.append(Suggestion(name, label, said))
    now_needed = [_spoken(need) for need in campaign.needs.all()]
    then_needed = [_spoken(Need(**need)) for need in needs_of(change)]
    if now_needed != then_needed:
        said = between(now_needed, then_needed)
        found.append(Suggestion(NEEDS, _("kebutuhan"), said))
    return found


def _field(name: str) -> Any:
    return Campaign._meta.get_field(name.removesuffix("_id"))


def _need_field(name: str) -> Any:
    return Need._meta.get_field(name.removesuffix("_id"))


def _spoken(need: Need) -> str:
    said = [need.item, need.form_id]
    said.append(f"{number_format(need.quantity.normalize())} {need.unit}")
    if need.value:
        said.append(f"Rp {number_format(need.value)}")
    if need.by:
        day = date_format(need.by, "j F Y")
        said.append(_("paling lambat %(day)s") % {"day": day})
    return ", ".join(said)


def _lines(name: str, value: object) -> list[str]:
    if name == "regency_id":
        return [str(Regency.objects.get(pk=value))]
    if isinstance(value, str):
        return [line for line in map(str.strip, value.splitlines()) if line]
    if isinstance(value, list):
        return [_line(item) for item in value]
    return [] if value is None else [_line(value)]


def _line(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(_line(item) for item in value.values() if item)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
