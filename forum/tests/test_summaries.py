"""What other pages show of the forums."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from forum import links, summaries
from forum.actions import flags, places, posts, reading
from forum.models import Topic
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from network.tests.factories import make_organization

pytestmark = pytest.mark.django_db


def test_topics_about_a_thing_are_found_from_it(django_assert_num_queries):
    reader = make_person()
    thing, other = make_organization(), make_organization()
    for _number in range(3):
        make_reply(topic=make_topic(origin=thing))
    make_topic(origin=other)
    make_topic()
    summaries.topics_about(thing, reader)

    with django_assert_num_queries(2):
        lines = summaries.topics_about(thing, reader)

    assert [(line.replies, line.unread) for line in lines] == [(1, True)] * 3


def test_topics_in_closed_forums_are_not_told_to_strangers():
    member, thing = make_person(), make_organization()
    forum = make_forum(audience=make_audience(member))
    make_topic(forum=forum, author=member, origin=thing)

    assert len(summaries.topics_about(thing, member)) == 1
    assert summaries.topics_about(thing, make_person()) == []
    assert summaries.topics_about(thing, AnonymousUser()) == []
    assert summaries.recent_public() == []


def test_the_address_to_ask_carries_what_is_asked_about():
    thing = make_organization()
    places.ensure_place(name="courses.course:drm", title="Penggalangan", parent="cop")

    url = links.ask_url(place="courses.course:drm", origin=thing)

    assert url.startswith("/forum/penggalangan-")
    assert links.read_origin(links.sign_origin(thing)) == thing


def test_a_place_that_is_not_there_leads_to_the_forums():
    assert links.ask_url(place="courses.course:tidak-ada") == "/forum/"


def test_replies_wait_for_who_took_part_until_they_read_them(
    django_assert_num_queries,
):
    asking, answering, stranger = (make_person(name=name) for name in "ABC")
    for _number in range(3):
        topic = make_topic(author=asking)
        make_reply(topic=topic, author=answering)
        last = make_reply(topic=topic, author=answering)

    with django_assert_num_queries(2):
        waiting = summaries.waiting_for(asking)

    assert [item.badge for item in waiting] == ["2 balasan baru"] * 3
    assert summaries.waiting_for(answering) == []
    assert summaries.waiting_for(stranger) == []

    reading.mark_read(reader=asking, topic=topic, until=last.created)
    assert len(summaries.waiting_for(asking)) == 2


def test_what_was_taken_back_is_not_new():
    asking, answering = make_person(), make_person()
    topics = [make_topic(author=asking) for _number in range(2)]
    for topic in topics:
        gone = make_reply(topic=topic, author=answering)
        posts.delete(author=answering, post=gone)
    kept = make_reply(topic=topics[0], author=answering)

    waiting = summaries.waiting_for(asking)
    topic = Topic.objects.for_page(asking).get(pk=topics[0].pk)

    assert [item.badge for item in waiting] == ["1 balasan baru"]
    assert summaries.first_unread(topic, asking) == kept


def test_the_public_home_shows_the_newest_topics_in_one_query(
    django_assert_num_queries,
):
    author = make_person(name="Petronela", regency=make_regency())
    for _number in range(4):
        topic = make_topic(author=author)
    make_reply(topic=topic)

    with django_assert_num_queries(1):
        rows = summaries.recent_public(limit=3)

    assert len(rows) == 3
    assert rows[0].author == "Petronela"
    assert rows[0].place == "Kabupaten Gowa"
    assert rows[0].replies == 1


def test_the_words_of_people_who_left_stay_without_their_names():
    author = make_person()
    make_topic(author=author)
    author.delete()

    assert summaries.recent_public()[0].author == "Anggota yang sudah pergi"


def test_what_is_to_be_decided_waits_for_its_moderators_alone():
    moderator, reader, other = (make_person() for _ in range(3))
    audience = make_audience(moderator)
    forum = places.ensure_place(name="a", title="A", moderators=audience)
    post = make_reply(topic=make_topic(forum=forum))
    make_topic(forum=places.ensure_place(name="b", title="B"))
    assert summaries.waiting_for(moderator) == []

    for person in (reader, other):
        flags.flag(reader=person, post=post, reason="spam")

    [waiting] = summaries.waiting_for(moderator)
    assert waiting.url == "/forum/antrean/"
    assert waiting.badge == "1 menunggu"
    assert summaries.waiting_for(reader) == []
