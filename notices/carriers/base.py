"""What the sending asks of a carrier."""

from collections.abc import Iterable
from datetime import datetime
from typing import Generic, Self, TypeVar

from notices.models.outgoing import Outgoing, OutgoingQuerySet


class Unwanted(Exception):
    """What need not be sent any more, ever, and why."""


Row = TypeVar("Row", bound=Outgoing)


class Carrier(Generic[Row]):
    """Knows its rows, reads a batch of them at once, and carries each."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def rows(self) -> OutgoingQuerySet[Row]:
        raise NotImplementedError

    def load(self, claimed: list[int]) -> Iterable[Row]:
        """The rows with all that carrying needs, in as few questions as it takes."""
        raise NotImplementedError

    def is_urgent(self, row: Row) -> bool:
        """Whether it may break into quiet hours."""
        return False

    def carry(self, row: Row, now: datetime) -> None:
        """Send it, or raise: `Unwanted` to give it up, anything else to try again."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the line; the next row opens it again."""
