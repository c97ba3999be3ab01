"""Giving a proxy, and taking it back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.decisions.models import Proposal, Proxy
from alliances.decisions.permissions import can_entrust, can_revoke
from alliances.models import Alliance
from common import journal
from common.decisions import Refused, require
from network.models import Membership, Organization
from notices.actions import telling


@transaction.atomic
def entrust(
    *,
    person: User,
    alliance: Alliance,
    giver: Organization,
    holder: Organization,
    proposal: Proposal | None = None,
    until: date | None = None,
) -> Proxy:
    """Let another organisation speak: on one proposal, or until a day; or `Refused`.

    The alliance row is locked: two proxies given at once make no chain, and nobody
    holds more than they may.
    """
    Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)
    require(can_entrust(person, alliance, giver, holder))
    if (proposal is None) == (until is None):
        raise Refused(_("Kuasa berlaku untuk satu usulan, atau sampai satu tanggal."))
    if until is not None and until < timezone.localdate():
        raise Refused(_("Tanggal ini sudah lewat."))
    if proposal is not None:
        _require_open_to(proposal, person, giver, holder)
    proxy = Proxy.objects.create(
        alliance=alliance,
        giver=giver,
        holder=holder,
        proposal=proposal,
        until=until,
        given_by=person,
    )
    _record("proxy_given", proxy, person)
    title = gettext_lazy("{giver} mempercayakan suaranya kepada {holder}")
    _tell(proxy, proxy.holder, title, person)
    return proxy


@transaction.atomic
def revoke(*, person: User, proxy: Proxy) -> Proxy:
    """From now on; what was said by it stays said."""
    Alliance.objects.select_for_update(no_key=True).get(pk=proxy.alliance_id)
    found = Proxy.objects.select_related("alliance", "giver", "holder")
    proxy = found.get(pk=proxy.pk)
    require(can_revoke(person, proxy))
    proxy.ended_at = timezone.now()
    proxy.save(update_fields=["ended_at"])
    _record("proxy_revoked", proxy, person)
    title = gettext_lazy("Kuasa {giver} kepada {holder} berakhir")
    _tell(proxy, proxy.holder, title, person)
    _tell(proxy, proxy.giver, title, person)
    return proxy


def _require_open_to(
    proposal: Proposal, person: User, giver: Organization, holder: Organization
) -> None:
    if not proposal.is_visible_to(person):
        raise Refused(_("Anda tidak menjadi bagian dari ruang usulan ini."))
    if not proposal.hears():
        raise Refused(_("Usulan ini sudah tidak menerima sikap."))
    if not proposal.voices.filter(organization=giver).exists():
        raise Refused(_("Organisasi Anda tidak ikut memutuskan usulan ini."))
    if not proposal.voices.filter(organization=holder).exists():
        raise Refused(_("Penerima kuasa tidak ikut memutuskan usulan ini."))


def _tell(proxy: Proxy, organization: Organization, title: Any, by: User) -> None:
    confirmed = Membership.objects.confirmed().filter(organization=organization)
    for person in User.objects.active().filter(pk__in=confirmed.values("person")):
        if person.pk == by.pk:
            continue
        telling.tell(
            person=person,
            kind="alliances.decision.proxy",
            title=format_lazy(title, giver=proxy.giver.name, holder=proxy.holder.name),
            text=proxy.alliance.name,
            url=proxy.get_absolute_url(),
            key=f"decisions.proxy:{proxy.pk}:{'ended' if proxy.ended_at else 'given'}",
        )


def _record(deed: str, proxy: Proxy, actor: User) -> None:
    journal.record(
        deed=f"decisions.{deed}",
        subject=proxy.alliance,
        actor=actor,
        giver=proxy.giver.name,
        holder=proxy.holder.name,
        proposal=proxy.proposal_id,
        until=proxy.until.isoformat() if proxy.until else None,
    )
