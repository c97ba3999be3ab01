"""What became of a message: told to whoever said it, and to who reported it."""

from collections.abc import Iterable
from typing import cast

from django.utils.translation import gettext as _

from accounts.models import User
from alliances.models import Report, RoomEvent
from alliances.models.report import Outcome
from notices.actions import telling
from notices.actions.telling import Telling
from notices.readers import as_read_by

KIND = "alliances.report"


def tell_author(message: RoomEvent, reason: str) -> None:
    """Somebody else took their words away. Who reported them is not told."""
    author = User.objects.active().filter(pk=message.speaker).first()
    if author is None:
        return
    with as_read_by(author):
        title = _("Pesan Anda di %(room)s dihapus pengurus")
        title %= {"room": message.room.name}
    telling.tell(
        person=author,
        kind=KIND,
        title=title,
        text=reason,
        url=_way_to(message, author),
        key=f"alliances.message_deleted:{message.pk}",
    )


def tell_reporters(
    message: RoomEvent, reports: Iterable[Report], outcome: Outcome
) -> None:
    told = [each for each in reports if each.person and each.person.is_active]
    telling.tell_all([_telling(message, each, outcome) for each in told])


def _telling(message: RoomEvent, report: Report, outcome: Outcome) -> Telling:
    person = cast(User, report.person)
    with as_read_by(person):
        title = _("Laporan Anda tentang pesan di %(room)s sudah dilihat")
        text = (
            _("Pesan itu dihapus. Terima kasih sudah ikut menjaga ruang.")
            if outcome == Outcome.REMOVED
            else _(
                "Pesan itu dibiarkan. Bila mengganggu, Anda dapat memblokir penulisnya."
            )
        )
    return Telling(
        person_id=person.pk,
        kind=KIND,
        title=title % {"room": message.room.name},
        text=text,
        url=_way_to(message, person),
        key=f"alliances.report_settled:{report.pk}",
    )


def _way_to(message: RoomEvent, person: User) -> str:
    """To the message; for who has left the room meanwhile, to the alliance."""
    if message.is_visible_to(person):
        return message.get_absolute_url()
    return message.room.alliance.get_absolute_url()
