"""Sockets in rooms: who may enter, what arrives, and when they close."""

import json
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.routing import get_default_application
from channels.testing import WebsocketCommunicator
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import make_person
from alliances import consumers, presence
from alliances.actions import joining
from alliances.consumers import RoomConsumer
from alliances.models import Room, Seat, Steward
from alliances.tests.factories import (
    make_alliance_member,
    make_room,
    make_speaker,
    say,
    say_unheard,
)
from common.sockets import DISMISSED, LARGEST_FRAME, NOT_FOUND, SIGNED_OUT
from network.actions import join as network_join
from network.models import Membership, Organization
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def socket(room, client, origin=b"http://testserver"):
    cookies = "; ".join(f"{name}={m.value}" for name, m in client.cookies.items())
    headers = [(b"cookie", cookies.encode()), (b"origin", origin)]
    headers.append((b"host", b"testserver"))
    path = f"/ws/aliansi/ruang/{room.pk}/"
    return WebsocketCommunicator(get_default_application(), path, headers)


async def entered(room, person):
    """A socket that has said hello and heard that it is up to date."""
    client = await sync_to_async(signed_in)(person)
    one = socket(room, client)
    one.web = client
    assert (await one.connect(timeout=5))[0]
    await one.send_json_to({"type": "hello", "seq": 0})
    await until(one, "ready")
    return one


async def until(one, kind):
    """The next frame of a kind; what comes before it is passed over."""
    while True:
        frame = await one.receive_json_from(timeout=5)
        if frame["type"] == kind:
            return frame


async def closing_code(one):
    while True:
        output = await one.receive_output(timeout=3)
        if output["type"] == "websocket.close":
            return output["code"]


async def message(one, body="Halo", client_id=None):
    client_id = client_id or str(uuid4())
    await one.send_json_to({"type": "message", "client_id": client_id, "body": body})
    return client_id


def test_two_people_talk():
    room = make_room()
    first, second = make_speaker(room=room), make_speaker(room=room)

    async def talk():
        one, other = await entered(room, first), await entered(room, second)
        client_id = await message(one, "Selamat <b>pagi</b>")
        ack = await until(one, "ack")
        here = await until(other, "event")
        await one.disconnect()
        await other.disconnect()
        return client_id, ack, here

    client_id, ack, here = async_to_sync(talk)()

    assert ack == {"type": "ack", "client_id": client_id, "seq": 1}
    assert here["client_id"] == client_id
    assert here["author"] == str(first.sub)
    assert "<b>" not in here["html"]


def test_strangers_and_the_signed_out_stay_outside():
    room = make_room()

    async def knock(client):
        one = socket(room, client)
        await one.connect(timeout=5)
        code = await closing_code(one)
        await one.disconnect()
        return code

    assert async_to_sync(knock)(signed_in(make_person())) == NOT_FOUND
    assert async_to_sync(knock)(Client()) == SIGNED_OUT


def test_another_origin_is_refused():
    room = make_room()
    client = signed_in(make_speaker(room=room))

    async def knock():
        one = socket(room, client, origin=b"https://jahat.example")
        accepted, _code = await one.connect(timeout=5)
        return accepted

    assert not async_to_sync(knock)()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("bukan json", "malformed"),
        ("[" * 5000, "malformed"),
        ('"kata"', "malformed"),
        ('{"seq": 1}', "malformed"),
        ('{"type": "hello", "seq": "satu"}', "malformed"),
        ('{"type": "after", "seq": -1}', "malformed"),
        ('{"type": "after", "seq": 1e400}', "malformed"),
        ('{"type": "terbang"}', "unknown"),
        ('{"type": "message\\u0000"}', "unknown"),
        (json.dumps({"type": "x", "body": "a" * LARGEST_FRAME}), "too_large"),
        (b"\x00\x01", "binary"),
    ],
)
def test_what_is_no_frame_gets_an_error_and_the_socket_lives(sent, code):
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        if isinstance(sent, bytes):
            await one.send_to(bytes_data=sent)
        else:
            await one.send_to(text_data=sent)
        error = await until(one, "error")
        await message(one)
        await until(one, "ack")
        await one.disconnect()
        return error

    assert async_to_sync(talk)()["code"] == code


@pytest.mark.parametrize(
    "content",
    [
        {"client_id": "bukan uuid", "body": "Halo"},
        {"client_id": str(uuid4()), "body": "   "},
        {"client_id": str(uuid4()), "body": {"a": 1}},
        {"client_id": str(uuid4()), "body": "a" * 4001},
        {"client_id": ["x"], "body": "Halo"},
        {"body": "Halo"},
    ],
)
def test_a_message_without_sense_is_refused(content):
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        await one.send_json_to({"type": "message", **content})
        refused = await until(one, "refused")
        await one.disconnect()
        return refused

    refused = async_to_sync(talk)()

    assert refused["code"] == "invalid"
    assert refused["message"]
    assert room.events.count() == 0


def test_half_a_character_does_no_harm():
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        frame = {"type": "message", "client_id": str(uuid4()), "body": "a\ud800b"}
        await one.send_to(text_data=json.dumps(frame))
        await until(one, "ack")
        await one.disconnect()

    async_to_sync(talk)()

    assert room.events.get().body == "a?b"


def test_who_is_writing_is_told_to_the_others_now_and_then_and_kept_nowhere():
    room = make_room()
    first, second = make_speaker(room=room, name="Sari"), make_speaker(room=room)

    async def talk():
        one, other = await entered(room, first), await entered(room, second)
        for beside in (4, 5, 6):
            await one.send_json_to({"type": "typing", "thread": beside})
        await message(one)
        heard = [await other.receive_json_from(timeout=5) for _frame in range(2)]
        await one.disconnect()
        await other.disconnect()
        return heard

    typing, said = async_to_sync(talk)()

    voice = {"author": str(first.sub), "name": "Sari"}
    assert typing == {"type": "typing", **voice, "thread": 4}
    assert (said["type"], said["seq"]) == ("event", 1)


def test_who_does_not_look_at_the_room_is_not_there_and_is_told_of_their_name():
    room = make_room()
    person, other = make_speaker(room=room, name="Sari"), make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        told = []
        for away in (False, True, False):
            await one.send_json_to({"type": "away", "on": away})
            # Frames are taken in their order: the answer to this one comes after it.
            await one.send_json_to({"type": "after", "seq": 0})
            await until(one, "ready")
            told.append(presence.people_in(room.pk))
            await sync_to_async(say)(room=room, author=other, body="@Sari, lihat ini")
        await one.disconnect()
        return told

    assert async_to_sync(talk)() == [{person.pk}, set(), {person.pk}]
    assert Notice.objects.filter(person=person, kind="alliances.mention").count() == 1


def test_the_same_client_id_again_is_acknowledged_again():
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        client_id = await message(one)
        first = await until(one, "ack")
        await message(one, client_id=client_id)
        second = await until(one, "ack")
        await one.disconnect()
        return first, second

    first, second = async_to_sync(talk)()

    assert first == second
    assert room.events.count() == 1


def leaves_organization(person, web):
    network_join.end(actor=person, membership=person.memberships.get())


def organization_leaves(person, web):
    organization = person.memberships.get().organization
    joining.leave(person=person, membership=organization.alliance_memberships.get())


def is_suspended(person, web):
    person.is_active = False
    person.save()


def signs_out(person, web):
    web.logout()


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (leaves_organization, DISMISSED),
        (organization_leaves, DISMISSED),
        (is_suspended, SIGNED_OUT),
        (signs_out, SIGNED_OUT),
    ],
)
def test_what_ends_the_right_to_be_here_closes_the_socket(deed, code):
    room = make_room()
    person = make_speaker(room=room, role=Membership.Role.EDITOR)

    assert closed_by(deed, room, person) == (code, True)


def closed_by(deed, room, person):
    """With which code it closes the person's socket, and whether silence follows."""
    other = make_speaker(room=room)
    Seat.objects.create(room=room, person=other)

    async def talk():
        one = await entered(room, person)
        await sync_to_async(deed)(person, one.web)
        closed = await closing_code(one)
        await sync_to_async(say)(room=room, author=other, body="Setelah itu")
        return closed, await one.receive_nothing(timeout=0.3)

    return async_to_sync(talk)()


def of_society(person):
    return person.memberships.get(organization__kind=Organization.Kind.OMS)


def leaves_society(person, web):
    network_join.end(actor=person, membership=of_society(person))


def society_leaves(person, web):
    [membership] = of_society(person).organization.alliance_memberships.all()
    joining.leave(person=person, membership=membership)


def change_in_admin(thing, **changed):
    """National staff open its page there, change this, and save."""
    national = make_person(is_staff=True)
    User.objects.filter(pk=national.pk).update(is_superuser=True)
    staff = signed_in(national)
    named = thing._meta.label_lower.replace(".", "_")
    page = reverse(f"admin:{named}_change", args=[thing.pk])
    form = staff.get(page).context["adminform"].form
    stands = {name: form.initial.get(name) for name in form.fields}
    plan = {name: value for name, value in stands.items() if value}
    assert staff.post(page, {**plan, **changed}).status_code == 302


def is_steward_no_more(person, web):
    alliance = person.stewardships.get().alliance
    steward = alliance.stewards.get()
    rows: dict[str, object] = {"stewards-INITIAL_FORMS": 1}
    rows |= {"stewards-TOTAL_FORMS": 1}
    rows |= {"stewards-0-id": steward.pk, "stewards-0-alliance": alliance.pk}
    rows |= {"stewards-0-person": person.pk, "stewards-0-DELETE": "on"}
    rows |= {"rooms-TOTAL_FORMS": 0, "rooms-INITIAL_FORMS": 0}
    change_in_admin(alliance, **rows)


def is_society_no_more(person, web):
    organization = of_society(person).organization
    change_in_admin(organization, kind=Organization.Kind.GOVERNMENT)


def is_listed_no_more(person, web):
    organization = of_society(person).organization
    change_in_admin(organization, state=Organization.State.DECLINED)


@pytest.mark.parametrize(
    "deed",
    [
        leaves_society,
        society_leaves,
        is_steward_no_more,
        is_society_no_more,
        is_listed_no_more,
    ],
)
def test_who_still_belongs_leaves_the_rooms_that_are_closed_to_them_now(deed):
    """They stay in the alliance's audience: its pemda is a member as well."""
    is_of_stewards = deed is is_steward_no_more
    kind = Room.Kind.PRIVATE if is_of_stewards else Room.Kind.SOCIETY
    room = make_room(kind=kind)
    person = make_person()
    office = make_organization(kind=Organization.Kind.GOVERNMENT)
    make_member(person=person, organization=office)
    make_alliance_member(alliance=room.alliance, organization=office)
    if is_of_stewards:
        Steward.objects.create(alliance=room.alliance, person=person)
    else:
        society = make_organization(kind=Organization.Kind.OMS)
        role = Membership.Role.EDITOR
        make_member(person=person, organization=society, role=role)
        make_member(person=make_person(), organization=society, role=role)
        make_alliance_member(alliance=room.alliance, organization=society)

    assert closed_by(deed, room, person) == (DISMISSED, True)


def test_signing_out_elsewhere_leaves_this_socket_open():
    room = make_room()
    person = make_speaker(room=room)
    elsewhere = signed_in(person)

    async def talk():
        one = await entered(room, person)
        await sync_to_async(elsewhere.logout)()
        await message(one)
        await until(one, "ack")
        await one.disconnect()

    async_to_sync(talk)()


def test_a_heartbeat_carries_the_last_number_and_heals_a_lost_dismissal(monkeypatch):
    monkeypatch.setattr(RoomConsumer, "heartbeat_seconds", (0.2, 0.3))
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        # Written past the layer: nothing is broadcast.
        await sync_to_async(Room.objects.filter(pk=room.pk).update)(last_seq=7)
        beat = await until(one, "heartbeat")
        while beat["seq"] != 7:
            beat = await until(one, "heartbeat")
        await sync_to_async(person.memberships.all().delete)()
        return await closing_code(one)

    assert async_to_sync(talk)() == DISMISSED


def test_catching_up_by_socket_and_by_http_is_the_same():
    room = make_room()
    person, other = make_speaker(room=room), make_speaker(room=room)
    for number in range(7):
        say(room=room, author=other, body=f"Pesan {number}")

    async def talk():
        one = await entered(room, person)
        await one.send_json_to({"type": "after", "seq": 2})
        frames = [await one.receive_json_from(timeout=5) for _ in range(6)]
        await one.disconnect()
        return frames

    *events, ready = async_to_sync(talk)()
    answer = signed_in(person).get(f"{room.get_absolute_url()}peristiwa/?setelah=2")

    assert ready == {"type": "ready", "seq": 7, "last": 7}
    assert events == answer.json()["events"]
    assert [event["seq"] for event in events] == [3, 4, 5, 6, 7]


def test_a_broadcast_that_was_lost_is_made_up_for():
    room = make_room()
    person, other = make_speaker(room=room), make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        await sync_to_async(say_unheard)(room=room, author=other)
        await sync_to_async(say)(room=room, author=other)
        first, second = await until(one, "event"), await until(one, "event")
        await one.disconnect()
        return first["seq"], second["seq"]

    assert async_to_sync(talk)() == (1, 2)


def test_a_flood_of_frames_is_slowed_down(monkeypatch):
    # However slow the machine: what may be sent at once, and nothing more after it.
    monkeypatch.setattr(consumers, "FRAMES_A_SECOND", 0)
    room = make_room()
    person = make_speaker(room=room)

    async def talk():
        one = await entered(room, person)
        for _ in range(80):
            await one.send_json_to({"type": "after", "seq": 0})
        frames = [await one.receive_json_from(timeout=5) for _ in range(80)]
        await one.disconnect()
        # On a slow machine a heartbeat may come between.
        return [frame for frame in frames if frame["type"] != "heartbeat"]

    answers = async_to_sync(talk)()

    assert {"ready", "error"} == {answer["type"] for answer in answers}
    assert answers[-1]["code"] == "slow_down"
