"""Talking beside a message: in the room's order, with an unread of its own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from alliances import realtime, summaries
from alliances.actions import blocking, expiry, reading, rooms, threads
from alliances.models import Room, RoomEvent, ThreadPosition
from alliances.tests.factories import make_room, make_speaker, say
from common.decisions import Refused

pytestmark = pytest.mark.django_db


def beside(message, author, body="Di samping"):
    return rooms.post_message(
        author=author,
        room=message.room,
        client_id=uuid4(),
        body=body,
        thread=message.seq,
    )


def page(client, person, room, query=""):
    client.force_login(person)
    return client.get(f"{room.get_absolute_url()}{query}").content.decode()


def test_what_is_said_beside_a_message_is_numbered_and_shows_at_it():
    room = make_room()
    person = make_speaker(room=room)
    first = say(room=room, author=person, body="Siapa mau menimbang?")

    event = beside(first, person, "Saya")

    frame = realtime.frame(room.events.with_targets().get(pk=event.pk))
    assert (frame["seq"], frame["kind"], frame["target"]) == (2, "thread", 1)
    assert "1 balasan di utas" in frame["html"]
    assert "Saya" in frame["words"]
    kept = Room.objects.get(pk=room.pk)
    assert (kept.last_seq, kept.said) == (2, 1)


def test_the_room_and_the_thread_show_their_own(client):
    room = make_room()
    person = make_speaker(room=room)
    first = say(room=room, author=person, body="Siapa mau menimbang?")
    event = beside(first, person, "Saya saja")
    say(room=room, author=person, body="Kabar lain")

    whole, thread = page(client, person, room), page(client, person, room, "?utas=1")

    assert "Saya saja" not in whole
    assert "Saya saja" in thread
    assert "Siapa mau" in thread
    assert "Kabar lain" not in thread
    led = client.get(f"{room.get_absolute_url()}?sekitar={event.seq}")
    assert led.url.endswith(f"?utas=1#pesan-{event.seq}")
    assert client.get(f"{room.get_absolute_url()}?utas={event.seq}").status_code == 404


def test_who_follows_a_thread_sees_its_news_in_the_room_and_at_home(client):
    room = make_room()
    asker, other = make_speaker(room=room), make_speaker(room=room)
    first = say(room=room, author=asker, body="Siapa mau menimbang?")
    summaries.waiting_for(asker)
    beside(first, other)
    beside(first, other)

    [line] = summaries.threads_with_news(room, asker)
    waiting = [each.title for each in summaries.waiting_for(asker)]
    page(client, asker, room, "?utas=1")

    assert (line.seq, line.unread) == (1, 2)
    assert "Balasan baru di utas" in waiting
    assert not summaries.threads_with_news(room, asker)
    assert not summaries.threads_with_news(room, other)
    assert ThreadPosition.objects.filter(person=other).get().said == 2


def test_a_form_without_script_and_older_ones_stay_in_the_thread(client):
    room = make_room()
    person = make_speaker(room=room)
    first = say(room=room, author=person)
    client.force_login(person)

    answer = client.post(
        reverse("alliances:post", args=[room.alliance.slug, room.slug]) + "?utas=1",
        {"body": "Halo", "thread": "1", "client_id": str(uuid4())},
    )
    events = reverse("alliances:events", args=[room.alliance.slug, room.slug])
    older = client.get(events, {"sebelum": 9, "utas": 1}).json()["events"]

    assert answer.url.endswith("?utas=1#terbaru")
    assert [each["seq"] for each in older] == [2]
    assert first.beside.count() == 1


def test_there_is_no_thread_of_a_thread_or_of_nothing():
    room = make_room()
    person = make_speaker(room=room)
    inner = beside(say(room=room, author=person), person)

    with pytest.raises(Refused):
        beside(inner, person)
    with pytest.raises(Refused):
        rooms.post_message(
            author=person, room=room, client_id=uuid4(), body="x", thread=99
        )


def test_speaking_beside_a_message_stays_within_the_bound(
    django_assert_max_num_queries,
):
    room = make_room()
    person = make_speaker(room=room)
    first = say(room=room, author=person)
    beside(first, person)

    with django_assert_max_num_queries(10):  # two of them open and close a savepoint
        beside(first, person)


def test_what_expires_goes_when_it_is_due_and_not_before():
    room = make_room()
    person = make_speaker(room=room)
    first = say(room=room, author=person, body="Lama")
    beside(first, person, "Baru")
    Room.objects.filter(pk=room.pk).update(keeps_days=7)
    old = timezone.now() - timedelta(days=8)
    RoomEvent.objects.filter(pk=first.pk).update(created_at=old)

    expiry.expire()

    assert set(room.events.values_list("body", flat=True)) == {"", "Baru"}
    RoomEvent.objects.update(created_at=old)
    expiry.expire()
    expiry.expire()
    assert not room.events.exists()


def test_what_expired_is_unread_for_nobody():
    room = make_room()
    person, reader = make_speaker(room=room), make_speaker(room=room)
    old = [say(room=room, author=person) for _nth in range(2)]
    root = say(room=room, author=reader)
    beside_it = [beside(root, person) for _nth in range(3)]
    room.refresh_from_db()
    reading.mark_read(person=person, room=room, seq=2)
    past = [*old, *beside_it[:2]]
    long_ago = timezone.now() - timedelta(days=8)
    RoomEvent.objects.filter(pk__in=[each.pk for each in past]).update(
        created_at=long_ago
    )
    RoomEvent.objects.filter(pk=root.pk).update(created_at=long_ago, pinned_at=long_ago)
    Room.objects.filter(pk=room.pk).update(keeps_days=7)

    expiry.expire()

    [line] = summaries.threads_with_news(room, reader)
    assert line.unread == 1
    rooms_now = Room.objects.with_unread(person)
    assert rooms_now.get(pk=room.pk).unread == 1
    root.refresh_from_db()
    assert (root.thread_said, root.pinned_at) == (1, None)
    threads.mark_read(person=reader, root=root, seq=99)
    assert not summaries.threads_with_news(room, reader)


def test_what_is_answered_while_it_expires_stays_with_its_answer():
    """The keys were chosen, then somebody answered, then the room was locked."""
    room = make_room()
    person = make_speaker(room=room)
    root, gone = (say(room=room, author=person) for _nth in range(2))
    room.events.update(created_at=timezone.now() - timedelta(days=8))
    since = timezone.now() - timedelta(days=7)
    young = RoomEvent.objects.filter(thread=OuterRef("pk"), created_at__gte=since)
    old = room.events.filter(created_at__lt=since).exclude(Exists(young))
    keys = list(old.order_by("seq").values_list("pk", flat=True))
    answer = beside(root, person, "Baru")

    expiry.delete(room, old, keys)

    assert keys == [root.pk, gone.pk]
    assert set(room.events.all()) == {root, answer}


def test_a_thread_that_one_follows_is_not_named_by_words_one_does_not_hear(client):
    room = make_room()
    reader, loud = make_speaker(room=room), make_speaker(room=room)
    root = say(room=room, author=loud, body="Teriakan")
    pinned = say(room=room, author=loud, body="Sorakan")
    RoomEvent.objects.filter(pk=pinned.pk).update(pinned_at=timezone.now())
    beside(root, reader)
    beside(root, make_speaker(room=room))
    assert (
        "Sorakan"
        in page(client, reader, room).split('id="pinned"')[1].split("</details>")[0]
    )

    blocking.block(person=reader, message=root)

    shown = page(client, reader, room)
    followed = shown.split("Utas yang Anda ikuti")[1].split("</ul>")[0]
    assert "Pesan dari orang yang Anda blokir" in followed
    assert "eriakan" not in shown
    assert "orakan" not in shown
