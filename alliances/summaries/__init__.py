"""What pages tell about alliances: a room's events, who is present, lines for home."""

from alliances.summaries.events import (
    Stretch,
    Window,
    events_after,
    first_on,
    messages_before,
    notes_of,
    pinned_in,
    thread_window,
    window,
)
from alliances.summaries.home import rooms_with_news, waiting_for
from alliances.summaries.people import (
    People,
    keepers_of,
    people_of,
    standing_among,
)
from alliances.summaries.places import (
    AllianceLine,
    Place,
    for_public_home,
    own_alliances,
    place_of,
    room_for,
    rooms_beside,
)
from alliances.summaries.reports import Reported, reported_in
from alliances.summaries.threads import ThreadLine, threads_with_news

__all__ = [
    "AllianceLine",
    "People",
    "Place",
    "Reported",
    "Stretch",
    "ThreadLine",
    "Window",
    "events_after",
    "first_on",
    "for_public_home",
    "keepers_of",
    "messages_before",
    "notes_of",
    "own_alliances",
    "people_of",
    "pinned_in",
    "place_of",
    "reported_in",
    "room_for",
    "rooms_beside",
    "rooms_with_news",
    "standing_among",
    "thread_window",
    "threads_with_news",
    "waiting_for",
    "window",
]
