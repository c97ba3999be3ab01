"""What pages show of dialogues: who was there for whom, and promises kept."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from alliances.dialogues.models import (
    Attendee,
    Commitment,
    Dialogue,
    Invitation,
    RecordVersion,
)
from alliances.dialogues.models.record import RecordVersionQuerySet
from alliances.models import Alliance
from alliances.representation import deciding_in
from common.changes import Change, runs
from common.models import JournalEntry
from network.models import Organization


@dataclass(frozen=True)
class Party:
    """An organisation or institution, and its people who were there."""

    name: str
    kind: str
    people: list[Attendee]


@dataclass(frozen=True)
class Score:
    """How an owner, or everybody, stands with what they promised in public."""

    owner: str
    kept: int
    # Of those kept, what nobody but the promiser has said.
    own_word: int
    late: int
    going: int
    broken: int

    @property
    def total(self) -> int:
        return self.kept + self.late + self.going + self.broken


@dataclass(frozen=True)
class Amendment:
    """What a commitment said before it was put right, and why it was."""

    text: str
    owner: str
    due_on: date
    reason: str
    at: datetime


def parties(dialogue: Dialogue) -> list[Party]:
    """Attendance by organisation and institution, in the order they were noted."""
    found: dict[tuple[str, str], list[Attendee]] = defaultdict(list)
    attendees = dialogue.attendees.select_related("organization").order_by("pk")
    for attendee in attendees:
        organization = attendee.organization
        kind = organization.get_kind_display() if organization else ""
        found[attendee.institution or str(organization), kind].append(attendee)
    return [Party(name, kind, people) for (name, kind), people in found.items()]


def names_at_hand(alliance: Alliance) -> QuerySet[Organization, Any]:
    """Of the members, and of who was invited, was there or promised before. Whoever
    else is listed is known by their whole name.
    """
    guests = (
        Invitation.objects.filter(dialogue__alliance=alliance),
        Attendee.objects.filter(dialogue__alliance=alliance),
        Commitment.objects.filter(alliance=alliance),
    )
    keys = deciding_in(alliance, None).order_by().values("pk")
    for rows in guests:
        involved: Any = rows.exclude(organization=None)
        keys = keys.union(involved.values("organization"))
    known = Organization.objects.listed().filter(pk__in=keys)
    return known.order_by("name").values_list("name", flat=True)


def own_invitations(dialogue: Dialogue, user: User) -> list[Invitation]:
    """Those that the person may answer for their organisations."""
    acting = Organization.objects.listed().filter(
        memberships__person=user.pk,
        memberships__confirmed_at__isnull=False,
        memberships__ended_at=None,
    )
    return list(dialogue.invitations.for_list().filter(organization__in=acting))


def rewording(version: RecordVersion, seen: RecordVersionQuerySet) -> list[Change]:
    """What it changed of the one before, if there is one that is `seen`."""
    older = seen.filter(revision__lt=version.revision).order_by("-revision")
    before = older.first()
    return runs(before.text, version.text) if before else []


def commitments(
    alliance: Alliance, user: User | AnonymousUser, state: str = ""
) -> QuerySet[Commitment]:
    found = Commitment.objects.visible_to(user).filter(alliance=alliance).for_list()
    today = timezone.localdate()
    if state == "late":
        return found.late(today)
    if state == "going":
        return found.open().filter(due_on__gte=today)
    return found.filter(state=state) if state in ("kept", "broken") else found


def amendments(commitment: Commitment) -> list[Amendment]:
    """The newest first; no question where nothing was ever put right."""
    if not commitment.version:
        return []
    entries = JournalEntry.objects.filter(
        subject=f"{commitment._meta.label_lower}:{commitment.pk}",
        deed="dialogues.commitment_amended",
    )
    return [
        Amendment(
            text=entry.details["text"],
            owner=entry.details["owner"],
            due_on=date.fromisoformat(entry.details["due_on"]),
            reason=entry.reason,
            at=entry.created_at,
        )
        for entry in entries
    ]


def scoreboard(alliance: Alliance) -> tuple[Score, list[Score]]:
    """What all promised in public, and each owner of theirs; one query.

    The owner with the most kept comes first, then who has the fewest late.
    """
    late = Q(state__in=Commitment.UNFINISHED, due_on__lt=timezone.localdate())
    going = Q(state__in=Commitment.UNFINISHED, due_on__gte=timezone.localdate())
    kept = Q(state=Commitment.State.KEPT)
    rows = (
        Commitment.objects.filter(alliance=alliance, is_public=True)
        .values(owner=Coalesce(F("organization__name"), F("institution")))
        .annotate(
            kept=Count("pk", filter=kept),
            own_word=Count("pk", filter=kept & Q(is_own_word=True)),
            late=Count("pk", filter=late),
            going=Count("pk", filter=going),
            broken=Count("pk", filter=Q(state=Commitment.State.BROKEN)),
        )
        .order_by("-kept", "late", "owner")
    )
    owners = [Score(**row) for row in rows]
    sums = (
        sum(getattr(score, name) for score in owners)
        for name in ("kept", "own_word", "late", "going", "broken")
    )
    return Score("", *sums), owners
