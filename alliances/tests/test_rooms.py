"""What is said in a room is numbered without a gap, once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.tests.factories import make_person
from alliances import summaries
from alliances.actions import joining, reading, rooms
from alliances.models import AllianceMembership, Room, RoomEvent
from alliances.tests.factories import (
    make_alliance_member,
    make_room,
    make_speaker,
    make_steward,
    say,
)
from common.decisions import Refused
from network.models import Membership
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def in_threads(count, work):
    def run(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_a_message_carries_number_organization_and_safe_html():
    room = make_room()
    person = make_speaker(room=room)

    event = say(
        room=room,
        author=person,
        body="Dua baris\nini <script>x</script> https://contoh.id/a?b=1&c=2.",
    )

    assert event.seq == 1
    assert event.organization
    assert event.organization.alliance_memberships.get().alliance == room.alliance
    assert "<script" not in event.html
    assert 'href="https://contoh.id/a?b=1&amp;c=2"' in event.html
    assert "<br>" in event.html


def test_the_same_client_id_twice_makes_one_message():
    room = make_room()
    person = make_speaker(room=room)
    client_id = uuid4()

    first = rooms.post_message(
        author=person, room=room, client_id=client_id, body="Sekali"
    )
    again = rooms.post_message(
        author=person, room=room, client_id=client_id, body="Sekali lagi"
    )

    assert (again.pk, again.body) == (first.pk, "Sekali")
    assert RoomEvent.objects.count() == 1


def test_two_people_may_use_the_same_client_id():
    room = make_room()
    client_id = uuid4()

    for person in (make_speaker(room=room), make_speaker(room=room)):
        rooms.post_message(author=person, room=room, client_id=client_id, body="Halo")

    assert [e.seq for e in room.events.order_by("seq")] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_leave_no_gap_and_no_double():
    room = make_room()
    people = [make_speaker(room=room) for _ in range(8)]

    def talk(number):
        for _ in range(5):
            say(room=room, author=people[number], body=f"dari {number}")

    in_threads(8, talk)

    seqs = list(RoomEvent.objects.order_by("seq").values_list("seq", flat=True))
    by_key = list(RoomEvent.objects.order_by("created_at", "seq"))
    assert seqs == list(range(1, 41))
    assert [event.seq for event in by_key] == seqs
    assert Room.objects.get(pk=room.pk).last_seq == 40


@pytest.mark.django_db(transaction=True)
def test_the_same_client_id_at_once_makes_one_message():
    room = make_room()
    person = make_speaker(room=room)
    client_id = uuid4()

    def send(_number):
        return rooms.post_message(
            author=person, room=room, client_id=client_id, body="Sekali"
        ).seq

    assert in_threads(8, send) == [1] * 8
    assert RoomEvent.objects.count() == 1


def test_a_stranger_a_suspended_and_a_former_member_may_not_speak():
    room = make_room()
    suspended = make_speaker(room=room)
    suspended.is_active = False
    suspended.save()
    former = make_speaker(room=room)
    former.memberships.update(ended_at=former.created_at)

    for person in (make_person(), suspended, former):
        with pytest.raises(Refused, match="tidak lagi"):
            say(room=room, author=person)


def test_an_unconfirmed_member_of_an_organization_hears_nothing():
    room = make_room()
    person = make_person()
    membership = make_member(person=person, organization=make_organization())
    Membership.objects.filter(pk=membership.pk).update(confirmed_at=None)
    make_alliance_member(alliance=room.alliance, organization=membership.organization)

    assert not Room.objects.visible_to(person).exists()


def test_private_rooms_are_for_stewards_alone():
    room = make_room(kind=Room.Kind.PRIVATE)
    member = make_speaker(room=room)
    steward = make_steward(alliance=room.alliance)

    assert not Room.objects.visible_to(member).exists()
    assert not Room.objects.visible_to(AnonymousUser()).exists()
    assert not Room.objects.visible_to(make_person(is_staff=True)).exists()
    assert Room.objects.visible_to(steward).get() == room


def test_a_person_who_writes_without_pause_is_asked_to_wait():
    room = make_room()
    person = make_speaker(room=room)
    for _ in range(rooms.PACE_MESSAGES):
        say(room=room, author=person)

    with pytest.raises(rooms.TooFast):
        say(room=room, author=person)


def test_speaking_costs_the_same_queries_however_many_listen(
    django_assert_max_num_queries,
):
    room = make_room()
    person = make_speaker(room=room)
    for _ in range(5):
        make_speaker(room=room)

    with django_assert_max_num_queries(10):  # two of them open and close a savepoint
        say(room=room, author=person)


def test_reading_moves_on_and_never_back():
    room = make_room()
    author, reader = make_speaker(room=room), make_speaker(room=room)
    for _ in range(3):
        say(room=room, author=author)
    room.refresh_from_db()

    reading.mark_read(person=reader, room=room, seq=2)
    reading.mark_read(person=reader, room=room, seq=1)
    assert Room.objects.with_unread(reader).get().unread == 1

    reading.mark_read(person=reader, room=room, seq=99)
    assert Room.objects.with_unread(reader).get().unread == 0


def test_own_words_are_read_by_who_was_up_to_date():
    room = make_room()
    person = make_speaker(room=room)
    reading.mark_read(person=person, room=room, seq=0)

    say(room=room, author=person)

    assert Room.objects.with_unread(person).get().unread == 0


def test_events_come_in_stretches_that_say_how_far_they_reach():
    room = make_room()
    person = make_speaker(room=room)
    for _ in range(5):
        say(room=room, author=person)
    room.refresh_from_db()
    # What expires leaves its number and nothing else.
    room.events.get(seq=4).delete()

    first = summaries.events_after(room, 1, limit=2)
    rest = summaries.events_after(room, first.seq, limit=2)

    assert ([e.seq for e in first.events], first.seq, first.last) == ([2, 3], 3, 5)
    assert ([e.seq for e in rest.events], rest.seq, rest.last) == ([5], 5, 5)


def test_home_tells_of_unread_rooms_and_requests_in_two_queries(
    django_assert_num_queries,
):
    room = make_room()
    author = make_speaker(room=room)
    steward = make_steward(alliance=room.alliance)
    for _ in range(3):
        say(room=room, author=author)
        AllianceMembership.objects.create(
            alliance=room.alliance,
            organization=make_organization(),
            state=AllianceMembership.State.REQUESTED,
        )

    with django_assert_num_queries(2):
        waiting = summaries.waiting_for(steward)

    assert [w.urgency for w in waiting] == [1, 1, 1, 2]
    assert waiting[-1].text == "3 pesan baru"


def test_the_public_home_shows_the_largest_alliances_in_one_query(
    django_assert_num_queries,
):
    small, large = make_room().alliance, make_room().alliance
    for alliance, size in ((small, 1), (large, 2)):
        for _ in range(size):
            make_alliance_member(alliance=alliance)

    with django_assert_num_queries(1):
        lines = summaries.for_public_home()

    assert [(line.name, line.members) for line in lines] == [
        (large.name, 2),
        (small.name, 1),
    ]


def test_leaving_takes_the_room_away():
    room = make_room()
    person = make_speaker(room=room, role=Membership.Role.EDITOR)
    membership = room.alliance.memberships.get()

    joining.leave(person=person, membership=membership)

    assert not Room.objects.visible_to(person).exists()
