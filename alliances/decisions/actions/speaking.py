"""An organisation says what it thinks of a proposal, by name or in the box."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.decisions import ballots
from alliances.decisions.actions import news
from alliances.decisions.actions.locking import locked, record, require_seen
from alliances.decisions.ballots import Receipt
from alliances.decisions.counting import numbers_of
from alliances.decisions.models import Box, Proposal, Stand, Voice
from alliances.decisions.permissions import can_speak
from alliances.decisions.representation import proxies_for
from alliances.decisions.rules import (
    ANSWERS_OF_CONSENT,
    ANSWERS_OF_VOTE,
    WITH_REASON,
    Answer,
    Kind,
)
from alliances.representation import acting_in
from common.decisions import Refused, require
from network.models import Organization


@transaction.atomic
def speak(
    *,
    person: User,
    proposal: Proposal,
    organization: Organization,
    choice: Sequence[str],
    version: int | None,
    reason: str = "",
) -> Stand:
    """Take a stand by name on the `version` that was read; an earlier one is kept as
    history. Or `Refused`.

    The proposal row is locked: an organisation has one stand however many of its people
    press at once, and none after the closing.
    """
    proposal = locked(proposal)
    voice = _voice(proposal, organization)
    require(can_speak(person, voice))
    if proposal.is_anonymous:
        raise Refused(_("Usulan ini dijawab dengan surat suara tanpa nama."))
    require_seen(proposal, version)
    _require_answer(proposal, choice, reason)
    now = timezone.now()
    voice.stands.current().update(replaced_at=now)
    stand = Stand.objects.create(
        voice=voice,
        choice=list(choice),
        reason=reason,
        version=proposal.version,
        cast_by=person,
        through=_through(person, voice),
        created_at=now,
    )
    _heard(voice, person, stand.through)
    if stand.is_objection:
        title = gettext_lazy("Ada keberatan: %(title)s")
        news.tell(
            proposal,
            news.managers(proposal),
            "objection",
            title,
            key=stand.pk,
            how="now",
        )
    return stand


@transaction.atomic
def cast(
    *,
    person: User,
    proposal: Proposal,
    organization: Organization,
    choice: Sequence[str],
    version: int | None,
    code: str = "",
    word: str = "",
    replaced_code: str = "",
    replaced_word: str = "",
) -> Receipt:
    """Put an anonymous ballot into the box; only the receipt finds it again.

    With the `code` that the page offered the voter knows it before anything is sent. To
    change one's vote one shows the receipt of the ballot that goes. Nothing is written
    that has both the voter and the ballot.
    """
    proposal = locked(proposal)
    voice = _voice(proposal, organization)
    require(can_speak(person, voice))
    if not proposal.is_anonymous:
        raise Refused(_("Usulan ini dijawab dengan nama organisasi."))
    require_seen(proposal, version)
    _require_answer(proposal, choice, "")
    box = Box.objects.select_for_update().get(proposal=proposal)
    if voice.has_spoken:
        _take_out(box, proposal, replaced_code, replaced_word)
    receipt = ballots.new_receipt(
        proposal=proposal.uuid, choice=choice, code=code, word=word
    )
    if receipt.ballot in box.ballots:
        raise Refused(_("Kode bukti ini sudah dipakai. Muat ulang halaman ini."))
    box.ballots = ballots.put_in(box.ballots, receipt.ballot)
    box.save(update_fields=["ballots"])
    if not voice.has_spoken:
        _heard(voice, person, _through(person, voice))
    return receipt


def _take_out(box: Box, proposal: Proposal, code: str, word: str) -> None:
    old = ballots.found(box.ballots, proposal=proposal.uuid, code=code, word=word)
    if old is None:
        raise Refused(
            _(
                "Organisasi ini sudah memberi suara. Untuk mengubahnya, tulis kode"
                " bukti dan kata sandinya dengan tepat."
            )
        )
    box.ballots = [ballot for ballot in box.ballots if ballot != old]


def _voice(proposal: Proposal, organization: Organization) -> Voice:
    found = proposal.voices.filter(organization=organization)
    voice = found.select_related("organization").first()
    if voice is None:
        raise Refused(_("Organisasi ini tidak termasuk yang memutuskan usulan ini."))
    voice.proposal = proposal
    return voice


def _heard(voice: Voice, person: User, through: Organization | None) -> None:
    Voice.objects.filter(pk=voice.pk).update(has_spoken=True)
    if through is None:
        return
    names = {"giver": voice.organization.name, "holder": through.name}
    record("proxy_used", voice.proposal, person, **names)
    title = gettext_lazy("Pemegang kuasa Anda sudah bersuara: %(title)s")
    givers = news.people_of(voice.proposal, [voice.organization_id])
    key = f"{voice.pk}:{voice.proposal.version}"
    news.tell(voice.proposal, givers, "proxy", title, key=key, besides=person)


def _through(person: User, voice: Voice) -> Organization | None:
    """Whose people speak for it by proxy; none where it speaks for itself."""
    own = acting_in(person, voice.proposal.alliance)
    if own.filter(pk=voice.organization_id).exists():
        return None
    proxies = proxies_for(person, voice.proposal)
    proxy = proxies.filter(giver=voice.organization_id).select_related("holder").first()
    return proxy.holder if proxy else None


def _require_answer(proposal: Proposal, choice: Sequence[str], reason: str) -> None:
    """One of the words that may be said, or each option at most once."""
    numbers = numbers_of(proposal)
    if list(choice) == [Answer.ABSTAIN]:
        return
    if proposal.kind == Kind.RANKED:
        is_known = bool(choice) and set(choice) <= set(numbers)
        is_known = is_known and len(set(choice)) == len(choice)
    else:
        words = numbers or (
            ANSWERS_OF_CONSENT if proposal.kind == Kind.CONSENT else ANSWERS_OF_VOTE
        )
        is_known = len(choice) == 1 and choice[0] in words
    if not is_known:
        raise Refused(_("Pilih salah satu jawaban."))
    if choice[0] in WITH_REASON and not reason.strip():
        raise Refused(_("Tulis alasannya, supaya dapat dibicarakan."))
