"""Yes, or no with a sentence: how every rule answers, whoever asks."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class Refused(PermissionDenied):
    """A rule said no. The message is a sentence written for the person asking."""


@dataclass(frozen=True)
class Decision:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


def no(reason: str | Promise) -> Decision:
    return Decision(False, str(reason))


def require(decision: Decision) -> None:
    """Raise `Refused` with the decision's reason, unless it is a yes."""
    if not decision:
        raise Refused(decision.reason)
