"""Whether a need takes a pledge, and if not, why."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from common.decisions import YES, Decision, no
from crowdfunding.campaigns.models import Campaign, Need


def can_pledge(need: Need, quantity: Decimal | None = None) -> Decision:
    """Ask with a need that knows what is pledged to it (`with_pledged()`)."""
    if need.campaign.state == Campaign.State.CLOSED:
        return no(_("Inisiatif ini sudah ditutup dan tidak menerima dukungan lagi."))
    if need.campaign.state != Campaign.State.PUBLISHED:
        return no(_("Inisiatif ini belum terbit."))
    if need.form.needs_permit:
        return no(why_closed(need))
    if not need.remaining:
        return no(_("Kebutuhan ini sudah terpenuhi. Terima kasih."))
    if quantity is not None and quantity > need.remaining:
        return no(
            _(
                "Yang masih dibutuhkan tinggal %(remaining)s %(unit)s. Tawarkan"
                " sebanyak itu, atau pilih kebutuhan lain."
            )
            % {"remaining": amount(need.remaining), "unit": need.unit}
        )
    return YES


def why_closed(need: Need) -> str:
    """The law, in words that one can repeat to a neighbour."""
    return _(
        "Belum dibuka. Mengumpulkan uang atau barang dari masyarakat umum memerlukan"
        " izin pengumpulan uang atau barang (PUB) dari bupati/wali kota, gubernur,"
        " atau menteri, menurut UU 9/1961 dan Permensos 8/2021. Inisiatif ini belum"
        " mencantumkan izinnya."
    )


def amount(quantity: Decimal) -> str:
    """1.250 or 1,5: as many decimals as it has."""
    whole = quantity == int(quantity)
    return str(number_format(int(quantity) if whole else quantity.normalize()))
