"""Who may do what with an initiative, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from common.decisions import YES, Decision, no
from crowdfunding.campaigns.models import Campaign
from crowdfunding.people.models import Person

Reader = Person | AnonymousUser


def is_reviewer(person: Reader) -> bool:
    return person.is_authenticated and (person.is_reviewer or person.is_staff)


def can_edit(person: Reader, campaign: Campaign) -> Decision:
    if campaign.initiator_id != person.pk:
        return no(_("Hanya penggagasnya yang dapat mengubah inisiatif ini."))
    if campaign.state == Campaign.State.REVIEW:
        return no(_("Inisiatif sedang ditinjau; tunggu jawaban peninjau dulu."))
    if not campaign.is_editable:
        return no(
            _(
                "Inisiatif sudah terbit. Ubah lembar kerjanya di Lokadaya.net;"
                " perubahannya tiba di sini sebagai usulan."
            )
        )
    return YES


def can_apply(person: Reader, campaign: Campaign) -> Decision:
    """To take over what the worksheet suggests; also once it is public."""
    if campaign.initiator_id != person.pk:
        return no(_("Hanya penggagasnya yang dapat mengubah inisiatif ini."))
    if campaign.state == Campaign.State.REVIEW:
        return no(_("Inisiatif sedang ditinjau; tunggu jawaban peninjau dulu."))
    if campaign.state == Campaign.State.CLOSED:
        return no(_("Inisiatif ini sudah ditutup."))
    return YES


def can_replace_needs(campaign: Campaign) -> Decision:
    """Asked after `can_apply`. What somebody may have promised to stays as it was."""
    if campaign.is_public:
        return no(
            _("Kebutuhan yang sudah terbit tidak diganti: ada yang mendukungnya.")
        )
    return YES


def can_submit(person: Reader, campaign: Campaign) -> Decision:
    editable = can_edit(person, campaign)
    if not editable:
        return editable
    if campaign.is_parked:
        return no(
            _(
                "Anda belum tercatat sebagai pengelola %(organization)s. Minta"
                " pengelolanya mengangkat Anda di Lokadaya.net; setelah itu draf ini"
                " dapat diajukan."
            )
            % {"organization": campaign.partner}
        )
    lacking = what_is_lacking(campaign)
    if lacking:
        listed = get_text_list(lacking, _("dan"))
        return no(_("Belum lengkap: %(lacking)s.") % {"lacking": listed})
    return YES


def what_is_lacking(campaign: Campaign) -> list[str]:
    """What must be written before a review, in the order of the form."""
    wanted = (
        (campaign.title, _("judul")),
        (campaign.pitch, _("ajakan singkat")),
        (campaign.story, _("cerita")),
        (campaign.place, _("tempat")),
        (campaign.needs.exists(), _("paling sedikit satu kebutuhan")),
        (campaign.role, _("peran Anda")),
        (campaign.fee_consented_at, _("persetujuan biaya pengelolaan")),
    )
    return [name for present, name in wanted if not present]


def can_review(person: Reader, campaign: Campaign) -> Decision:
    if not is_reviewer(person):
        return no(_("Hanya peninjau yang dapat menerbitkan inisiatif."))
    if campaign.initiator_id == person.pk:
        return no(_("Inisiatif Anda sendiri harus ditinjau orang lain."))
    if campaign.state != Campaign.State.REVIEW:
        return no(_("Inisiatif ini tidak sedang menunggu tinjauan."))
    return YES


def can_close(person: Reader, campaign: Campaign) -> Decision:
    if campaign.initiator_id != person.pk:
        return no(_("Hanya penggagasnya yang dapat menutup inisiatif ini."))
    if campaign.state != Campaign.State.PUBLISHED:
        return no(_("Hanya inisiatif yang terbit yang dapat ditutup."))
    return YES
