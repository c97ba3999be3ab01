"""Letters of lokadaya.net that become, or change, an initiative."""

from django.conf import settings
from django.utils.translation import gettext as _

from common.letters.receiving import Letter, Rejected, receives
from crowdfunding.campaigns import worksheets
from crowdfunding.campaigns.actions import arrival
from crowdfunding.people.models import Person


@receives("worksheet.sent", version=1)
def take_in_worksheet(letter: Letter) -> None:
    """A worksheet always becomes a draft; nothing in it publishes anything."""
    arrived = worksheets.read(letter.body)
    gone = Person.objects.filter(
        issuer=settings.PORTAL_URL, subject=arrived.subject, is_active=False
    )
    if gone.exists():
        raise Rejected(_("Pengirimnya sudah menghapus akunnya."), "person")
    arrival.receive(arrived=arrived)


@receives("mentor.removed", version=1)
def take_in_removed_mentor(letter: Letter) -> None:
    """Who once reviewed the worksheet is named no more."""
    arrival.forget_mentor(worksheet=_worksheet(letter))


@receives("sender.confirmed", version=1)
def take_in_confirmed_sender(letter: Letter) -> None:
    """Who sent it manages the organisation now."""
    arrival.unpark(worksheet=_worksheet(letter))


def _worksheet(letter: Letter) -> str:
    worksheet = str(letter.body.get("worksheet"))
    if letter.subject != f"worksheet:{worksheet}":
        raise Rejected(_("Perihal surat bukan lembar kerja ini."), "subject")
    return worksheet
