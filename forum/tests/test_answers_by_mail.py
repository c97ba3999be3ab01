"""A topic is answered by e-mail as on its page, and by its rules."""

from email.message import EmailMessage

import pytest
from django.core import mail

from accounts.models import User
from accounts.tests.factories import make_person
from forum.actions import arranging, posts, pseudonyms, removal
from forum.models import Forum, Post, Topic
from forum.tasks import tell_of_post
from forum.tests.factories import author_of, make_reply, make_topic
from notices.actions import preferences, receiving, sending
from notices.models import Channel, How

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The mail about a reply, to who asked; and the reply."""
    asking = make_person(email="siti@contoh.id")
    preferences.choose(person=asking, chosen={("replies", Channel.EMAIL): How.NOW})
    topic = make_topic(author=asking, title="Kapan mengurus izin?")
    post = make_reply(topic=topic, body="Bahan dulu.")
    tell_of_post(post.pk)
    sending.send_due()
    return mail.outbox.pop(), post


def answer(sent, text):
    message = EmailMessage()
    message["From"], message["To"] = "siti@contoh.id", sent.reply_to[0]
    message["Message-ID"] = "<jawaban@contoh.id>"
    message.set_content(text)
    return receiving.receive(message)


def test_the_answer_stands_in_the_topic_under_what_it_answers(told):
    sent, post = told

    row = answer(sent, "Izin dulu?\n\nPada Sen, Lokadaya <x@y.id> menulis:\n> Bahan")

    said = Post.objects.latest("pk")
    assert said.content.raw == "Izin dulu?"
    assert (said.topic, said.poster.email) == (post.topic, "siti@contoh.id")
    assert said.reply_to == post
    assert row.url == said.get_absolute_url()


def test_a_locked_topic_is_explained_and_the_words_come_back(told):
    sent, _post = told
    Topic.objects.update(status=Topic.TOPIC_LOCKED)

    row = answer(sent, "Izin dulu?")

    assert row.outcome == "explained"
    assert "Izin dulu?" in mail.outbox[0].body
    assert Post.objects.count() == 2


def test_a_topic_that_was_merged_goes_on_where_its_posts_are(told):
    sent, post = told
    staff, into = make_person(is_staff=True), make_topic()
    arranging.merge(moderator=staff, topic=post.topic, into=into, reason="Sama.")

    answer(sent, "Izin dulu?")

    assert into.posts.latest("pk").content.raw == "Izin dulu?"


def test_a_topic_that_was_taken_down_is_explained_and_the_words_come_back(told):
    sent, post = told
    staff = make_person(is_staff=True)
    Topic.objects.update(poster=None)
    for each in post.topic.posts.order_by("pk"):
        removal.take_down(moderator=staff, post=each, reason="Bukan tempatnya.")
    Post.objects.filter(pk=post.topic.first_post_id).update(poster=None)

    row = answer(sent, "Izin dulu?")

    assert row.outcome == "explained"
    assert "sedang diperiksa" in mail.outbox[0].body
    assert "Izin dulu?" in mail.outbox[0].body


def test_what_is_answered_may_have_been_taken_back_meanwhile(told):
    sent, post = told
    posts.delete(author=author_of(post), post=post)

    answer(sent, "Izin dulu?")

    assert Post.objects.latest("pk").reply_to is None


def test_a_mail_longer_than_a_post_may_be_comes_back_whole(told):
    sent, _post = told
    said = "Panjang sekali. " * 2_000

    row = answer(sent, said)

    assert row.outcome == "explained"
    assert "terlalu panjang" in mail.outbox[0].body
    assert mail.outbox[0].body.count("Panjang sekali.") == 2_000
    assert Post.objects.count() == 2


def test_who_has_a_pseudonym_there_answers_on_the_page(told):
    """A mail's last lines are often a name and an office."""
    sent, post = told
    forum = post.topic.forum
    Forum.objects.filter(pk=forum.pk).update(allows_pseudonyms=True)
    forum.refresh_from_db()
    person = User.objects.get(email="siti@contoh.id")
    pseudonyms.choose(person=person, forum=forum, name="Elang Laut")

    row = answer(sent, "Izin dulu.\n\nSalam,\nSiti Aminah\nYayasan Rekaan")

    assert row.outcome == "explained"
    assert "sebagai Elang Laut" in mail.outbox[0].body
    assert "Izin dulu." in mail.outbox[0].body
    assert Post.objects.count() == 2
