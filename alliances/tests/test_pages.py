"""The pages of alliances, and the room for whom no socket gets through."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.actions import reading
from alliances.models import Alliance, AllianceMembership, RoomEvent
from alliances.tests.factories import (
    make_alliance,
    make_alliance_member,
    make_room,
    make_speaker,
    make_steward,
    say,
)
from network.models import Membership
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def post_json(client, room, **fields):
    return client.post(
        f"{room.get_absolute_url()}pesan/", fields, content_type="application/json"
    )


def test_the_list_and_an_alliance_are_public(client):
    empty = client.get("/aliansi/")
    alliance = make_alliance(name="Ekonomi Hijau")
    member = make_alliance_member(alliance=alliance).organization

    listed = client.get("/aliansi/")
    page = client.get(alliance.get_absolute_url())

    assert "Belum ada aliansi" in empty.text
    assert "Ekonomi Hijau" in listed.text
    assert member.name in page.text


def test_the_list_costs_the_same_however_many(client, django_assert_num_queries):
    for _ in range(3):
        make_alliance_member(alliance=make_alliance())
    client.force_login(make_person())
    client.get("/aliansi/")

    with django_assert_num_queries(5):  # four of ours, the person
        client.get("/aliansi/")


def test_an_organization_joins_and_leaves_by_form(client):
    alliance = make_alliance()
    person, organization = make_person(), make_organization()
    make_member(person=person, organization=organization, role=Membership.Role.EDITOR)
    client.force_login(person)

    joined = client.post(
        reverse("alliances:join", args=[alliance.slug]),
        {"organization": organization.pk},
    )
    membership = alliance.memberships.get()
    left = client.post(reverse("alliances:leave", args=[alliance.slug, membership.pk]))

    assert (joined.status_code, left.status_code) == (302, 302)
    assert membership.is_active
    assert not alliance.memberships.current().exists()


def test_joining_for_a_stranger_is_422(client):
    alliance = make_alliance()
    client.force_login(make_person())

    answer = client.post(
        reverse("alliances:join", args=[alliance.slug]),
        {"organization": make_organization().pk},
    )

    assert answer.status_code == 422


def test_stewards_decide_on_their_page(client):
    alliance = make_alliance(openness=Alliance.Openness.REQUEST)
    steward = make_steward(alliance=alliance)
    asking = [
        AllianceMembership.objects.create(
            alliance=alliance,
            organization=make_organization(),
            state=AllianceMembership.State.REQUESTED,
        )
        for _ in range(2)
    ]
    client.force_login(steward)

    page = client.get(reverse("alliances:stewards", args=[alliance.slug]))
    client.post(reverse("alliances:accept", args=[alliance.slug, asking[0].pk]))
    ended = reverse("alliances:end", args=[alliance.slug, asking[1].pk])
    without_reason = client.post(ended, {"reason": ""})
    client.post(ended, {"reason": "Beda tema"})

    assert asking[0].organization.name in page.text
    assert without_reason.status_code == 422
    states = {m.pk: m.state for m in alliance.memberships.all()}
    assert states == {asking[0].pk: "active", asking[1].pk: "ended"}


def test_the_stewards_page_is_forbidden_to_others(client):
    alliance = make_alliance()
    client.force_login(make_person())

    assert (
        client.get(reverse("alliances:stewards", args=[alliance.slug])).status_code
        == 403
    )


@pytest.mark.parametrize("what", ["", "peristiwa/", "hadir/"])
def test_a_room_is_hidden_from_strangers(client, what):
    room = make_room()
    client.force_login(make_person())

    assert client.get(room.get_absolute_url() + what).status_code == 404


def test_a_room_asks_to_sign_in(client):
    assert client.get(make_room().get_absolute_url()).status_code == 302


def test_a_message_works_without_javascript(client):
    room = make_room()
    person = make_speaker(room=room)
    client.force_login(person)

    key = str(uuid4())
    fields = {"body": "Halo", "idempotency_key": key}
    answer = client.post(f"{room.get_absolute_url()}pesan/", fields)
    client.post(f"{room.get_absolute_url()}pesan/", fields)

    assert answer.status_code == 302
    assert answer["Location"] == f"{room.get_absolute_url()}#terbaru"
    event = RoomEvent.objects.get()
    assert (event.body, str(event.client_id)) == ("Halo", key)
    assert "Halo" in client.get(room.get_absolute_url()).text


def test_an_empty_message_shows_the_page_again(client):
    room = make_room()
    client.force_login(make_speaker(room=room))

    answer = client.post(
        f"{room.get_absolute_url()}pesan/", {"body": " ", "idempotency_key": uuid4()}
    )

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_the_outbox_is_acknowledged_once(client):
    room = make_room()
    client.force_login(make_speaker(room=room))
    key = str(uuid4())

    answers = [
        client.post(
            f"{room.get_absolute_url()}pesan/",
            {"body": "Dari kotak keluar"},
            headers={"Idempotency-Key": key, "Outbox": "1"},
        )
        for _ in range(2)
    ]

    assert [a.json() for a in answers] == [
        {"type": "ack", "client_id": key, "seq": 1}
    ] * 2
    assert RoomEvent.objects.count() == 1


def test_a_program_may_post_json(client):
    room = make_room()
    client.force_login(make_speaker(room=room))
    client_id = str(uuid4())

    sent = post_json(client, room, client_id=client_id, body="Halo")
    refused = post_json(client, room, client_id="x", body="Halo")
    nonsense = post_json(client, room, client_id=str(uuid4()), body={"a": 1})

    assert sent.json() == {"type": "ack", "client_id": client_id, "seq": 1}
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert nonsense.status_code == 422


def test_too_many_messages_are_429_with_a_time_to_come_back(client):
    room = make_room()
    person = make_speaker(room=room)
    client.force_login(person)
    for _ in range(30):
        say(room=room, author=person)

    answer = post_json(client, room, client_id=str(uuid4()), body="Halo")

    assert (answer.status_code, answer.json()["code"]) == (429, "slow_down")
    assert answer["Retry-After"]


def test_events_come_by_hundreds_and_older_ones_by_fifties(client):
    room = make_room()
    client.force_login(make_speaker(room=room))
    write(room, 120)
    url = f"{room.get_absolute_url()}peristiwa/"

    first = client.get(f"{url}?setelah=0").json()
    rest = client.get(f"{url}?setelah={first['seq']}").json()
    older = client.get(f"{url}?sebelum=60").json()
    nonsense = client.get(f"{url}?setelah=-1%20OR").json()

    assert (len(first["events"]), first["seq"], first["last"]) == (100, 100, 120)
    assert (len(rest["events"]), rest["seq"]) == (20, 120)
    assert [older["events"][0]["seq"], older["events"][-1]["seq"]] == [10, 59]
    assert nonsense == first


def write(room, count):
    """Many messages at once, straight into the table."""
    people = [make_speaker(room=room, name=f"Orang {n}") for n in range(3)]
    room.refresh_from_db()
    RoomEvent.objects.bulk_create(
        RoomEvent(
            room=room,
            seq=seq,
            author=people[seq % 3],
            organization=people[seq % 3].memberships.get().organization,
            client_id=uuid4(),
            html="<p>Halo</p>",
            created_at=room.created_at,
        )
        for seq in range(1, count + 1)
    )
    room.last_seq = room.said = count
    room.save()


def test_the_room_page_costs_ten_queries_with_fifty_messages(
    client, django_assert_num_queries
):
    room = make_room()
    for _ in range(3):
        make_room(alliance=room.alliance)
    reader = make_speaker(room=room)
    write(room, 60)
    client.force_login(reader)
    client.get(room.get_absolute_url())
    write_one_more(room)

    with django_assert_num_queries(11):  # ten of ours, the person
        page = client.get(room.get_absolute_url())

    assert page.text.count('id="pesan-') == 50
    assert "Baru sejak Anda pergi" in page.text


def test_words_are_kept_on_a_page_of_older_messages_too(client):
    room = make_room()
    write(room, 60)
    client.force_login(make_speaker(room=room))
    url = room.get_absolute_url()

    live, older = client.get(url).text, client.get(f"{url}?sekitar=5").text
    sent = client.post(
        f"{url}pesan/",
        {"body": "Halo", "idempotency_key": str(uuid4())},
        headers={"Outbox": "1"},
    )

    # The live page has a script of its own for it.
    assert ("data-outbox-label" in live, "data-outbox-label" in older) == (False, True)
    assert sent.status_code == 200
    assert sent["Outbox-Location"] == f"{url}#terbaru"


def write_one_more(room):
    say(room=room, author=make_speaker(room=room), body="Satu lagi")


def test_a_number_without_end_reads_no_further_than_the_room(client):
    room = make_room()
    reader = make_speaker(room=room)
    write_one_more(room)
    client.force_login(reader)

    answer = client.post(f"{room.get_absolute_url()}dibaca/", {"seq": "9" * 5000})

    assert answer.status_code == 204
    assert room.positions.get(person=reader).seq == 1


def test_stewards_say_what_the_alliance_is_and_who_looks_after_it(client):
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    person, organization = make_person(name="Sri Rahayu"), make_organization()
    make_member(person=person, organization=organization)
    make_alliance_member(alliance=alliance, organization=organization)
    page = reverse("alliances:stewards", args=[alliance.slug])
    client.force_login(steward)

    unknown = client.post(f"{page}tunjuk/", {"login": "tidak@contoh.id"})
    alone = client.post(f"{page}mundur/", follow=True)
    client.post(f"{page}tunjuk/", {"login": person.email})
    plan = {"summary": "Menjaga air", "about": "Lama", "openness": "request"}
    nothing = client.post(f"{page}tentang/", {**plan, "summary": ""})
    client.post(f"{page}tentang/", plan)
    seen = client.get(page).text
    client.post(f"{page}mundur/")

    assert (unknown.status_code, nothing.status_code) == (422, 422)
    assert "satu-satunya" in alone.text
    assert "Sri Rahayu" in seen
    alliance.refresh_from_db()
    assert (alliance.summary, alliance.openness) == ("Menjaga air", "request")
    assert alliance.stewards.get().person == person
    assert client.get(page).status_code == 403


def test_visiting_a_room_reads_it(client):
    room = make_room()
    reader = make_speaker(room=room)
    write_one_more(room)
    client.force_login(reader)

    client.get(room.get_absolute_url())

    assert room.positions.get(person=reader).seq == 1


def test_the_browser_tells_how_far_it_has_read(client):
    room = make_room()
    reader = make_speaker(room=room)
    write(room, 3)
    reading.mark_read(person=reader, room=room, seq=1)
    client.force_login(reader)

    said = client.post(f"{room.get_absolute_url()}dibaca/", {"seq": "2"})
    nonsense = client.post(f"{room.get_absolute_url()}dibaca/", {"seq": "٣"})

    assert (said.status_code, nonsense.status_code) == (204, 422)
    assert room.positions.get(person=reader).seq == 2


def test_stewards_see_members_by_pages(client):
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    AllianceMembership.objects.bulk_create(
        AllianceMembership(
            alliance=alliance,
            organization=make_organization(name=f"Organisasi {n:02}"),
            state=AllianceMembership.State.ACTIVE,
            joined_at=timezone.now(),
        )
        for n in range(21)
    )
    client.force_login(steward)
    address = reverse("alliances:stewards", args=[alliance.slug])

    pages = [client.get(f"{address}?hal={n}").context["members"] for n in (1, 2)]

    assert [len(page) for page in pages] == [20, 1]
