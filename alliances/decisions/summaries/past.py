"""What happened to a proposal: its texts and what changed, every stand, every deed."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances import subjects
from alliances.decisions.counting import spelled
from alliances.decisions.models import Proposal, ProposalText, Stand
from alliances.decisions.summaries.about import subject_of
from alliances.subjects import Meant
from common.changes import Change, between
from common.models import JournalEntry

WORDS = re.compile(r"\s+|[^\s]+")
DEEDS: dict[str, str | Promise] = {
    "decisions.opened": _("Usulan dibuka"),
    "decisions.amended": _("Naskah diubah"),
    "decisions.extended": _("Tenggat diperpanjang"),
    "decisions.overruled": _("Keberatan dikesampingkan"),
    "decisions.proxy_used": _("Kuasa dipakai"),
    "decisions.withdrawn": _("Usulan ditarik"),
    "decisions.closed": _("Musyawarah ditutup"),
}


@dataclass(frozen=True)
class Version:
    """A text, what it changed of the one before, and which one it was about."""

    text: ProposalText
    changes: list[Change]
    meant: Meant | None


@dataclass(frozen=True)
class Past:
    versions: list[Version]
    stands: list[tuple[Stand, str]]
    deeds: list[tuple[JournalEntry, str | Promise]]


def past_of(proposal: Proposal, reader: User) -> Past:
    """Three queries, and those of its subject; the newest first."""
    texts = list(proposal.texts.select_related("written_by"))
    before = ["", *(text.body for text in texts)]
    numbers = [text.subject_version for text in texts]
    meant = subjects.find(subject_of(proposal, reader), numbers, reader)
    versions = [
        Version(
            text,
            difference(old, text.body) if old else [],
            meant.get(text.subject_version or 0),
        )
        for old, text in zip(before, texts, strict=False)
    ]
    stands = (
        Stand.objects.filter(voice__proposal=proposal)
        .select_related("voice__organization", "cast_by", "through")
        .order_by("-created_at", "-pk")
    )
    deeds = JournalEntry.objects.filter(
        subject=f"{proposal._meta.label_lower}:{proposal.pk}", deed__in=DEEDS
    ).select_related("actor")
    return Past(
        versions=versions[::-1],
        stands=[(stand, spelled(proposal, stand.choice)) for stand in stands],
        deeds=[(deed, DEEDS[deed.deed]) for deed in deeds],
    )


def difference(old: str, new: str) -> list[Change]:
    """Word by word, what belongs together in one."""
    words = between(WORDS.findall(old), WORDS.findall(new))
    runs = groupby(words, key=lambda change: change.state)
    return [Change(state, "".join(word.text for word in run)) for state, run in runs]
