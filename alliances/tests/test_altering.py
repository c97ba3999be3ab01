"""What was said may be edited, deleted, answered, reacted to and pinned."""

from uuid import uuid4

import pytest
from django.test import Client

from accounts.tests.factories import make_person
from alliances import personal, realtime, summaries
from alliances.actions import altering, reading, rooms
from alliances.models import Room, RoomEvent
from alliances.tests.factories import make_room, make_speaker, make_steward, say
from common.decisions import Refused
from common.models import JournalEntry
from notices.models import Notice

pytestmark = pytest.mark.django_db


def alter(deed, *, author, message, **asked):
    return deed(
        author=author,
        room=message.room,
        client_id=uuid4(),
        target=message.seq,
        **asked,
    )


def test_an_edit_is_an_event_that_shows_the_message_as_it_is_now():
    room = make_room()
    person = make_speaker(room=room)
    message = say(room=room, author=person, body="Rabu")

    event = alter(altering.edit, author=person, message=message, body="Kamis")

    shown = realtime.frame(event)
    assert (event.seq, event.kind, shown["target"]) == (2, "edit", 1)
    assert "Kamis" in shown["html"]
    assert 'id="pesan-1"' in shown["html"]
    assert not RoomEvent.objects.filter(body__contains="Rabu").exists()
    assert not RoomEvent.objects.filter(html__contains="Rabu").exists()


def test_only_the_author_edits():
    room = make_room()
    message = say(room=room, author=make_speaker(room=room))

    for person in (make_speaker(room=room), make_steward(alliance=room.alliance)):
        with pytest.raises(Refused, match="penulisnya"):
            alter(altering.edit, author=person, message=message, body="Lain")


def test_deleted_words_are_gone_from_every_number_on():
    room = make_room()
    person = make_speaker(room=room)
    message = say(room=room, author=person, body="Nama saksi")
    say(room=room, author=person, body="Baik")
    reply(room, make_speaker(room=room), "Setuju", message)

    alter(altering.delete, author=person, message=message)

    room.refresh_from_db()
    frames = summaries.events_after(room, 0).frames()
    assert [frame["seq"] for frame in frames] == [1, 2, 3, 4]
    assert "Nama saksi" not in str(frames)
    assert not JournalEntry.objects.exists()


def reply(room, author, body, message):
    return rooms.post_message(
        author=author,
        room=room,
        client_id=uuid4(),
        body=body,
        reply_to=message.seq,
    )


def test_a_steward_deletes_what_others_said_and_it_is_journaled():
    room = make_room()
    person = make_speaker(room=room)
    message = say(room=room, author=person, body="Kasar")
    steward = make_steward(alliance=room.alliance)

    with pytest.raises(Refused, match="pengurus"):
        alter(altering.delete, author=make_speaker(room=room), message=message)
    alter(altering.delete, author=steward, message=message)

    entry = JournalEntry.objects.get()
    assert (entry.deed, entry.person) == ("alliances.message_deleted", person)
    with pytest.raises(Refused, match="sudah tidak ada"):
        alter(altering.react, author=person, message=message, sign="setuju")


def test_signs_are_given_and_taken_back():
    room = make_room()
    first, second = make_speaker(room=room), make_speaker(room=room)
    message = say(room=room, author=first)

    for person, on in ((first, True), (second, None), (first, True), (second, None)):
        alter(altering.react, author=person, message=message, sign="setuju", on=on)

    message.refresh_from_db()
    assert message.reactions == {"setuju": [str(first.sub)[:8]]}
    assert [event.seq for event in room.events.order_by("seq")] == [1, 2, 3, 4, 5]


def test_the_same_deed_asked_twice_is_done_once():
    room = make_room()
    person = make_speaker(room=room)
    say(room=room, author=person)
    asked = {"author": person, "room": room, "client_id": uuid4(), "target": 1}

    first = altering.react(sign="setuju", **asked)
    again = altering.react(sign="setuju", **asked)

    assert (first.seq, again.seq) == (2, 2)
    assert room.events.get(seq=1).reactions == {"setuju": [str(person.sub)[:8]]}


def test_stewards_pin_what_all_should_see(client):
    room = make_room()
    person = make_speaker(room=room)
    message = say(room=room, author=person, body="Rapat Kamis")
    steward = make_steward(alliance=room.alliance)

    with pytest.raises(Refused, match="pengurus"):
        alter(altering.pin, author=person, message=message)
    alter(altering.pin, author=steward, message=message)

    client.force_login(person)
    assert 'data-pin="1"' in client.get(room.get_absolute_url()).text
    alter(altering.pin, author=steward, message=message, on=False)
    assert 'data-pin="1"' not in client.get(room.get_absolute_url()).text


def test_who_is_named_or_answered_is_told_unless_elsewhere():
    room = make_room()
    author = make_speaker(room=room, name="Teguh Prabowo")
    named = make_speaker(room=room, name="Yosefina Lering")
    answered = make_speaker(room=room, name="Nadia Putri")
    stranger = make_person(name="Orang Luar")
    asked = say(room=room, author=answered)

    reply(room, author, "@Yosefina Lering @Orang Luar, tolong dibaca.", asked)

    told = {notice.person_id: notice.title for notice in Notice.objects.all()}
    assert set(told) == {named.pk, answered.pk}
    assert stranger.pk not in told
    assert "membalas" in told[answered.pk]


def test_an_edit_tells_only_whom_it_names_anew():
    room = make_room()
    author = make_speaker(room=room, name="Teguh Prabowo")
    first = make_speaker(room=room, name="Yosefina Lering")
    second = make_speaker(room=room, name="Nadia Putri")
    message = say(room=room, author=author, body="@Yosefina Lering")

    body = "@Yosefina Lering dan @Nadia Putri"
    alter(altering.edit, author=author, message=message, body=body)

    assert [n.person for n in Notice.objects.order_by("pk")] == [first, second]


def test_reactions_and_edits_are_not_unread_messages():
    room = make_room()
    author, reader = make_speaker(room=room), make_speaker(room=room)
    message = say(room=room, author=author)
    reading.mark_read(person=reader, room=Room.objects.get(pk=room.pk), seq=1)

    alter(altering.edit, author=author, message=message, body="Lain")
    assert not summaries.waiting_for(reader)
    say(room=room, author=author)

    (waiting,) = summaries.waiting_for(reader)
    assert waiting.text == "1 pesan baru"


def test_rooms_with_news_that_home_has_no_line_for_are_on_the_page_of_alliances(client):
    room = make_room()
    reader, author = make_speaker(room=room), make_speaker(room=room)
    rooms = [room, *(make_room(alliance=room.alliance) for _nth in range(4))]
    for each in rooms:
        say(room=each, author=author)
    client.force_login(reader)

    lines = summaries.waiting_for(reader)
    page = client.get(lines[-1].url).text

    assert [line.url.endswith("#terbaru") for line in lines] == [True] * 3 + [False]
    assert [page.count(f">{each.name} <") for each in rooms] == [1] * 5


def test_every_deed_works_without_a_script():
    room = make_room()
    person = make_steward(alliance=room.alliance)
    say(room=room, author=person, body="Rabu")
    client = Client()
    client.force_login(person)
    url = f"{room.get_absolute_url()}pesan/1/"

    page = client.get(url)
    answers = [
        client.post(f"{url}{address}/", {"idempotency_key": uuid4(), **fields})
        for address, fields in (
            ("ubah", {"body": "Kamis"}),
            ("tanggapi", {"sign": "setuju"}),
            ("sematkan", {}),
        )
    ]
    again = client.post(f"{url}ubah/", {"idempotency_key": uuid4(), "body": ""})
    client.post(f"{url}hapus/", {"idempotency_key": uuid4()})

    assert page.status_code == 200
    assert [answer.status_code for answer in answers] == [302] * 3
    assert again.status_code == 422
    message = room.events.get(seq=1)
    assert (message.body, message.deleted_at is None) == ("", False)
    assert room.events.count() == 5


def test_the_outbox_alters_once(client):
    room = make_room()
    person = make_speaker(room=room)
    say(room=room, author=person)
    client.force_login(person)
    headers = {"Idempotency-Key": str(uuid4()), "Outbox": "1"}

    answers = [
        client.post(
            f"{room.get_absolute_url()}pesan/1/tanggapi/",
            {"sign": "setuju", "on": "true"},
            headers=headers,
        ).json()
        for _ in range(2)
    ]

    assert [answer["seq"] for answer in answers] == [2, 2]


def test_a_message_of_a_hidden_room_is_404(client):
    room = make_room()
    say(room=room, author=make_speaker(room=room))
    client.force_login(make_person())
    url = f"{room.get_absolute_url()}pesan/1/"

    assert client.get(url).status_code == 404
    assert client.post(f"{url}hapus/").status_code == 404


def test_words_are_found_again_and_a_day_is_opened(client):
    room = make_room()
    person = make_speaker(room=room)
    for body in ("Bank sampah menimbang", "Rapat", "Timbangan baru"):
        say(room=room, author=person, body=body)
    client.force_login(person)
    url = room.get_absolute_url()

    found = client.get(f"{url}cari/?kata=menimbang").text
    day = client.get(f"{url}?tanggal=2020-01-01")
    around = client.get(f"{url}?sekitar=2")

    assert "Bank sampah" in found
    assert "Rapat" not in found
    assert day["Location"].endswith("?sekitar=1#pesan-1")
    assert around.text.count('id="pesan-') == 3


def test_forgetting_a_person_takes_their_marks_out_of_signs():
    room = make_room()
    person, author = make_speaker(room=room), make_speaker(room=room)
    message = say(room=room, author=author)
    alter(altering.react, author=person, message=message, sign="setuju")

    known = personal.tell(person)
    personal.forget(person)

    message.refresh_from_db()
    assert known["tanggapan di ruang"][0]["tanda"] == "setuju"
    assert message.reactions == {"setuju": []}
