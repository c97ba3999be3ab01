"""Rooms for some: by the kind of their organisation, by invitation, for a time."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances import draining, personal, realtime, summaries
from alliances.actions import expiry, furnishing, safeguarding, topics
from alliances.caretakers import caretakers_of
from alliances.models import Room, Steward
from alliances.representation import listeners
from alliances.tests.factories import (
    make_alliance_member,
    make_room,
    make_speaker,
    make_steward,
    say,
)
from alliances.tests.test_sockets import closing_code, entered, until
from common.decisions import Refused
from common.models import JournalEntry
from common.sockets import DISMISSED, RESTARTING
from network.models import Audience, Organization
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db


def make_official(room):
    """A person of a local government that is a member of the alliance."""
    person = make_person(name="Faisal Pejabat")
    office = make_organization(kind=Organization.Kind.GOVERNMENT)
    make_member(person=person, organization=office)
    make_alliance_member(alliance=room.alliance, organization=office)
    return person


def seated(room, steward, **given):
    person = make_person(name="Ahli Rekaan")
    return furnishing.seat(
        steward=steward, room=room, person=person, **{"is_guest": True, **given}
    )


@pytest.mark.parametrize(
    ("kind", "oms", "pemda"),
    [
        (Room.Kind.MEMBERS, True, True),
        (Room.Kind.SOCIETY, True, False),
        (Room.Kind.DIALOG, True, True),
        (Room.Kind.PRIVATE, False, False),
    ],
)
def test_who_enters_which_kind_of_room(kind, oms, pemda):
    room = make_room(kind=kind)
    steward = make_steward(alliance=room.alliance)
    guest = seated(room, steward).person
    expected = {
        steward: True,
        guest: True,
        make_speaker(room=room): oms,
        make_official(room): pemda,
        make_person(): False,
    }

    inside = set(listeners(room))
    for person, enters in expected.items():
        assert Room.objects.visible_to(person).exists() is enters
        assert (person in inside) is enters


def test_a_guest_is_told_and_speaks_until_the_seat_ends():
    room = make_room(kind=Room.Kind.DIALOG)
    steward = make_steward(alliance=room.alliance)
    seat = seated(room, steward, capacity="Dinas rekaan")
    say(room=room, author=seat.person)

    furnishing.unseat(steward=steward, seat=seat)

    assert Notice.objects.get(person=seat.person).kind == "alliances.invitation"
    with pytest.raises(Refused, match="tidak lagi"):
        say(room=room, author=seat.person)
    deeds = set(JournalEntry.objects.values_list("deed", flat=True))
    assert deeds == {"alliances.seat_given", "alliances.seat_ended"}
    assert personal.tell(seat.person)["undangan ke ruang"][0]["berakhir"]


def test_a_guest_is_shown_as_one_finds_no_dead_ends_and_leaves(client):
    room = make_room(kind=Room.Kind.DIALOG)
    steward = make_steward(alliance=room.alliance)
    member = make_speaker(room=room)
    guest = seated(room, steward, capacity="Dinas rekaan").person
    message = say(room=room, author=guest)
    client.force_login(member)
    seen = client.get(room.get_absolute_url()).text
    client.force_login(guest)

    page = client.get(room.get_absolute_url()).text
    home = client.get(room.alliance.get_absolute_url()).text
    left = client.post(f"{room.get_absolute_url()}keluar/")

    html = realtime.frame(message)["html"]
    assert (message.is_guest, message.capacity) == (True, "Dinas rekaan")
    assert ("Tamu</span>" in html, "Dinas rekaan" in html) == (True, True)
    assert steward.name in seen
    assert "Ahli Rekaan" in seen
    assert "Dinas rekaan" in page.split('id="present"')[1]
    for told, to_guest, to_member in (
        ("Keluar dari ruang ini", True, False),
        ("Musyawarahkan", False, True),
    ):
        assert (told in page, told in seen) == (to_guest, to_member)
    assert "Forum aliansi" not in home
    assert left.status_code == 302
    assert client.get(room.get_absolute_url()).status_code == 404


def test_what_was_said_among_few_is_not_laid_open_to_more():
    room = make_room(kind=Room.Kind.PRIVATE)
    steward = make_steward(alliance=room.alliance)
    arranged(room, steward, kind=Room.Kind.SOCIETY)
    say(room=room, author=steward)

    for wider in Room.SHARED:
        with pytest.raises(Refused, match="ruang baru"):
            arranged(room, steward, kind=wider)

    assert arranged(room, steward, kind=Room.Kind.PRIVATE).kind == Room.Kind.PRIVATE


def arranged(room, steward, **changed):
    room.refresh_from_db()
    plan = {"kind": room.kind, "keeps_days": room.keeps_days, **changed}
    return furnishing.arrange(
        steward=steward, room=room, name=room.name, purpose="", **plan
    )


def test_how_long_words_are_kept_changes_for_who_is_sure_and_the_room_is_told(client):
    room = make_room()
    steward = make_steward(alliance=room.alliance)
    for _nth in range(3):
        say(room=room, author=steward)
    long_ago = timezone.now() - timedelta(days=8)
    room.events.filter(seq__lte=2).update(created_at=long_ago)
    topics.make_topic(author=steward, room=room, title="Lama", body="", seqs=[3])
    client.force_login(steward)
    page = f"{room.get_absolute_url()}atur/"
    plan = {"name": room.name, "kind": room.kind, "purpose": "", "keeps_days": "7"}

    asked = client.post(page, plan)
    kept = Room.objects.get(pk=room.pk).keeps_days
    client.post(page, {**plan, "is_sure": "on"})
    longer = client.post(page, {**plan, "keeps_days": "30"})

    assert (asked.status_code, kept) == (422, None)
    assert "2 pesan dihapus" in asked.text
    assert "1 topik di forum" in asked.text
    assert "lebih lama" in longer.text
    assert room.events.get(seq=5).body.endswith("dihapus sesudah 7 hari.")
    assert Room.objects.get(pk=room.pk).keeps_days == 7


def test_staff_open_rooms_that_are_closed_to_them_and_seat_people_by_number(client):
    alliance = make_room().alliance
    staff = make_person(is_staff=True)
    client.force_login(staff)
    plan = {"name": "Khusus", "kind": "private", "purpose": ""}

    opened = client.post(f"{alliance.get_absolute_url()}ruang-baru/", plan)

    assert opened.url == alliance.get_absolute_url()
    numbered = make_person(name="Tanpa Surel")
    numbered.phone, numbered.phone_verified_at = "+6281234567890", timezone.now()
    numbered.save()
    client.force_login(make_steward(alliance=alliance))
    room = Room.objects.get(slug="khusus")
    client.post(f"{room.get_absolute_url()}undang/", {"login": "0812 3456-7890"})
    assert room.seats.get().person == numbered


def test_only_stewards_furnish_rooms():
    room = make_room()
    member = make_speaker(room=room)

    with pytest.raises(Refused, match="pengurus"):
        seated(room, member)
    with pytest.raises(Refused, match="pengurus"):
        furnishing.open_room(
            steward=member, alliance=room.alliance, name="A", kind="members", purpose=""
        )


def test_a_steward_opens_and_arranges_a_room_by_form(client):
    room = make_room()
    steward = make_steward(alliance=room.alliance)
    expert = make_person(name="Ahli Rekaan", email="ahli@contoh.id")
    client.force_login(steward)
    base = room.alliance.get_absolute_url()
    plan = {"name": "Dialog sampah", "kind": "dialog", "purpose": "Dengan dinas"}

    opened = client.post(f"{base}ruang-baru/", plan)
    made = Room.objects.get(slug="dialog-sampah")
    client.post(opened["Location"], {**plan, "keeps_days": "30"})
    unknown = client.post(f"{made.get_absolute_url()}undang/", {"login": "x@contoh.id"})
    invited = {"login": "AHLI@contoh.id", "is_guest": "on"}
    client.post(f"{made.get_absolute_url()}undang/", invited)

    page = client.get(opened["Location"]).text
    assert unknown.status_code == 422
    assert "Ahli Rekaan" in page
    assert Room.objects.get(pk=made.pk).keeps_days == 30
    assert Room.objects.visible_to(expert).get() == made


def test_the_steward_pages_of_rooms_are_forbidden_to_others(client):
    room = make_room()
    client.force_login(make_speaker(room=room))

    assert client.get(f"{room.get_absolute_url()}atur/").status_code == 403
    base = room.alliance.get_absolute_url()
    assert client.get(f"{base}ruang-baru/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_room_that_closes_to_some_closes_their_sockets():
    room = make_room()
    official, member = make_official(room), make_speaker(room=room)
    steward = make_steward(alliance=room.alliance)

    async def talk():
        gone, stays = await entered(room, official), await entered(room, member)
        await sync_to_async(furnishing.arrange)(
            steward=steward,
            room=room,
            name=room.name,
            purpose="",
            kind=Room.Kind.SOCIETY,
            keeps_days=None,
        )
        code = await closing_code(gone)
        await sync_to_async(say)(room=room, author=member)
        heard = await until(stays, "event")
        silent = await gone.receive_nothing(timeout=0.2)
        await stays.disconnect()
        return code, heard["seq"], silent

    assert async_to_sync(talk)() == (DISMISSED, 1, True)


def test_what_expires_leaves_its_number_and_nothing_else():
    room = make_room()
    person = make_speaker(room=room)
    for body in ("Lama", "Baru"):
        say(room=room, author=person, body=body)
    long_ago = timezone.now() - timedelta(days=8)
    room.events.filter(seq=1).update(created_at=long_ago)
    Room.objects.filter(pk=room.pk).update(keeps_days=7)

    assert (expiry.expire(), expiry.expire()) == (1, 0)

    room.refresh_from_db()
    stretch = summaries.events_after(room, 0)
    assert [event.body for event in stretch.events] == ["Baru"]
    assert (stretch.seq, stretch.last) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_ends_tells_its_sockets_when_to_come_back():
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        await draining.drain()
        told = await until(one, "reconnect")
        return told["after"] > 0, await closing_code(one)

    assert async_to_sync(talk)() == (True, RESTARTING)


def test_the_panic_button_ends_the_session_and_empties_the_browser(client):
    room = make_room()
    client.force_login(make_speaker(room=room))

    answer = client.post("/aliansi/sembunyikan/")

    assert (answer.status_code, answer["Location"]) == (302, "/belajar/")
    assert "storage" in answer["Clear-Site-Data"]
    assert client.get(room.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("path", ["", "pesan/1/", "pesan/1/topik/", "cari/", "atur/"])
def test_no_page_of_a_room_is_seen_again_by_going_back(client, path):
    room = make_room()
    steward = make_steward(alliance=room.alliance)
    say(room=room, author=steward)
    client.force_login(steward)

    stewards = reverse("alliances:stewards", args=[room.alliance.slug])
    for address in (room.get_absolute_url() + path, "/aliansi/blokir/", stewards):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_stewards_from_government_or_companies_stay_out_of_civil_societys_rooms(client):
    room = make_room(kind=Room.Kind.SOCIETY)
    official, member = make_official(room), make_speaker(room=room)
    Steward.objects.create(alliance=room.alliance, person=official)
    steward = make_steward(alliance=room.alliance)
    message = say(room=room, author=member, body="Di antara kita saja")
    safeguarding.report(person=member, message=message, reason="Alamat rumah")
    client.force_login(official)

    page = client.get(f"{room.alliance.get_absolute_url()}pengurus/").text

    assert client.get(room.get_absolute_url()).status_code == 404
    assert "Di antara kita" not in page
    assert official not in listeners(room)
    assert set(caretakers_of(room)) == {steward}
    assert [each.person for each in summaries.keepers_of(room)] == [steward.pk]
    told = Notice.objects.filter(kind="alliances.report")
    assert [notice.person for notice in told] == [steward]
    topics.place_of(room)
    names = Audience.objects.including(official).values_list("name", flat=True)
    assert not [name for name in names if name.startswith(room.audience_name)]


def test_a_steward_for_civil_society_too_enters_its_rooms():
    room = make_room(kind=Room.Kind.SOCIETY)
    official = make_official(room)
    Steward.objects.create(alliance=room.alliance, person=official)
    society = make_alliance_member(alliance=room.alliance).organization
    make_member(person=official, organization=society)

    assert Room.objects.visible_to(official).get() == room
    assert official in set(listeners(room))


def test_no_official_is_invited_among_civil_society():
    room = make_room(kind=Room.Kind.SOCIETY)
    steward = make_steward(alliance=room.alliance)
    outsider = make_person(name="Gita Dinas")
    office = make_organization(kind=Organization.Kind.GOVERNMENT)
    make_member(person=outsider, organization=office)

    with pytest.raises(Refused, match="ruang dialog"):
        furnishing.seat(steward=steward, room=room, person=outsider, is_guest=True)

    other = make_room(alliance=room.alliance, kind=Room.Kind.DIALOG)
    furnishing.seat(steward=steward, room=other, person=outsider, is_guest=True)
    with pytest.raises(Refused, match="Akhiri dulu undangan Gita Dinas"):
        arranged(other, steward, kind=Room.Kind.SOCIETY)


def test_the_room_hears_that_a_guest_listens_and_the_guest_makes_no_topic(client):
    room = make_room(kind=Room.Kind.DIALOG)
    steward = make_steward(alliance=room.alliance)
    guest = seated(room, steward, capacity="Dinas rekaan").person
    client.force_login(guest)

    page = client.get(room.get_absolute_url()).text
    said = room.events.get()
    refused = client.get(f"{room.get_absolute_url()}pesan/{said.seq}/topik/").text

    assert "Ahli Rekaan, Dinas rekaan ikut membaca" in said.body
    assert "data-guest" in page
    assert "tidak bagi tamu" in refused
    with pytest.raises(Refused, match="tidak bagi tamu"):
        topics.make_topic(author=guest, room=room, title="A", body="", seqs=[said.seq])
