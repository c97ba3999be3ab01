"""Joining: through the portal's door to the room, wherever that is."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import presence
from courses.models import Attendance, Registration, Webinar
from courses.permissions import can_join, can_manage_webinar
from courses.rooms import bigbluebutton, jitsi

POLLED = "bigbluebutton"


def join(*, person: User, webinar: Webinar) -> str:
    """The address of the room for this person. The click is kept, and proves nothing.

    The room's server is asked outside of any transaction: it may take its time.
    """
    _note_click(person, webinar)
    rooms = Webinar.Room
    if webinar.room == rooms.JITSI:
        return jitsi.address(meeting=webinar.uid, title=webinar.title, name=person.name)
    if webinar.room == rooms.BIGBLUEBUTTON:
        return _open_bigbluebutton(person, webinar)
    return webinar.address


def watch(webinar: Webinar) -> int:
    """Note who is in the room just now; how many of ours there are."""
    now = timezone.now()
    try:
        inside = bigbluebutton.attendees(str(webinar.uid))
    except bigbluebutton.NoSuchMeeting:
        inside = []
    known = {str(seat.person.sub): seat for seat in _seats(webinar)}
    seats = {known[one.person] for one in inside if one.person in known}
    for seat in seats:
        _was_inside(webinar, seat)
    Webinar.objects.filter(pk=webinar.pk).update(polled_at=now)
    return len(seats)


@transaction.atomic
def _note_click(person: User, webinar: Webinar) -> None:
    require(can_join(person, webinar))
    webinar.registrations.active().filter(person=person, joined_at=None).update(
        joined_at=timezone.now()
    )


def _open_bigbluebutton(person: User, webinar: Webinar) -> str:
    meeting = str(webinar.uid)
    try:
        bigbluebutton.create(
            meeting=meeting, title=webinar.title, minutes=webinar.minutes
        )
    except bigbluebutton.Unreachable as error:
        raise Refused(
            _("Ruangnya belum bisa dibuka. Coba lagi sebentar lagi.")
        ) from error
    return bigbluebutton.join_address(
        meeting=meeting,
        person=str(person.sub),
        name=person.name,
        is_host=bool(can_manage_webinar(person, webinar)),
    )


@transaction.atomic
def _was_inside(webinar: Webinar, seat: Registration) -> None:
    """Inside just now. Where the server was not asked, or did not answer, nobody saw
    less: who was there when it last answered stayed, and who came since has been
    there from the click on.
    """
    asked_at, clicked_at = webinar.polled_at, seat.joined_at
    came_unseen = clicked_at and (asked_at is None or clicked_at >= asked_at)
    source = Attendance.Source.PROVIDER
    presence.extend(
        webinar=webinar,
        person=seat.person,
        source=source,
        device=POLLED,
        unseen_since=asked_at,
        came_at=clicked_at if came_unseen else None,
    )
    presence.settle(webinar=webinar, person=seat.person, source=source)


def _seats(webinar: Webinar) -> list[Registration]:
    return list(webinar.registrations.active().select_related("person"))
