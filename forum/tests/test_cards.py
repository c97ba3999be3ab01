"""Posts that are drawn once: never stale, and never with what is another reader's."""

from datetime import datetime
from itertools import chain

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.tests.factories import make_person
from common.templatetags.lokadaya import kept_with_forms
from forum.actions import reactions
from forum.cards import cards_of
from forum.models import Post, Topic
from forum.tests.factories import make_reply, make_topic

pytestmark = pytest.mark.django_db
PLAIN = (bool, int, str, SafeString, datetime, type(None))
LONG_AGO = datetime.fromisoformat("2020-02-03T04:05:06Z")


@pytest.fixture
def post():
    return make_reply(topic=make_topic(), body="Semula begini.")


def card(post, reader=None):
    """As the page of its topic makes it, with all that a reader may do."""
    user = reader or AnonymousUser()
    topic = Topic.objects.for_page(user).get(pk=post.topic_id)
    found = Post.objects.filter(pk=post.pk).for_topic_page(user)
    return cards_of(found, topic, user, where="", may_respond=user.is_authenticated)[0]


def drawn(post, reader=None, token="token"):
    context = Context({"csrf_token": token})
    return kept_with_forms(context, "forum/_post.html", card=card(post, reader))


def values(card):
    """All that a card holds, and what is held by that."""
    if isinstance(card, tuple):
        return list(chain.from_iterable(map(values, card)))
    if hasattr(card, "__dataclass_fields__"):
        return values(tuple(vars(card).values()))
    return [card]


def test_a_card_is_known_by_values_and_nothing_that_may_change_behind_it(post):
    assert {type(value) for value in values(card(post))} <= set(PLAIN)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"_content_rendered": "<p>Kemudian begitu.</p>"}, "Kemudian begitu."),
        ({"approved": False}, "menunggu diperiksa"),
        ({"updates_count": 1}, "disunting"),
        ({"reactions": {"thanks": 3}}, "Terima kasih, 3"),
        (
            {"created": datetime.fromisoformat("2020-02-03T04:05:06Z")},
            "3 Februari 2020",
        ),
        ({"mentions": [{"words": "Semula", "url": "/orang/x/"}]}, 'href="/orang/x/"'),
    ],
)
def test_a_card_follows_every_change_of_its_post(post, change, words):
    assert words not in drawn(post)

    Post.objects.filter(pk=post.pk).update(**change)

    assert words in drawn(post)


def test_a_card_follows_who_wrote_it_and_what_was_chosen(post):
    assert "Nama Baru" not in drawn(post)

    User.objects.filter(pk=post.poster_id).update(name="Nama Baru")
    Topic.objects.filter(pk=post.topic_id).update(answer=post)

    assert "Nama Baru" in drawn(post)
    assert "jawaban terpilih" in drawn(post)


def test_what_one_reader_may_do_is_not_on_the_card_of_another(post):
    staff = make_person(is_staff=True)

    own = drawn(post, post.poster)
    others = drawn(post, make_person())

    assert "/sunting/" in own
    assert "/hapus/" in own
    assert "/laporkan/" not in own
    assert "/sunting/" not in others
    assert "/hapus/" not in others
    assert "/laporkan/" in others
    assert "/periksa/" not in others
    assert "/periksa/" in drawn(post, staff)
    assert "/tanggapi/" not in drawn(post)


def test_what_one_reader_gave_is_not_pressed_for_another(post):
    giver = make_person()
    reactions.react(person=giver, post=post, kind="agree", given=True)

    assert 'value="-agree" aria-pressed="true"' in drawn(post, giver)
    assert 'aria-pressed="true"' not in drawn(post, make_person())


def test_each_reader_gets_a_token_of_their_own(post):
    first = drawn(post, make_person(), "token-satu")
    second = drawn(post, make_person(), "token-dua")

    assert "token-satu" in first
    assert "token-satu" not in second
    assert first.replace("token-satu", "") == second.replace("token-dua", "")


def test_who_is_shown_no_form_is_given_no_token(client, post):
    answer = client.get(f"/forum/balasan/{post.pk}/", follow=True)

    assert "Semula begini." in answer.content.decode()
    assert "csrftoken" not in str(answer.cookies)


def test_what_is_kept_says_what_would_be_drawn_anew(post):
    reader = make_person()
    anew = {"card": card(post, reader), "csrf_token": "token"}

    assert drawn(post, reader) == render_to_string("forum/_post.html", anew)
    assert drawn(post, reader) == render_to_string("forum/_post.html", anew)
