"""A room's events: what came after a number, and the windows that pages show."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from alliances import realtime
from alliances.models import Room, RoomEvent
from common.prepared import prepared

PAGE_OF_EVENTS = 100
WINDOW = 50


def notes_of(room: Room) -> dict[str, Any]:
    """What is said of a room beside its numbers, where there is something to say."""
    if not room.is_archived:
        return {}
    return {"archived": True, "reason": room.archived_because}


@dataclass(frozen=True)
class Stretch:
    """Events in order, and how far they reach.

    Whoever has these has everything up to `seq`; a number that is missing below it has
    expired. `last` is the room's last number when they were read.
    """

    events: list[RoomEvent]
    seq: int
    last: int
    notes: dict[str, Any]

    def frames(self) -> list[dict[str, Any]]:
        return [realtime.frame(event) for event in self.events]


def events_after(room: Room, seq: int, *, limit: int = PAGE_OF_EVENTS) -> Stretch:
    """What came after a number. `room` was just read: it says how far one may look.

    What its counter counts is committed, so those rows are there to be read; what came
    since will be announced.
    """
    last = room.last_seq
    found = room.events.with_targets().after(seq).filter(seq__lte=last)
    events = list(found[:limit])
    reached = events[-1].seq if len(events) == limit else last
    return Stretch(events, reached, last, notes_of(room))


def messages_before(
    room: Room, seq: int, *, thread: RoomEvent | None = None, limit: int = WINDOW
) -> list[RoomEvent]:
    """The last messages below a number, in their order; of the room, or of a thread."""
    found = _beside(thread.pk, seq) if thread else _before(room.pk, seq)
    return found[:limit][::-1]


def first_on(room: Room, day: date) -> int | None:
    """The number of the first message on a day of the reader's, or of the next one
    with any."""
    begins = timezone.make_aware(datetime.combine(day, time.min))
    later = room.events.in_the_open().filter(created_at__gte=begins).order_by("seq")
    return later.values_list("seq", flat=True).first()


@dataclass(frozen=True)
class Day:
    """The events of one day, as the reader's zone has it."""

    at: datetime
    events: list[RoomEvent]


def by_day(events: list[RoomEvent]) -> list[Day]:
    zone = timezone.get_current_timezone()
    days = groupby(events, key=lambda event: event.created_at.astimezone(zone).date())
    grouped = [list(of_day) for _day, of_day in days]
    return [Day(events[0].created_at, events) for events in grouped]


@dataclass(frozen=True)
class Window:
    """The part of a conversation that a page shows, day by day.

    `last` is the number up to which a browser that shows it has everything.
    """

    days: list[Day]
    first: int
    last: int
    has_older: bool
    # Where the next window would begin; 0 if there is none.
    next: int
    new_from: int

    @property
    def is_live(self) -> bool:
        """Whether it reaches to the last message, so that what comes goes below it."""
        return not self.next


def window(
    room: Room, reader: User, *, before: int | None = None, around: int | None = None
) -> Window:
    """The last messages, those before a number, or those on both sides of one.

    `new_from` is where unread begins: nothing is marked new for who never was here, nor
    before one's own words.
    """
    if around is not None:
        before = _from(room, around, WINDOW // 2)
    shown = messages_before(room, before or room.last_seq + 1, limit=WINDOW + 1)
    events = shown[-WINDOW:]
    new = (
        event.seq
        for event in events
        if event.seq > room.read_seq and not event.is_by(reader)
    )
    return Window(
        days=by_day(events),
        first=events[0].seq if events else 0,
        last=room.last_seq,
        has_older=len(shown) > WINDOW,
        next=(_from(room, before) or 0) if before else 0,
        new_from=next(new, 0) if room.read_seq else 0,
    )


def thread_window(room: Room, root: RoomEvent, *, before: int | None = None) -> Window:
    """What was said beside a message: the last of it, or what came before a number."""
    last = before or room.last_seq + 1
    shown = messages_before(room, last, thread=root, limit=WINDOW + 1)
    events = shown[-WINDOW:]
    return Window(
        days=by_day(events),
        first=events[0].seq if events else 0,
        last=room.last_seq,
        has_older=len(shown) > WINDOW,
        next=before or 0,
        new_from=0,
    )


def pinned_in(room: Room) -> list[RoomEvent]:
    """What stewards keep in sight, the latest first; without those of whom the reader
    does not hear."""
    if room.unheard:
        return list(room.events.pinned().unless_said_by(room.unheard))
    return _pinned(room.pk)


@prepared
def _pinned(room: int) -> QuerySet[RoomEvent]:
    return RoomEvent.objects.filter(room=room).pinned()


@prepared
def _before(room: int, seq: int) -> QuerySet[RoomEvent]:
    """One more than a window has: whether there are older ones shows so."""
    messages = RoomEvent.objects.filter(room=room).in_the_open().for_page()
    return messages.before(seq)[: WINDOW + 1]


@prepared
def _beside(root: int, seq: int) -> QuerySet[RoomEvent]:
    return RoomEvent.objects.filter(thread=root).for_page().before(seq)[: WINDOW + 1]


def _from(room: Room, seq: int, further: int = 0) -> int | None:
    """The number of the first message from one on, or of one so many further."""
    later = room.events.in_the_open().filter(seq__gte=seq).order_by("seq")
    found: list[int] = list(later.values_list("seq", flat=True)[further : further + 1])
    return found[0] if found else None
