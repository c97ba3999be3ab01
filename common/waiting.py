"""What waits for a person, as every app tells it to the home page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """One thing to do next. The home page shows the soonest and most urgent first.

    `urgency`: 1 has a time today or someone waiting; 2 continues something begun; 3 may
    wait. `icon` names a symbol of the sprite.
    """

    icon: str
    title: str
    text: str
    url: str
    urgency: int
    at: datetime | None = None
    badge: str = ""
