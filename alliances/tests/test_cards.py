"""Messages drawn once: never stale, and the same for all but whose they are."""

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from alliances import realtime
from alliances.cards import card_of, drawn
from alliances.models import RoomEvent
from alliances.tests.factories import make_room, make_speaker, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_room()


@pytest.fixture
def author(room):
    return make_speaker(room=room)


@pytest.fixture
def message(room, author):
    return say(room=room, author=author, body="Semula begini.")


def shown(message, reader=None):
    return drawn(RoomEvent.objects.with_names().get(pk=message.pk), reader)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"html": "<p>Kemudian begitu.</p>"}, "Kemudian begitu."),
        ({"edited_at": timezone.now()}, "disunting"),
        ({"pinned_at": timezone.now()}, "disematkan"),
        ({"deleted_at": timezone.now()}, "Pesan ini dihapus."),
        ({"reactions": {"setuju": ["abcd1234"]}}, 'data-who="abcd1234"'),
        ({"author": None}, "Anggota yang sudah pergi"),
    ],
)
def test_a_message_follows_every_change(message, change, words):
    assert words not in shown(message)

    RoomEvent.objects.filter(pk=message.pk).update(**change)

    assert words in shown(message)


def test_what_was_deleted_is_not_shown_from_what_was_kept(message):
    assert "Semula begini." in shown(message)

    RoomEvent.objects.filter(pk=message.pk).update(deleted_at=timezone.now())

    assert "Semula begini." not in shown(message)
    assert "Semula begini." not in str(card_of(RoomEvent.objects.get(), None))


def test_whose_it_is_is_said_to_nobody_else(room, author, message):
    mark = str(author.sub)[:8]
    RoomEvent.objects.filter(pk=message.pk).update(reactions={"setuju": [mark]})
    own, others = shown(message, author), shown(message, make_speaker(room=room))

    assert 'class="message mine"' in own
    assert 'aria-pressed="true"' in own
    theirs = own.replace(" mine", "").replace('pressed="true"', 'pressed="false"')
    assert theirs == others
    assert realtime.frame(RoomEvent.objects.get())["html"] == others


def test_what_is_kept_says_what_would_be_drawn_anew(author, message):
    event = RoomEvent.objects.with_names().get()
    anew = {"card": card_of(event, author), "alone": False}

    assert drawn(event, author) == render_to_string("alliances/_message.html", anew)
    assert drawn(event, author) == render_to_string("alliances/_message.html", anew)


def test_a_card_holds_nothing_that_may_change_behind_it(message):
    event = RoomEvent.objects.with_names().get()
    plain = {str, int, bool, tuple, datetime, type(None)}

    assert {type(value) for value in card_of(event, None)} <= plain
