"""Letters of lokadaya.net that become, or change, an initiative."""

from django.utils.translation import gettext as _

from common.letters.receiving import Letter, Rejected, receives
from crowdfunding.campaigns import worksheets
from crowdfunding.campaigns.actions import arrival


@receives("worksheet.sent", version=1)
def take_in_worksheet(letter: Letter) -> None:
    """A worksheet always becomes a draft; nothing in it publishes anything."""
    arrival.receive(arrived=worksheets.read(letter.body))


@receives("mentor.removed", version=1)
def take_in_removed_mentor(letter: Letter) -> None:
    """Who once reviewed the worksheet is named no more."""
    worksheet = str(letter.body.get("worksheet"))
    if letter.subject != f"worksheet:{worksheet}":
        raise Rejected(_("Perihal surat bukan lembar kerja ini."), "subject")
    arrival.forget_mentor(worksheet=worksheet)
