"""How a proposal stands: who spoke, what it comes to, drawn and in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from alliances.decisions.counting import (
    Quorum,
    Tally,
    blocking_among,
    label_of,
    quorum_of,
    spelled,
    tally,
)
from alliances.decisions.models import Box, Proposal, Stand, Voice
from common import charts
from common.charts import Bars


@dataclass(frozen=True)
class Said:
    """One organisation's row: what it says now, or that it has yet to."""

    voice: Voice
    stand: Stand | None
    words: str

    @property
    def is_stale(self) -> bool:
        """Said of an earlier text, and to be confirmed."""
        return self.stand is not None and not self.voice.has_spoken


@dataclass(frozen=True)
class Counted:
    """Everything that a proposal's page shows of what was said."""

    proposal: Proposal
    said: list[Said]
    quorum: Quorum
    tally: Tally
    blocking: int

    @property
    def objections(self) -> list[Said]:
        return [row for row in self.said if row.stand and row.stand.is_objection]

    @property
    def outcome(self) -> str:
        return str(Proposal.Outcome(self.tally.outcome(self.quorum)).label)

    @property
    def would_pass(self) -> bool:
        return self.tally.passes and self.quorum.is_met

    @cached_property
    def chart(self) -> Bars:
        return charts.bars(
            title=_("Jawaban"), column=_("Organisasi"), rows=self.tally.lines
        )

    @property
    def rounds(self) -> list["RoundRow"]:
        """Each option's votes from round to round."""
        rounds = self.tally.rounds
        return [
            RoundRow(
                label_of(self.proposal, option),
                [each.votes.get(option) for each in rounds],
                any(each.excluded == option for each in rounds),
            )
            for option in (rounds[0].votes if rounds else {})
        ]

    @property
    def lots(self) -> list[str]:
        """The options that a lot excluded."""
        lots = (each.excluded for each in self.tally.rounds if each.by_lot)
        return [label_of(self.proposal, option) for option in lots]


@dataclass(frozen=True)
class RoundRow:
    label: str
    votes: list[int | None]
    is_excluded: bool


def counted(proposal: Proposal) -> Counted:
    """Two queries. Of a box that is still open nothing is counted."""
    voices = list(proposal.voices.for_page().with_membership().with_stand())
    stands = {voice.pk: voice.current[0] for voice in voices if voice.current}
    heard = [stands[v.pk] for v in voices if v.has_spoken and v.pk in stands]
    quorum = quorum_of(proposal, voices)
    gone = {voice.pk for voice in voices if voice.has_left}
    blocking = blocking_among(proposal, heard, roll=quorum.roll, gone=gone)
    choices: list[Sequence[str]] = [stand.choice for stand in heard]
    if proposal.is_anonymous:
        choices = [] if proposal.is_secret else _in_the_box(proposal)
    found = tally(proposal, choices, roll=quorum.roll, blocking=blocking)
    said = [_said(proposal, voice, stands.get(voice.pk)) for voice in voices]
    return Counted(proposal, said, quorum, found, blocking)


def _said(proposal: Proposal, voice: Voice, stand: Stand | None) -> Said:
    return Said(voice, stand, spelled(proposal, stand.choice) if stand else "")


def _in_the_box(proposal: Proposal) -> list[Sequence[str]]:
    ballots = Box.objects.values_list("ballots", flat=True).get(proposal=proposal)
    return [ballot["choice"] for ballot in ballots]
