"""Putting a proposal before the organisations of an alliance."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances import subjects
from alliances.actions import topics
from alliances.decisions.actions import news
from alliances.decisions.actions.locking import record
from alliances.decisions.counting import needed_of
from alliances.decisions.models import Box, Proposal, ProposalText, Voice
from alliances.decisions.permissions import can_propose
from alliances.decisions.rules import LEAST_BALLOTS, Kind, Rule
from alliances.models import Alliance, Room
from alliances.representation import acting_in, deciding_in
from common import richtext
from common.decisions import Refused, require
from network.models import Organization


@transaction.atomic
def open_proposal(
    *,
    person: User,
    alliance: Alliance,
    title: str,
    body: str,
    rule: str,
    closes_at: datetime,
    options: Sequence[str] = (),
    is_anonymous: bool = False,
    quorum: int = 0,
    quorum_unit: str = Proposal.Unit.ORGANIZATIONS,
    quorum_provinces: int = 0,
    room: Room | None = None,
    subject: models.Model | None = None,
) -> Proposal:
    """Ask the organisations of now, under a rule that no longer changes, or `Refused`.

    The alliance row is locked: nobody joins or leaves while voices are given.
    """
    Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)
    require(can_propose(person, alliance, room))
    _require_sense(rule, options, is_anonymous, closes_at)
    deciding = list(deciding_in(alliance, room).select_related("regency"))
    if is_anonymous and len(deciding) < LEAST_BALLOTS:
        raise Refused(
            _(
                "Surat suara tanpa nama memerlukan sedikitnya tiga organisasi yang"
                " berhak: di antara dua, masing-masing tahu pilihan yang lain."
            )
        )
    _require_reachable(deciding, quorum, quorum_unit, quorum_provinces)
    proposal = Proposal(
        alliance=alliance,
        room=room,
        title=title,
        rule=rule,
        options=list(options),
        is_anonymous=is_anonymous,
        quorum=quorum,
        quorum_unit=quorum_unit,
        quorum_provinces=quorum_provinces,
        opened_by=person,
        organization=acting_in(person, alliance).first(),
        closes_at=closes_at,
    )
    proposal.subject = subject
    proposal.save()
    write_text(proposal, body, person, subject_version=subjects.fix(subject, person))
    Voice.objects.bulk_create(
        Voice(
            proposal=proposal,
            organization=organization,
            province_id=organization.regency.province_id,
        )
        for organization in deciding
    )
    if is_anonymous:
        Box.objects.create(proposal=proposal)
    record("opened", proposal, person, rule=rule)
    _make_known(proposal, person)
    return proposal


def write_text(
    proposal: Proposal,
    body: str,
    person: User,
    because: str = "",
    *,
    subject_version: int | None = None,
) -> ProposalText:
    return ProposalText.objects.create(
        proposal=proposal,
        number=proposal.version,
        body=body,
        html=richtext.from_plain(body),
        because=because,
        subject_version=subject_version,
        written_by=person,
    )


def _make_known(proposal: Proposal, person: User) -> None:
    """Where it is talked about, who is asked, and a word in the room."""
    if proposal.room is None:
        topics.place_of_all(proposal.alliance)
    else:
        topics.place_of(proposal.room)
    title = gettext_lazy("Sikap organisasi Anda diminta: %(title)s")
    asked = news.everyone(proposal)
    news.tell(proposal, asked, "opened", title, besides=person)
    news.announce(proposal, person, _("Usulan baru untuk dimusyawarahkan: %(title)s"))


def _require_sense(
    rule: str, options: Sequence[str], is_anonymous: bool, closes_at: datetime
) -> None:
    kind = Rule(rule).terms.kind
    if kind == Kind.CONSENT and (options or is_anonymous):
        raise Refused(_("Mufakat dinyatakan dengan nama, dan tanpa daftar pilihan."))
    if (kind == Kind.RANKED and len(options) < 2) or len(options) == 1:
        raise Refused(_("Tulis sedikitnya dua pilihan."))
    if len(set(options)) < len(options):
        raise Refused(_("Ada pilihan yang sama."))
    if closes_at <= timezone.now():
        raise Refused(_("Tenggatnya harus di waktu yang akan datang."))


def _require_reachable(
    deciding: list[Organization], quorum: int, unit: str, provinces: int
) -> None:
    if not deciding:
        raise Refused(_("Belum ada organisasi yang dapat memutuskannya."))
    if needed_of(quorum, unit, len(deciding)) > len(deciding):
        said = _("Kuorumnya tidak mungkin tercapai: yang berhak %(n)d organisasi.")
        raise Refused(said % {"n": len(deciding)})
    known = len({each.regency.province_id for each in deciding})
    if provinces > known:
        said = _("Kuorumnya tidak mungkin tercapai: yang berhak dari %(n)d provinsi.")
        raise Refused(said % {"n": known})
