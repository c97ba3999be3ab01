"""Letters of lokadaya.net about people."""

import uuid

from django.conf import settings
from django.utils.translation import gettext as _

from common.letters.receiving import Letter, Rejected, receives
from crowdfunding.people.actions import forgetting


@receives("person.removed", version=1)
def take_in_removal(letter: Letter) -> None:
    try:
        subject = str(uuid.UUID(str(letter.body.get("sub"))))
    except ValueError as error:
        raise Rejected(_("Ini bukan UUID."), "sub") from error
    if letter.subject != f"person:{subject}":
        raise Rejected(_("Perihal surat bukan orang ini."), "subject")
    forgetting.forget(issuer=settings.PORTAL_URL, subject=subject)
