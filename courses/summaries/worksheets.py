"""How far a learner is with the six-step worksheet, as the app above us tells it.

Worksheets live in an app that may import courses, never the other way. When it is ready
it registers here the one that tells; without it a task shows only its own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from accounts.models import User


@dataclass(frozen=True)
class WorksheetState:
    """Of one step, or of the whole: what it is about, how far, and where it is.

    `is_filled` and `is_approved` are what completes a task; `evidence` names by what.
    """

    title: str
    aim: str
    url: str
    action: str
    state: str
    is_filled: bool = False
    is_approved: bool = False
    evidence: str = ""


class Teller(Protocol):
    def titles(self) -> Sequence[str]:
        """What the six steps are called, in order."""

    def state_of(self, learner: User, step: int | None) -> WorksheetState:
        """How far the learner is with one step, or with all."""


_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    _tellers[:] = [teller]


def titles() -> Sequence[str]:
    return _tellers[0].titles() if _tellers else ()


def state_of(learner: User, step: int | None) -> WorksheetState | None:
    return _tellers[0].state_of(learner, step) if _tellers else None
