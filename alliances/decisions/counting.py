"""What the stands or ballots on a proposal come to, by the rule stated for it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alliances.decisions import runoff
from alliances.decisions.models import Proposal, Stand, Voice
from alliances.decisions.rules import (
    ANSWERS_OF_CONSENT,
    ANSWERS_OF_VOTE,
    IN_FAVOR,
    LEAST_BALLOTS,
    Answer,
    Kind,
)

Outcome = Proposal.Outcome
Choice = Sequence[str]


@dataclass(frozen=True)
class Quorum:
    """How many organisations and provinces spoke, of how many that must."""

    spoken: int
    roll: int
    needed: int
    provinces: int
    provinces_needed: int

    @property
    def is_met(self) -> bool:
        return (
            self.spoken >= max(self.needed, 1)
            and self.provinces >= self.provinces_needed
        )

    @property
    def everyone_spoke(self) -> bool:
        return self.spoken == self.roll


@dataclass(frozen=True)
class Tally:
    """What was counted, and whether that passes by the rule."""

    lines: list[tuple[str, int]]
    passes: bool
    why: str
    support: int = 0
    rounds: list[runoff.Round] = field(default_factory=list)
    winner: str = ""

    def outcome(self, quorum: Quorum) -> str:
        if not quorum.is_met:
            return Outcome.NO_QUORUM
        return Outcome.AGREED if self.passes else Outcome.NOT_AGREED


def quorum_of(proposal: Proposal, voices: Sequence[Voice]) -> Quorum:
    spoken = [voice for voice in voices if voice.has_spoken]
    return Quorum(
        spoken=len(spoken),
        roll=len(voices),
        needed=max(
            needed_of(proposal.quorum, proposal.quorum_unit, len(voices)),
            LEAST_BALLOTS if proposal.is_anonymous else 0,
        ),
        provinces=len({voice.province_id for voice in spoken}),
        provinces_needed=proposal.quorum_provinces,
    )


def needed_of(quorum: int, unit: str, roll: int) -> int:
    """A share of organisations is rounded up: part of one does not come."""
    if unit == Proposal.Unit.PERCENT:
        return -(-quorum * roll // 100)
    return quorum


def label_of(proposal: Proposal, answer: str) -> str:
    """What a word of an answer, or the number of an option, says."""
    if answer.isdecimal() and 0 < int(answer) <= len(proposal.options):
        return proposal.options[int(answer) - 1]
    return str(Answer(answer).label) if answer in Answer else answer


def spelled(proposal: Proposal, choice: Choice) -> str:
    """A choice in words; a ranking from the first to the last."""
    return " › ".join(label_of(proposal, each) for each in choice)


def numbers_of(proposal: Proposal) -> list[str]:
    return [str(number) for number in range(1, len(proposal.options) + 1)]


def tally(
    proposal: Proposal, choices: Sequence[Choice], *, roll: int, blocking: int = 0
) -> Tally:
    """`blocking` is how many objections still stand in the way."""
    if proposal.kind == Kind.CONSENT:
        return _consent(proposal, choices, blocking)
    if proposal.kind == Kind.RANKED:
        return _ranked(proposal, choices)
    return _vote(proposal, choices)


def blocking_among(
    proposal: Proposal,
    stands: Sequence[Stand],
    *,
    roll: int,
    gone: Collection[int] = (),
) -> int:
    """Objections that stand: who was overruled counts no more, as long as the support
    that allowed it is there. Whose voice is `gone` left by itself, and took it along.
    """
    objections = [
        stand for stand in stands if stand.is_objection and stand.voice_id not in gone
    ]
    support = sum(stand.answer in IN_FAVOR for stand in stands)
    if not proposal.terms.is_reached(support, roll):
        return len(objections)
    return sum(stand.overruled_at is None for stand in objections)


def _consent(proposal: Proposal, choices: Sequence[Choice], blocking: int) -> Tally:
    counted = Counter(choice[0] for choice in choices)
    lines = [(str(answer.label), counted[answer]) for answer in ANSWERS_OF_CONSENT]
    support = sum(counted[answer] for answer in IN_FAVOR)
    if blocking:
        why = _("Masih ada keberatan yang belum selesai.")
    elif not support:
        why = _("Belum ada organisasi yang menyatakan setuju.")
    else:
        why = _("Tidak ada keberatan yang tersisa.")
    return Tally(lines, bool(support and not blocking), why, support)


def _vote(proposal: Proposal, choices: Sequence[Choice]) -> Tally:
    counted = Counter(choice[0] for choice in choices)
    asked = numbers_of(proposal) or [str(a) for a in ANSWERS_OF_VOTE[:2]]
    answers = [*asked, str(Answer.ABSTAIN)]
    lines = [(label_of(proposal, answer), counted[answer]) for answer in answers]
    cast = sum(counted[answer] for answer in asked)
    best = max(asked, key=lambda answer: counted[answer]) if proposal.options else "ya"
    support = counted[best]
    passes = proposal.terms.is_reached(support, cast)
    said = (
        _("“%(answer)s” mendapat %(n)d dari %(cast)d suara.")
        if cast
        else _("Belum ada suara selain abstain.")
    )
    why = said % {"answer": label_of(proposal, best), "n": support, "cast": cast}
    winner = label_of(proposal, best) if passes and proposal.options else ""
    return Tally(lines, passes, why, support, winner=winner)


def _ranked(proposal: Proposal, choices: Sequence[Choice]) -> Tally:
    rankings = [choice for choice in choices if choice[0] != Answer.ABSTAIN]
    counted = runoff.count(rankings, numbers_of(proposal), draw=proposal.uuid)
    first = counted.rounds[0].votes
    lines = [(label_of(proposal, number), n) for number, n in first.items()]
    lines.append((str(Answer.ABSTAIN.label), len(choices) - len(rankings)))
    last = counted.rounds[-1]
    if not rankings:
        why = _("Belum ada suara selain abstain.")
    elif counted.winner:
        support = last.votes[counted.winner]
        why = _("“%(answer)s” menang di putaran %(round)d: %(n)d dari %(all)d.") % {
            "answer": label_of(proposal, counted.winner),
            "round": last.number,
            "n": support,
            "all": last.continuing,
        }
    else:
        why = _("Pilihan yang tersisa sama kuat: tidak ada yang menang.")
    return Tally(
        lines,
        bool(counted.winner),
        why,
        last.votes.get(counted.winner, 0),
        counted.rounds,
        label_of(proposal, counted.winner) if counted.winner else "",
    )
