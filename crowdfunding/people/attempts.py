"""Sign-ins under way: what must match when the person comes back."""

import secrets
import time
from typing import Any, TypedDict

from django.contrib.sessions.backends.base import SessionBase

KEY = "people.attempts"
# Several tabs may be signing in at once; forgotten ones must not pile up.
KEPT = 5
LIFETIME_SECONDS = 60 * 60


class Attempt(TypedDict):
    state: str
    nonce: str
    verifier: str
    next: str
    begun_at: float


def begin(session: SessionBase, onward: str) -> Attempt:
    attempt = Attempt(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        next=onward,
        begun_at=time.time(),
    )
    session[KEY] = [*session.get(KEY, []), attempt][-KEPT:]
    return attempt


def take(session: SessionBase, state: str) -> Attempt | None:
    """The attempt with this state, once: the same answer is not believed twice."""
    known: list[Any] = session.get(KEY, [])
    found: Attempt | None = None
    for attempt in known:
        if secrets.compare_digest(attempt["state"].encode(), state.encode()):
            found = attempt
    session[KEY] = [attempt for attempt in known if attempt is not found]
    if found and time.time() - found["begun_at"] > LIFETIME_SECONDS:
        return None
    return found
