"""Proposals that tests are about, and organisations that decide on them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from alliances.decisions.actions import amending, opening, speaking
from alliances.decisions.models import Proposal
from alliances.models import Alliance
from alliances.tests.factories import make_alliance, make_alliance_member
from common.tests.factories import make_regency
from network.models import Membership, Organization
from network.tests.factories import make_member, make_organization

PROVINCES = ("73", "53", "33", "61")


def make_voter(
    *, alliance: Alliance, province: str = "73", kind: str = Organization.Kind.OMS
) -> tuple[User, Organization]:
    """A person of a member organisation, and the organisation."""
    regency = make_regency(
        code=f"{province}.06", province=province, province_name=f"Provinsi {province}"
    )
    organization = make_organization(regency=regency, kind=kind)
    person = make_person(name="Yosefina Lering")
    make_member(person=person, organization=organization, role=Membership.Role.EDITOR)
    make_alliance_member(alliance=alliance, organization=organization)
    return person, organization


def make_voters(alliance: Alliance, count: int) -> list[tuple[User, Organization]]:
    return [
        make_voter(alliance=alliance, province=PROVINCES[n % len(PROVINCES)])
        for n in range(count)
    ]


def make_proposal(
    *,
    voters: int = 3,
    alliance: Alliance | None = None,
    rule: str = "konsensus",
    person: User | None = None,
    **asked: Any,
) -> tuple[Proposal, list[tuple[User, Organization]]]:
    """An open proposal of the first of so many organisations, and all of them."""
    alliance = alliance or make_alliance()
    people = make_voters(alliance, voters)
    proposal = opening.open_proposal(
        person=person or people[0][0],
        alliance=alliance,
        title="Memakai satu formulir timbang",
        body="Semua bank sampah memakai formulir yang **sama**.",
        rule=rule,
        **{"closes_at": timezone.now() + timedelta(days=7), **asked},
    )
    return proposal, people


def version_of(proposal: Proposal) -> int:
    """Of the text as it is by now: what who has just looked has read."""
    return Proposal.objects.get(pk=proposal.pk).version


def rewrite(proposal: Proposal, person: User, body: str, because: str = "Usul") -> Any:
    return amending.amend(
        person=person,
        proposal=proposal,
        body=body,
        because=because,
        version=version_of(proposal),
    )


def say(
    proposal: Proposal,
    voter: tuple[User, Organization],
    *choice: str,
    reason: str = "",
) -> Any:
    person, organization = voter
    return speaking.speak(
        person=person,
        proposal=proposal,
        organization=organization,
        choice=choice,
        version=version_of(proposal),
        reason=reason,
    )


def drop(
    proposal: Proposal, voter: tuple[User, Organization], *choice: str, **more: str
) -> Any:
    """Into the box."""
    person, organization = voter
    return speaking.cast(
        person=person,
        proposal=proposal,
        organization=organization,
        choice=choice,
        version=version_of(proposal),
        **more,
    )


def pass_deadline(proposal: Proposal) -> None:
    """As if it had come."""
    now = timezone.now()
    Proposal.objects.filter(pk=proposal.pk).update(closes_at=now)
    proposal.closes_at = now


def numbers(*rankings: str) -> list[Sequence[str]]:
    """`"213"` is second, first, third."""
    return [list(ranking) for ranking in rankings]
