"""Dialogues are planned, changed, called off, and said to have been held."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.dialogues.actions import telling
from alliances.dialogues.models import Dialogue
from alliances.dialogues.permissions import can_hold, can_replan, can_unhold
from alliances.models import Alliance, Room
from alliances.permissions import can_steward
from common import journal
from common.decisions import require


@transaction.atomic
def plan(
    *,
    steward: User,
    alliance: Alliance,
    kind: str,
    title: str,
    purpose: str,
    starts_at: datetime,
    lasts_minutes: int,
    agenda: str = "",
    place: str = "",
    address: str = "",
    room: Room | None = None,
) -> Dialogue:
    require(can_steward(steward, alliance))
    dialogue = Dialogue.objects.create(
        alliance=alliance,
        kind=kind,
        title=title,
        purpose=purpose,
        agenda=agenda,
        starts_at=starts_at,
        lasts_minutes=lasts_minutes,
        place=place,
        address=address,
        room=room,
        organizer=steward,
    )
    journal.record(deed="dialogues.planned", subject=dialogue, actor=steward)
    telling.remind(dialogue)
    return dialogue


@transaction.atomic
def change(*, steward: User, dialogue: Dialogue, **fields: object) -> bool:
    """Everybody whom it concerns hears of another hour, length or place; whether there
    was somebody to tell.
    """
    dialogue = locked(dialogue)
    require(can_replan(steward, dialogue))
    before, was = _when_and_where(dialogue), dialogue.starts_at
    for name, value in fields.items():
        setattr(dialogue, name, value)
    dialogue.version += 1
    dialogue.save()
    journal.record(deed="dialogues.changed", subject=dialogue, actor=steward)
    if before == _when_and_where(dialogue):
        return False
    telling.forget_reminders(dialogue, was)
    telling.say_moved(dialogue)
    telling.remind(dialogue)
    return telling.has_guests(dialogue)


@transaction.atomic
def cancel(*, steward: User, dialogue: Dialogue, reason: str) -> Dialogue:
    dialogue = locked(dialogue)
    require(can_replan(steward, dialogue))
    dialogue.state = Dialogue.State.CANCELLED
    dialogue.cancelled_because = reason
    dialogue.version += 1
    dialogue.save()
    journal.record(
        deed="dialogues.cancelled", subject=dialogue, actor=steward, reason=reason
    )
    telling.forget_reminders(dialogue, dialogue.starts_at)
    people = telling.concerned(dialogue)
    title = _("Dialog batal: %(title)s")
    telling.say(dialogue, people, "cancelled", title, reason, how="now")
    return dialogue


@transaction.atomic
def hold(*, steward: User, dialogue: Dialogue) -> Dialogue:
    """It took place. Said once; said again it changes nothing."""
    dialogue = locked(dialogue)
    require(can_hold(steward, dialogue))
    if not dialogue.is_held:
        dialogue.state = Dialogue.State.HELD
        dialogue.save(update_fields=["state", "changed_at"])
        journal.record(deed="dialogues.held", subject=dialogue, actor=steward)
    return dialogue


@transaction.atomic
def unhold(*, steward: User, dialogue: Dialogue) -> Dialogue:
    """It did not take place after all: it can be moved or called off again."""
    dialogue = locked(dialogue)
    require(can_unhold(steward, dialogue))
    dialogue.state = Dialogue.State.PLANNED
    dialogue.save(update_fields=["state", "changed_at"])
    journal.record(deed="dialogues.unheld", subject=dialogue, actor=steward)
    return dialogue


def _when_and_where(dialogue: Dialogue) -> tuple[object, ...]:
    when = (dialogue.starts_at, dialogue.lasts_minutes)
    return (*when, dialogue.place, dialogue.address)


def locked(dialogue: Dialogue) -> Dialogue:
    rows = Dialogue.objects.select_for_update(of=("self",)).select_related("alliance")
    return rows.get(pk=dialogue.pk)
