"""Ranked choices counted by instant-runoff, each round shown.

The option with the fewest votes is excluded and its ballots go to the next that each
names, until one has more than half of the ballots that still name any: preferential
voting as in Robert's Rules of Order (12th ed., 45:62-69). Of options equally few the
one that had fewer in the latest round where they differed goes, as in rule 51 of the
Scottish Local Government Elections Order 2007 (SI 2007/42); after that a lot decides
that anyone can draw again. Options that remain and are all equal have no winner.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Round:
    """One count of the options left."""

    number: int
    votes: dict[str, int]
    exhausted: int
    excluded: str = ""
    by_lot: bool = False

    @property
    def continuing(self) -> int:
        return sum(self.votes.values())


@dataclass(frozen=True)
class Runoff:
    rounds: list[Round]
    winner: str


def count(
    rankings: Sequence[Sequence[str]], options: Sequence[str], *, draw: UUID
) -> Runoff:
    """`draw` was fixed before anybody voted: nobody chose how a lot falls."""
    left, rounds = list(options), list[Round]()
    while True:
        votes, exhausted = _count(rankings, left)
        number, most = len(rounds) + 1, max(votes.values(), default=0)
        leaders = [option for option in left if votes[option] == most]
        if most * 2 > sum(votes.values()):
            rounds.append(Round(number, votes, exhausted))
            return Runoff(rounds, leaders[0])
        if len(leaders) == len(left):
            rounds.append(Round(number, votes, exhausted))
            return Runoff(rounds, "")
        excluded, by_lot = _fewest(votes, rounds, draw)
        rounds.append(Round(number, votes, exhausted, excluded, by_lot))
        left.remove(excluded)


def lot(draw: UUID, option: str) -> str:
    """The smallest is excluded."""
    return hashlib.sha256(f"{draw}:{option}".encode()).hexdigest()


def _count(
    rankings: Sequence[Sequence[str]], left: Sequence[str]
) -> tuple[dict[str, int], int]:
    firsts = (next((o for o in ranking if o in left), None) for ranking in rankings)
    tally = Counter(firsts)
    return {option: tally[option] for option in left}, tally[None]


def _fewest(
    votes: dict[str, int], before: Sequence[Round], draw: UUID
) -> tuple[str, bool]:
    """The option to exclude, and whether a lot had to say which."""
    least = min(votes.values())
    tied = [option for option in votes if votes[option] == least]
    for earlier in reversed(before):
        least = min(earlier.votes[option] for option in tied)
        tied = [option for option in tied if earlier.votes[option] == least]
    return min(tied, key=lambda option: lot(draw, option)), len(tied) > 1
