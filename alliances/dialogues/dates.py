"""What dialogues and commitments put into the alliance's calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from alliances.calendars import Entry
from alliances.dialogues.models import Commitment, Dialogue
from alliances.models import Alliance


def of_alliance(alliance: Alliance, reader: User, since: date) -> Iterator[Entry]:
    dialogues = Dialogue.objects.visible_to(reader).filter(alliance=alliance)
    for dialogue in dialogues.filter(starts_at__date__gte=since):
        dialogue.alliance = alliance
        yield Entry(
            uid=f"dialog-{dialogue.uid}",
            title=dialogue.title,
            starts=dialogue.starts_at,
            ends=dialogue.ends_at,
            url=dialogue.get_absolute_url(),
            kind=dialogue.get_kind_display(),
            text=dialogue.purpose,
            place=dialogue.place or dialogue.address,
            version=dialogue.version,
            changed=dialogue.changed_at,
            is_cancelled=dialogue.is_cancelled,
        )
    promised = Commitment.objects.visible_to(reader).open().filter(alliance=alliance)
    for commitment in promised.filter(due_on__gte=since).select_related("organization"):
        commitment.alliance = alliance
        yield Entry(
            uid=f"komitmen-{commitment.pk}",
            title=_("Tenggat: %(text)s") % {"text": commitment.text},
            starts=commitment.due_on,
            url=commitment.get_absolute_url(),
            kind=_("Komitmen"),
            text=commitment.owner,
            version=commitment.version,
            changed=commitment.amended_at or commitment.created_at,
        )
