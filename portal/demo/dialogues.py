"""Pretend dialogues with what was promised in them, and plans with their progress."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from alliances.dialogues.models import (
    Attendee,
    Commitment,
    Correction,
    Dialogue,
    Invitation,
    Progress,
    Record,
    RecordVersion,
)
from alliances.models import Alliance, Room
from alliances.plans.models import Action, Goal, Plan, Risk
from common import richtext
from common.demo import days, read
from portal.demo import network


def load() -> None:
    for row in read("dialogues"):
        _dialogue(row)
    for row in read("dialogues", "plans"):
        _plan(row)


def _dialogue(row: dict[str, Any]) -> None:
    alliance = Alliance.objects.get(slug=row["alliance"])
    steward = alliance.stewards.select_related("person")[0].person
    starts = timezone.localtime(days(row["days"])).replace(
        hour=row["hour"], minute=0, second=0, microsecond=0
    )
    rooms = Room.objects.filter(alliance=alliance, slug=slugify(row.get("room", "")))
    dialogue = Dialogue.objects.create(
        alliance=alliance,
        kind=row["kind"],
        title=row["title"],
        purpose=row["purpose"].strip(),
        agenda=row["agenda"].strip(),
        starts_at=starts,
        lasts_minutes=row["lasts_minutes"],
        place=row.get("place", ""),
        address=row.get("address", ""),
        room=rooms.first(),
        state=row["state"],
        organizer=steward,
    )
    Invitation.objects.bulk_create(
        Invitation(
            dialogue=dialogue,
            **_somebody(guest),
            addressee=guest.get("addressee", ""),
            answer=guest["answer"],
            note=guest.get("note", ""),
            answered_at=None if guest["answer"] == "waiting" else days(row["days"] - 5),
        )
        for guest in row["guests"]
    )
    Attendee.objects.bulk_create(
        Attendee(
            dialogue=dialogue,
            **_somebody(person),
            name=person["name"],
            office=person["office"],
            recorded_by=steward,
        )
        for person in row.get("attendees", [])
    )
    if "minutes" in row:
        _record(dialogue, row, steward)
    for promised in row.get("commitments", []):
        _commitment(dialogue, promised, steward)


def _record(dialogue: Dialogue, row: dict[str, Any], steward: User) -> None:
    text = row["minutes"].strip()
    held = dialogue.starts_at
    record = Record.objects.create(
        dialogue=dialogue,
        text=text,
        html=richtext.from_plain(text),
        state=row["record"],
        corrections_until=(held + timedelta(days=8)).date(),
        circulated_at=held + timedelta(days=1),
        final_at=held + timedelta(days=9),
        changed_by=steward,
    )
    RecordVersion.objects.create(record=record, revision=1, text=text, author=steward)
    Correction.objects.bulk_create(
        Correction(
            record=record,
            on_behalf_of=network.named(said["organization"]).name,
            text=said["text"],
            state="accepted" if said["accepted"] else "declined",
            answer=said["answer"],
            decided_by=steward,
            decided_at=held + timedelta(days=3),
        )
        for said in row.get("corrections", [])
    )


def _commitment(dialogue: Dialogue, row: dict[str, Any], steward: User) -> None:
    settled = row["state"] in ("kept", "broken")
    commitment = Commitment.objects.create(
        alliance=dialogue.alliance,
        dialogue=dialogue,
        text=row["text"],
        **_somebody(row),
        due_on=timezone.localdate() + timedelta(days=row["days"]),
        state=row["state"],
        settled_at=days(row["days"]) if settled else None,
        is_own_word=row.get("own_word", False),
        is_public=True,
        created_by=steward,
    )
    if "note" not in row:
        return
    own = commitment.organization if commitment.is_own_word else None
    Progress.objects.create(
        commitment=commitment,
        state=row["state"],
        note=row["note"],
        organization=own,
        author=own.memberships.confirmed()[0].person if own else steward,
    )


def _plan(row: dict[str, Any]) -> None:
    today = timezone.localdate()

    def day(number: int) -> Any:
        return today + timedelta(days=number)

    alliance = Alliance.objects.get(slug=row["alliance"])
    plan = Plan.objects.create(
        alliance=alliance,
        kind=row["kind"],
        title=row["title"],
        summary=row["summary"],
        starts_on=day(row["starts"]),
        ends_on=day(row["ends"]),
        author=alliance.stewards.select_related("person")[0].person,
    )
    for position, wanted in enumerate(row["goals"]):
        goal = Goal.objects.create(
            plan=plan,
            title=wanted["title"],
            measure=wanted["measure"],
            position=position,
        )
        Action.objects.bulk_create(
            Action(
                goal=goal,
                title=action["title"],
                organization=_somebody(action)["organization"],
                who=action.get("who", ""),
                starts_on=day(action["starts"]),
                ends_on=day(action["ends"]),
                resources=action.get("resources", ""),
                progress=action["progress"],
                note=action.get("note", ""),
            )
            for action in wanted["actions"]
        )
    Risk.objects.bulk_create(Risk(plan=plan, **risk) for risk in row["risks"])


def _somebody(row: dict[str, Any]) -> dict[str, Any]:
    """An organisation of the network, or an institution by its name."""
    key = row.get("organization")
    return {
        "organization": network.named(key) if key else None,
        "institution": row.get("institution", ""),
    }
