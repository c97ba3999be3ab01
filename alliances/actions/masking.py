"""Another name for one room: allowing it, choosing it, and looking behind it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances import realtime
from alliances.models import Alliance, Room, RoomPseudonym
from alliances.permissions import (
    can_choose_pseudonym,
    can_end_pseudonyms,
    can_look_behind,
    can_steward,
    can_use_name,
)
from common import journal
from common.decisions import Refused, require
from notices.actions import telling


@transaction.atomic
def allow(*, steward: User, alliance: Alliance, is_allowed: bool) -> None:
    """Whether rooms of this alliance may let people speak under another name."""
    alliance = Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)
    require(can_steward(steward, alliance))
    if not is_allowed:
        for room in alliance.rooms.filter(allows_pseudonyms=True):
            require(can_end_pseudonyms(room))
        alliance.rooms.update(allows_pseudonyms=False)
    alliance.allows_pseudonyms = is_allowed
    alliance.save(update_fields=["allows_pseudonyms"])
    journal.record(
        deed="alliances.pseudonyms_allowed",
        subject=alliance,
        actor=steward,
        allowed=is_allowed,
    )


@transaction.atomic
def choose(*, person: User, room: Room, name: str) -> RoomPseudonym:
    """Take a name for everything that the person does there from now on, once; or
    raise `Refused`. It is not journaled: the journal would say whose it is.
    """
    name = " ".join(name.split())
    require(can_choose_pseudonym(person, room))
    require(can_use_name(person, room, name))
    try:
        with transaction.atomic():
            chosen = RoomPseudonym.objects.create(room=room, person=person, name=name)
    except IntegrityError as error:
        # Two people, or two presses, at once.
        raise Refused(_("Nama itu baru saja dipilih. Coba nama lain.")) from error
    # Their sockets must not tell the old name that somebody is writing.
    realtime.look_again([person.pk])
    return chosen


@transaction.atomic
def look_behind(*, staff: User, pseudonym: RoomPseudonym, reason: str) -> User:
    """Who it is, for national staff; written down, and told to the person.

    Neither the journal nor anything else keeps the name that was seen.
    """
    pseudonym = RoomPseudonym.objects.select_for_update().get(pk=pseudonym.pk)
    require(can_look_behind(staff))
    person = pseudonym.person
    if person is None:
        raise Refused(_("Pemilik nama ini sudah pergi."))
    entry = journal.record(
        deed="alliances.pseudonym_looked_behind",
        subject=pseudonym.room,
        actor=staff,
        reason=reason,
        pseudonym=pseudonym.name,
    )
    telling.tell(
        person=person,
        kind="alliances.report",
        title=gettext_lazy("Staf nasional melihat siapa di balik nama samaran Anda"),
        text=LOOKED % {"name": pseudonym.name, "reason": reason},
        url=pseudonym.room.get_absolute_url(),
        key=f"alliances.pseudonym:{pseudonym.pk}:{entry.pk}",
        how="now",
    )
    return person


LOOKED = gettext_lazy(
    "Nama samaran: %(name)s. Alasannya: %(reason)s Anggota dan pengurus tetap hanya"
    " melihat nama samaran Anda."
)
