"""Who looks after an alliance, and what they say about it."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances import crowds, realtime
from alliances.actions import audiences
from alliances.caretakers import caretakers
from alliances.models import Alliance, Steward
from alliances.permissions import can_be_steward, can_resign, can_steward
from common import journal
from common.decisions import require
from notices.actions import telling


@transaction.atomic
def appoint(*, steward: User, alliance: Alliance, person: User) -> Steward:
    """Make one of the alliance's people a steward, and tell them."""
    alliance = _locked(alliance)
    require(can_steward(steward, alliance))
    require(can_be_steward(person, alliance))
    made = Steward.objects.create(alliance=alliance, person=person)
    _record("steward_appointed", made, steward)
    audiences.fill(alliance)
    telling.tell(
        person=person,
        kind="alliances.membership",
        title=format_lazy(
            _("Anda menjadi pengurus {alliance}"), alliance=alliance.name
        ),
        text=_("Yang dapat Anda lakukan ada di halaman pengurus."),
        url=_page_of(alliance),
        key=f"alliances.steward:{made.pk}",
    )
    return made


@transaction.atomic
def resign(*, person: User, alliance: Alliance) -> None:
    """Stop looking after it; never the last, who finds a successor first.

    The alliance row is locked: two who go at once do not both see the other stay.
    """
    alliance = _locked(alliance)
    require(can_resign(person, alliance))
    end(alliance.stewards.get(person=person), actor=person)
    audiences.fill(alliance)
    realtime.look_again([person.pk])


def end(steward: Steward, *, actor: User | None) -> None:
    """One steward less, in the caller's transaction and by its right; where it was the
    last, national staff are told."""
    alliance = steward.alliance
    _record("steward_ended", steward, actor)
    key = f"alliances.unstewarded:{steward.pk}"
    steward.delete()
    if alliance.stewards.exists():
        return
    crowds.tell(
        caretakers(alliance),
        kind="alliances.membership",
        title=_("%(alliance)s tidak punya pengurus"),
        text=_("Sampai ada yang baru, staf nasional yang mengurusnya."),
        named={"alliance": alliance.name},
        url=_page_of(alliance),
        key=key,
    )


@transaction.atomic
def describe(
    *, steward: User, alliance: Alliance, summary: str, about: str, openness: str
) -> Alliance:
    """Change what an alliance says of itself, and how organisations join it."""
    alliance = _locked(alliance)
    require(can_steward(steward, alliance))
    if alliance.openness != openness:
        journal.record(
            deed="alliances.openness_changed",
            subject=alliance,
            actor=steward,
            before=alliance.openness,
            after=openness,
        )
    alliance.summary, alliance.about, alliance.openness = summary, about, openness
    alliance.save(update_fields=["summary", "about", "openness"])
    return alliance


def _locked(alliance: Alliance) -> Alliance:
    return Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)


def _page_of(alliance: Alliance) -> str:
    return reverse("alliances:stewards", args=[alliance.slug])


def _record(deed: str, steward: Steward, actor: User | None) -> None:
    journal.record(
        deed=f"alliances.{deed}",
        subject=steward.alliance,
        actor=actor,
        person=steward.person,
        alliance=steward.alliance.name,
    )
