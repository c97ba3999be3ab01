"""Letters of lokadaya.net that become, or change, an initiative."""

from common.letters.receiving import Letter, receives
from crowdfunding.campaigns import worksheets
from crowdfunding.campaigns.actions import arrival


@receives("worksheet.sent", version=1)
def take_in_worksheet(letter: Letter) -> None:
    """A worksheet always becomes a draft; nothing in it publishes anything."""
    arrival.receive(arrived=worksheets.read(letter.body))
