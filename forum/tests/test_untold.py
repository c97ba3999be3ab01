"""What is still to be told of posts is a row: no task that is lost is missed."""

from datetime import timedelta

import pytest
from celery import Task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.tests.factories import make_person
from forum import jobs, tasks
from forum.actions import posts
from forum.models import Post, Untold
from forum.tests.factories import author_of, make_reply, make_topic
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = make_topic(author=make_person())
    Untold.objects.all().delete()
    return topic


def time_goes_by(**time):
    Untold.objects.update(since=timezone.now() - timedelta(**time))


def told(person):
    return Notice.objects.filter(person=person).count()


def test_a_task_that_was_lost_is_made_up_for_and_nobody_hears_twice(topic):
    make_reply(topic=topic)
    lost = Untold.objects.get()

    jobs.tell_what_is_untold()
    assert told(topic.poster) == 0

    time_goes_by(minutes=3)
    jobs.tell_what_is_untold()
    jobs.tell_what_is_untold()
    tasks.tell(lost.pk)

    assert told(topic.poster) == 1
    assert not Untold.objects.exists()


def test_what_the_task_told_is_told_no_more(topic):
    make_reply(topic=topic)
    tasks.tell(Untold.objects.get().pk)
    time_goes_by(minutes=3)
    jobs.tell_what_is_untold()

    assert told(topic.poster) == 1
    assert not Untold.objects.exists()


def test_what_came_after_a_post_that_goes_and_who_is_newly_named_is_made_up_for_too(
    topic,
):
    named = make_person(name="Yan Bere")
    spam, answer = make_reply(topic=topic), make_reply(topic=topic)
    tasks.tell_of_post(spam.pk)
    Untold.objects.all().delete()

    posts.delete(author=author_of(spam), post=spam)
    posts.edit(author=author_of(answer), post=answer, body="Tanya @Yan Bere.")
    time_goes_by(minutes=3)
    jobs.tell_what_is_untold()

    assert told(topic.poster) == 2
    assert Notice.objects.get(person=named).kind == "forum.mention"
    assert not Untold.objects.exists()


def test_what_could_not_be_told_for_days_is_no_news_any_more(topic):
    make_reply(topic=topic)
    time_goes_by(days=4)

    jobs.tell_what_is_untold()

    assert told(topic.poster) == 0
    assert not Untold.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_what_was_written_stays_written(client, topic, monkeypatch):
    def away(*_given, **_more):
        raise OperationalError("Error 111 connecting to redis: Connection refused.")

    monkeypatch.setattr(Task, "apply_async", away)
    author = make_person()
    client.force_login(author)

    sent = client.post(f"{topic.get_absolute_url()}balas/", {"body": "Sisa stok."})

    post = Post.objects.get(poster=author)
    assert sent.status_code == 302
    assert Untold.objects.get().post == post
