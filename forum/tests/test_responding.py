"""Warm words under a post, and the reply that answered a topic."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from forum import personal, summaries
from forum.actions import answers, posts, reactions
from forum.models import Post, Reaction, Topic
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from network.tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = make_person(name="Petronela")
    client.force_login(person)
    return person


def react(person, post, kind="agree", *, given=True):
    return reactions.react(person=person, post=post, kind=kind, given=given)


@pytest.mark.django_db(transaction=True)
def test_words_given_at_once_are_all_counted():
    post = make_reply(topic=make_topic())
    people = [make_person() for _number in range(4)]
    start = Barrier(4)

    def work(person):
        try:
            start.wait()
            react(person, post)
        finally:
            connection.close()

    workers = [Thread(target=work, args=[person]) for person in people]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    post.refresh_from_db()
    assert post.reactions == {"agree": 4}


def test_a_person_gives_one_of_each_and_takes_it_back():
    person, post = make_person(), make_reply(topic=make_topic())

    react(person, post)
    react(person, post)
    react(person, post, "thanks")
    assert Post.objects.get(pk=post.pk).reactions == {"agree": 1, "thanks": 1}

    react(person, post, given=False)
    react(person, post, given=False)
    assert Post.objects.get(pk=post.pk).reactions == {"thanks": 1}


def test_nobody_thanks_themselves_nor_where_they_may_not_look():
    author, stranger = make_person(), make_person()
    forum = make_forum(audience=make_audience(author))
    post = make_topic(forum=forum, author=author).posts.get()

    for person in (author, stranger):
        with pytest.raises(Refused):
            react(person, post)

    assert not Reaction.objects.exists()


def test_a_tap_answers_with_the_new_number(client, member):
    post = make_reply(topic=make_topic())
    url = f"{post.topic.get_absolute_url()}tanggapi/{post.pk}/"

    given = client.post(url, {"kind": "agree"}, headers={"HX-Request": "true"})
    taken = client.post(url, {"kind": "-agree"}, headers={"HX-Request": "true"})
    plain = client.post(url, {"kind": "thanks"})
    unknown = client.post(url, {"kind": "<script>"})

    assert "Setuju, 1" in given.content.decode()
    assert 'value="-agree"' in given.content.decode()
    assert "Setuju, 1" not in taken.content.decode()
    assert plain.url == post.get_absolute_url()
    assert unknown.status_code == 422


def test_who_leaves_takes_their_words_back():
    leaving, post = make_person(), make_reply(topic=make_topic())
    react(leaving, post)
    react(make_person(), post)

    told = personal.tell(leaving)["tanggapan di forum"]
    personal.forget(leaving)

    assert len(told) == 1
    assert Post.objects.get(pk=post.pk).reactions == {"agree": 1}


def test_the_asker_chooses_the_answer_and_it_stands_at_the_top(client, member):
    thing = make_organization()
    topic = make_topic(author=member, origin=thing)
    reply = make_reply(topic=topic, body="Datanglah habis zuhur.")
    url = f"{topic.get_absolute_url()}jawaban/{reply.pk}/"

    page = client.post(url, follow=True).content.decode()
    line = summaries.topics_about(thing, make_person())[0]
    client.post(url)

    assert "Jawaban terpilih</h2>" in page
    assert page.count("Datanglah habis zuhur.") == 2
    assert line.answer == "Datanglah habis zuhur."
    assert Topic.objects.get().answer is None


def test_others_do_not_choose_but_moderators_do_and_it_is_written_down():
    asking, moderator = make_person(), make_person()
    forum = make_forum()
    forum.moderators = make_audience(moderator)
    forum.save()
    answering = make_person()
    topic = make_topic(forum=forum, author=asking)
    reply = make_reply(topic=topic, author=answering)

    with pytest.raises(Refused):
        answers.choose(chooser=answering, topic=topic, post=reply)
    answers.choose(chooser=moderator, topic=topic, post=reply)

    entry = JournalEntry.objects.get(deed="forum.answer_chosen")
    assert (entry.actor, entry.person) == (moderator, asking)
    assert Topic.objects.get().answer == reply


def test_only_a_reply_of_the_topic_is_its_answer():
    asking = make_person()
    topic = make_topic(author=asking)
    elsewhere = make_reply(topic=make_topic())

    for post in (topic.posts.get(), elsewhere):
        with pytest.raises(Refused):
            answers.choose(chooser=asking, topic=topic, post=post)


def test_an_answer_that_was_taken_back_answers_nothing(client):
    asking, answering = make_person(), make_person()
    topic = make_topic(author=asking)
    reply = make_reply(topic=topic, author=answering)
    answers.choose(chooser=asking, topic=topic, post=reply)

    posts.delete(author=answering, post=reply)

    page = client.get(topic.get_absolute_url()).content.decode()
    assert Topic.objects.get().answer is None
    assert "Jawaban terpilih" not in page
