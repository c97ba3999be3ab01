"""Whom somebody blocked in a room does not reach them from the forum."""

import pytest

from accounts.tests.factories import make_person
from alliances.models import Block
from forum.listeners import listeners_of, newly_named
from forum.models import Pseudonym
from forum.tests.factories import make_reply, make_topic

pytestmark = pytest.mark.django_db


def test_who_is_blocked_is_not_heard_from_the_forum_but_a_pseudonym_tells_nothing():
    asking, other = make_person(name="Siti Aminah"), make_person()
    blocked = make_person()
    Block.objects.create(person=asking, blocked=blocked)
    topic = make_topic(author=asking)
    make_reply(topic=topic, author=other)
    post = make_reply(topic=topic, author=blocked, body="@Siti Aminah, dengar!")

    assert [each.person for each in listeners_of(post)] == [other]
    assert newly_named(post, [asking.pk]) == []

    post.pseudonym = Pseudonym.objects.create(
        forum=topic.forum, person=blocked, name="Mawar"
    )
    post.poster = None
    post.save()
    assert {each.person for each in listeners_of(post)} == {asking, other}
