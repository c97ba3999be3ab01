"""What a proposal is about, for who may see that."""

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from alliances import subjects
from alliances.decisions.models import Proposal
from alliances.subjects import Meant


@dataclass(frozen=True)
class About:
    """Something with an address, and which text of it is meant, if it has several."""

    subject: Any
    meant: Meant | None


def about(proposal: Proposal, reader: User) -> About | None:
    """Of a proposal `with_text()`."""
    subject = subject_of(proposal, reader)
    if subject is None:
        return None
    number = proposal.subject_version
    return About(subject, subjects.find(subject, [number], reader).get(number or 0))


def subject_of(proposal: Proposal, reader: User) -> Any:
    subject: Any = proposal.subject if proposal.subject_id else None
    if subject is None or not subject.is_visible_to(reader):
        return None
    subject.alliance = proposal.alliance
    return subject
