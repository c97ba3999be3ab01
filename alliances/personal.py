"""What alliances know of a person: what they said in rooms, and what they steward."""

from collections.abc import Iterator
from functools import partial

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances import realtime
from alliances.actions import attaching, audiences
from alliances.models import (
    Alliance,
    AllianceMembership,
    Block,
    MessageFile,
    ReadPosition,
    Report,
    Room,
    RoomEvent,
    RoomPseudonym,
    Seat,
    Steward,
    ThreadPosition,
)
from alliances.voices import mark_of
from common.files import Family
from common.personal import Attached, Chapter, Duty, Known, offer, rows


def tell(person: User) -> Known:
    return {
        "pesan di ruang": rows(
            RoomEvent.objects.messages().by(person).order_by("created_at", "pk"),
            aliansi="room__alliance__name",
            ruang="room__name",
            atas_nama="organization__name",
            nama_samaran="pseudonym__name",
            sebagai="capacity",
            pesan="body",
            lampiran="attached",
            dikirim="created_at",
            disunting="edited_at",
            dihapus="deleted_at",
        ),
        "tanggapan di ruang": rows(
            RoomEvent.objects.by(person)
            .filter(kind=RoomEvent.Kind.REACTION)
            .order_by("created_at", "pk"),
            aliansi="room__alliance__name",
            ruang="room__name",
            tanda="sign",
            dikirim="created_at",
        ),
        "pengurus aliansi": rows(
            Steward.objects.filter(person=person),
            aliansi="alliance__name",
            sejak="created_at",
        ),
        "undangan ke ruang": rows(
            Seat.objects.filter(person=person).order_by("created_at"),
            aliansi="room__alliance__name",
            ruang="room__name",
            sebagai="capacity",
            diundang="created_at",
            berakhir="ended_at",
        ),
        "yang tidak Anda dengar di ruang": rows(
            Block.objects.by(person).order_by("created_at", "pk"),
            nama="blocked__name",
            nama_samaran="pseudonym__name",
            sejak="created_at",
        ),
        "pesan yang Anda laporkan": rows(
            Report.objects.filter(person=person).order_by("created_at", "pk"),
            aliansi="message__room__alliance__name",
            ruang="message__room__name",
            alasan="reason",
            dikirim="created_at",
            selesai="settled_at",
            hasil="outcome",
        ),
        "aliansi yang diminta diikuti": rows(
            AllianceMembership.objects.filter(requested_by=person),
            aliansi="alliance__name",
            organisasi="organization__name",
            pesan="message",
            diminta="created_at",
        ),
    }


def files(person: User) -> Iterator[Attached]:
    """Pictures as they hang on messages; other files are told as what came in."""
    said = RoomEvent.objects.messages().by(person)
    sent = MessageFile.objects.filter(message__in=said, family=Family.PICTURE)
    for each in sent.order_by("pk"):
        path = each.path(each.widths[-1]["width"])
        yield Attached(f"{each.pk}.webp", partial(default_storage.open, path))


def duties(person: User) -> Iterator[Duty]:
    """Alliances that have no other steward: national staff look after those."""
    staff = User.objects.active().filter(is_staff=True)
    for alliance in Alliance.objects.filter(stewards__person=person).order_by("name"):
        if alliance.stewards.exclude(person=person).exists():
            continue
        yield Duty(
            title=alliance.name,
            url=alliance.get_absolute_url(),
            successor=_("Staf nasional, sampai ada pengurus baru."),
            successors=tuple(staff.exclude(pk=person.pk)),
        )


def forget(person: User) -> None:
    """Messages stay under their numbers: rooms have no gaps. Sockets look again."""
    _take_back_signs(person)
    said = RoomEvent.objects.messages().by(person).exclude(attached=[])
    attaching.forget(messages=list(said.values_list("pk", flat=True)))
    RoomEvent.objects.filter(author=person).update(author=None, capacity="")
    Report.objects.filter(person=person).update(person=None)
    Report.objects.filter(settled_by=person).update(settled_by=None)
    RoomPseudonym.objects.of(person).update(person=None)
    Block.objects.by(person).delete()
    ReadPosition.objects.filter(person=person).delete()
    ThreadPosition.objects.filter(person=person).delete()
    seated = list(Room.objects.filter(seats__person=person).select_related("alliance"))
    Seat.objects.filter(person=person).delete()
    for room in seated:
        audiences.follow_room(room)
    requested = AllianceMembership.objects.filter(requested_by=person)
    requested.update(requested_by=None)
    stewarded = list(Alliance.objects.filter(stewards__person=person))
    Steward.objects.filter(person=person).delete()
    for alliance in stewarded:
        audiences.fill(alliance)
    realtime.look_again([person.pk])


def _take_back_signs(person: User) -> None:
    """The mark in a message's signs is the beginning of who gave them."""
    mark = mark_of(str(person.sub))
    given = RoomEvent.objects.filter(
        alterations__author=person, alterations__kind=RoomEvent.Kind.REACTION
    )
    for message in given.distinct():
        message.reactions = {
            sign: [voice for voice in voices if voice != mark]
            for sign, voices in message.reactions.items()
        }
        message.save(update_fields=["reactions"])


offer(
    Chapter(
        "aliansi",
        gettext_lazy("Pesan Anda di ruang aliansi"),
        tell,
        forget,
        files,
        duties=duties,
    )
)
