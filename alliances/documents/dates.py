"""What documents put into the alliance's calendar: until when they are reviewed."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from alliances.calendars import Entry
from alliances.documents.models import Document, ReviewRound
from alliances.models import Alliance


def of_alliance(alliance: Alliance, reader: User, since: date) -> Iterator[Entry]:
    open_to = Document.objects.open_to(reader).filter(alliance=alliance)
    rounds = ReviewRound.objects.running().filter(
        document__in=open_to, due_at__date__gte=since
    )
    for one in rounds.select_related("document"):
        one.document.alliance = alliance
        yield Entry(
            uid=f"tinjauan-{one.pk}",
            title=_("Tinjauan sampai: %(title)s") % {"title": one.document.title},
            starts=one.due_at,
            url=one.document.workshop_url,
            kind=_("Naskah"),
            # A round is only extended: its length counts up.
            version=int((one.due_at - one.opened_at).total_seconds() // 60),
        )
