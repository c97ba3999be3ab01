"""Changing the text of an open proposal: who agreed is asked again."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances import subjects
from alliances.decisions.actions import news
from alliances.decisions.actions.locking import locked, record, require_seen
from alliances.decisions.actions.opening import write_text
from alliances.decisions.models import Proposal, Stand, Voice
from alliances.decisions.permissions import can_amend
from common.decisions import Refused, require


@transaction.atomic
def amend(
    *,
    person: User,
    proposal: Proposal,
    body: str,
    because: str,
    version: int | None,
    moves_on: bool = False,
) -> Proposal:
    """Write what follows on `version`, or `Refused` if that is no longer the last. It
    `moves_on` to what it is about as that stands by now, or goes on meaning the same.

    What was agreed to is not what stands there now, so it counts again only when it is
    confirmed; objections stay until they are withdrawn.
    """
    proposal = locked(proposal)
    require(can_amend(person, proposal))
    if not proposal.hears():
        raise Refused(
            _("Tenggatnya sudah lewat. Perpanjang dulu, lalu ubah naskahnya.")
        )
    require_seen(proposal, version)
    last = proposal.texts.get(number=proposal.version)
    meant = last.subject_version
    if moves_on:
        meant = subjects.fix(proposal.subject, person)
    if (body, meant) == (last.body, last.subject_version):
        raise Refused(_("Naskahnya belum berubah."))
    proposal.version += 1
    proposal.save(update_fields=["version"])
    write_text(proposal, body, person, because, subject_version=meant)
    asked = _ask_again(proposal)
    record("amended", proposal, person, because, version=proposal.version)
    title = gettext_lazy("Naskahnya berubah, sikap Anda diminta lagi: %(title)s")
    people = news.people_of(proposal, asked)
    news.tell(
        proposal, people, "amended", title, because, key=proposal.version, how="now"
    )
    title = gettext_lazy("Naskahnya berubah karena keberatan Anda? %(title)s")
    objectors = news.people_of(proposal, _objecting(proposal))
    news.tell(proposal, objectors, "answered", title, because, key=proposal.version)
    return proposal


def _ask_again(proposal: Proposal) -> list[int]:
    """The organisations whose earlier word is to be confirmed."""
    stands = Stand.objects.current().filter(voice__proposal=proposal)
    stale = [
        stand.voice_id
        for stand in stands
        if stand.version < proposal.version and not stand.outlasts_amendments
    ]
    voices = Voice.objects.filter(pk__in=stale)
    voices.update(has_spoken=False)
    return list(voices.values_list("organization", flat=True))


def _objecting(proposal: Proposal) -> list[int]:
    stands = Stand.objects.current().filter(voice__proposal=proposal)
    objections = stands.filter(choice=["keberatan"])
    return list(objections.values_list("voice__organization", flat=True))
