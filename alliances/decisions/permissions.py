"""Who may do what in a musyawarah, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.decisions.models import Proposal, Proxy, Stand, Voice
from alliances.decisions.representation import proxies_for
from alliances.decisions.rules import Kind
from alliances.models import Alliance, Room
from alliances.permissions import can_steward, can_write
from alliances.representation import acting_in
from common.decisions import YES, Decision, no
from network.models import Organization

Anyone = User | AnonymousUser
# So many organisations may lend one their voice at a time.
MOST_HELD = 2


def can_propose(user: Anyone, alliance: Alliance, room: Room | None = None) -> Decision:
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk mengajukan usulan."))
    if room and not Room.objects.visible_to(user).filter(pk=room.pk).exists():
        return no(_("Anda tidak menjadi bagian dari ruang ini."))
    if room and not (written := can_write(room)):
        return written
    if acting_in(user, alliance).exists() or can_steward(user, alliance):
        return YES
    return no(_("Usulan diajukan organisasi anggota aliansi ini."))


def can_manage(user: Anyone, proposal: Proposal) -> Decision:
    """To amend, extend, withdraw and close: who proposed it, and stewards."""
    if not proposal.is_open:
        return no(_("Usulan ini sudah selesai."))
    if user.is_authenticated and proposal.opened_by_id == user.pk:
        return YES
    if can_steward(user, proposal.alliance):
        return YES
    return no(_("Hanya pengusul dan pengurus aliansi yang dapat melakukannya."))


def can_speak(user: Anyone, voice: Voice) -> Decision:
    """For one's own organisation, or for one that entrusted it with its proxy."""
    proposal = voice.proposal
    if not user.is_authenticated:
        return no(_("Masuk dulu."))
    if not proposal.is_open:
        return no(_("Usulan ini sudah selesai."))
    if not proposal.hears():
        return no(_("Tenggatnya sudah lewat."))
    if not Voice.objects.of_members().filter(pk=voice.pk).exists():
        return no(_("Organisasi ini tidak lagi menjadi anggota aliansi."))
    if not proposal.is_visible_to(user):
        return no(_("Anda tidak menjadi bagian dari ruang usulan ini."))
    own = acting_in(user, proposal.alliance)
    if own.filter(pk=voice.organization_id).exists():
        return YES
    if not proxies_for(user, proposal).filter(giver=voice.organization_id).exists():
        return no(_("Anda tidak bertindak untuk organisasi ini."))
    stand = voice.stands.current().first()
    if stand is not None and stand.through_id is None:
        return no(_("Organisasi ini sudah menyatakan sikapnya sendiri."))
    return YES


def can_amend(user: Anyone, proposal: Proposal) -> Decision:
    managing = can_manage(user, proposal)
    if not managing:
        return managing
    if proposal.is_anonymous and proposal.voices.filter(has_spoken=True).exists():
        return no(
            _(
                "Sudah ada surat suara tanpa nama, dan pemilihnya tidak dapat ditanya"
                " lagi. Tarik usulan ini, lalu ajukan yang baru."
            )
        )
    return YES


def can_extend(user: Anyone, proposal: Proposal, *, is_quorate: bool) -> Decision:
    """Nobody waits for a count they like better: where all see it grow, the deadline
    stays once there is a quorum, and once it has passed.
    """
    managing = can_manage(user, proposal)
    if not managing or proposal.kind == Kind.CONSENT or proposal.is_secret:
        return managing
    if not proposal.hears():
        return no(_("Tenggatnya sudah lewat dan hitungannya terbaca: tulis hasilnya."))
    if is_quorate:
        return no(_("Kuorum sudah tercapai dan hitungannya terbaca: tenggatnya tetap."))
    return YES


def can_close(user: Anyone, proposal: Proposal) -> Decision:
    managing = can_manage(user, proposal)
    if not managing:
        return managing
    if proposal.hears() and proposal.voices.filter(has_spoken=False).exists():
        return no(_("Usulan ditutup sesudah tenggat, atau bila semua sudah bersikap."))
    return YES


def can_overrule(
    user: Anyone, stand: Stand, proposal: Proposal, *, support: int, roll: int
) -> Decision:
    """By the stated share of all organisations, after each had its time to speak."""
    closing = can_close(user, proposal)
    if not closing:
        return closing
    if not stand.is_objection or stand.replaced_at or stand.overruled_at:
        return no(_("Keberatan ini sudah tidak berlaku."))
    terms = proposal.terms
    if terms.share is None:
        return no(_("Menurut aturan usulan ini keberatan tidak dapat dikesampingkan."))
    if not terms.is_reached(support, roll):
        return no(
            _(
                "Keberatan dikesampingkan bila dua pertiga organisasi yang berhak"
                " menyatakan setuju."
            )
        )
    return YES


def can_entrust(
    user: Anyone, alliance: Alliance, giver: Organization, holder: Organization
) -> Decision:
    """No chains: who holds a proxy gives none, and who gave one holds none."""
    if not user.is_authenticated:
        return no(_("Masuk dulu."))
    if not acting_in(user, alliance).filter(pk=giver.pk).exists():
        return no(_("Anda tidak bertindak untuk organisasi ini."))
    if giver == holder:
        return no(_("Pilih organisasi lain."))
    if not alliance.memberships.active().filter(organization=holder).exists():
        return no(_("Penerima kuasa harus anggota aliansi ini."))
    current = Proxy.objects.current(timezone.localdate()).filter(alliance=alliance)
    if current.filter(giver=giver).exists():
        return no(_("Organisasi Anda sudah memberi kuasa. Cabut dulu yang itu."))
    if current.filter(holder=giver).exists():
        return no(_("Organisasi Anda memegang kuasa; kuasa tidak dapat diteruskan."))
    if current.filter(giver=holder).exists():
        return no(_("Organisasi itu sendiri memberi kuasa kepada yang lain."))
    if current.filter(holder=holder).count() >= MOST_HELD:
        return no(_("Organisasi itu sudah memegang dua kuasa, yaitu batasnya."))
    return YES


def can_revoke(user: Anyone, proxy: Proxy) -> Decision:
    """Who gave it takes it back; who holds it gives it back."""
    if proxy.ended_at is not None:
        return no(_("Kuasa ini sudah berakhir."))
    if user.is_authenticated:
        own = acting_in(user, proxy.alliance)
        if own.filter(pk__in=[proxy.giver_id, proxy.holder_id]).exists():
            return YES
    return no(_("Kuasa dicabut pemberinya, atau dikembalikan pemegangnya."))
