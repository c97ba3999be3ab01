"""Telling who took part in a topic that someone answered."""

import pytest

from accounts.tests.factories import make_person
from forum.actions import reading
from forum.models import Forum
from forum.tasks import tell_of_post
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_the_author_and_who_answered_are_told_and_nobody_else():
    asking, answering, third = make_person(), make_person(), make_person(name="Teguh")
    make_person()
    topic = make_topic(author=asking, title="Kapan mengurus izin?")
    make_reply(topic=topic, author=answering)
    post = make_reply(topic=topic, author=third, body="Bahan dulu, **izin** kemudian.")

    tell_of_post(post.pk)

    notices = Notice.objects.all()
    assert {notice.person for notice in notices} == {asking, answering}
    assert notices[0].title == "Teguh membalas “Kapan mengurus izin?”"
    assert notices[0].text == "Bahan dulu, izin kemudian."
    assert notices[0].url == post.get_absolute_url()


def test_many_answers_while_away_are_told_once():
    asking = make_person()
    topic = make_topic(author=asking)
    posts = [make_reply(topic=topic) for _number in range(3)]

    for post in posts:
        tell_of_post(post.pk)
        tell_of_post(post.pk)
    assert Notice.objects.filter(person=asking).count() == 1

    reading.mark_read(reader=asking, topic=topic, until=posts[-1].created)
    tell_of_post(make_reply(topic=topic).pk)
    assert Notice.objects.filter(person=asking).count() == 2


def test_who_is_reading_along_is_not_told():
    asking = make_person()
    topic = make_topic(author=asking)
    post = make_reply(topic=topic)
    reading.mark_read(reader=asking, topic=topic, until=post.created)

    tell_of_post(post.pk)

    assert not Notice.objects.filter(person=asking).exists()


def test_who_may_no_longer_see_the_forum_is_not_told():
    leaving, staying = make_person(), make_person()
    audience = make_audience(leaving, staying)
    forum = make_forum(audience=audience)
    topic = make_topic(forum=forum, author=leaving)
    audience.members.remove(leaving)
    post = make_reply(topic=topic, author=staying)

    tell_of_post(post.pk)

    assert Forum.objects.count() == 1
    assert not Notice.objects.exists()


def test_a_post_that_is_gone_is_no_error():
    tell_of_post(0)
