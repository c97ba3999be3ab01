"""Suspensions: where they hold, how they end, and appeals."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum.actions import flags, polls, reactions, suspensions, topics
from forum.models import Forum, Suspension, Topic
from forum.permissions import can_open_topic, can_reply
from forum.tests.factories import (
    author_of,
    make_audience,
    make_forum,
    make_reply,
    make_topic,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db

WHY = "Menghina anggota lain."


@pytest.fixture
def staff():
    return make_person(is_staff=True)


def suspend(moderator, post, *, forum=None, days=3):
    return suspensions.suspend(
        moderator=moderator,
        post=post,
        forum=forum,
        ends_at=timezone.now() + timedelta(days=days),
        reason=WHY,
    )


def test_the_suspended_read_and_are_told_why_they_cannot_write(staff):
    topic = make_topic()
    author = author_of(topic)

    suspend(staff, topic.posts.get())

    decision = can_reply(author, topic)
    assert not decision
    assert WHY in decision.reason
    with pytest.raises(Refused):
        topics.reply(author=author, topic=topic, body="Tetap mau menulis.")
    assert topic.is_visible_to(author)
    assert WHY in Notice.objects.get(person=author).text


def test_words_that_are_refused_on_the_way_stand_on_the_page(client, staff):
    topic, locked = make_topic(), make_topic()
    author = author_of(topic)
    client.force_login(author)
    suspend(staff, topic.posts.get())
    Topic.objects.filter(pk=locked.pk).update(status=Topic.TOPIC_LOCKED)
    said = {"title": "Boleh saya bertanya?", "body": "Kata yang lama saya susun."}
    poll = {"poll-question": "Kapan berkumpul?", "poll-options": "Senin\nSelasa"}

    for url in (
        f"{topic.get_absolute_url()}balas/",
        f"{topic.forum.get_absolute_url()}baru/",
        f"{locked.get_absolute_url()}balas/",
    ):
        response = client.post(url, said)
        assert response.status_code == 422
        assert said["body"] in response.content.decode()
    opening = client.post(f"{topic.forum.get_absolute_url()}baru/", {**said, **poll})
    whole = "\n\n".join([*said.values(), *poll.values()])
    assert whole in opening.content.decode()
    closed = make_forum(audience=make_audience(staff))
    for way in ("baru", "pratinjau"):
        response = client.post(f"{closed.get_absolute_url()}{way}/", said)
        assert response.status_code == 404
        page = response.content.decode()
        assert said["title"] in page
        assert said["body"] in page


def test_a_suspension_ends_by_itself(staff):
    topic = make_topic()
    suspend(staff, topic.posts.get())
    past = timezone.now() - timedelta(hours=1)

    Suspension.objects.update(starts_at=past - timedelta(days=1), ends_at=past)

    assert can_reply(author_of(topic), topic)


def test_it_holds_in_its_branch_and_not_beside_it(staff):
    forum = make_forum()
    below = make_forum(parent=forum.place)
    beside = make_forum()
    topic = make_topic(forum=below)

    suspend(staff, topic.posts.get(), forum=forum)

    assert not can_open_topic(author_of(topic), below)
    assert not can_open_topic(author_of(topic), forum)
    assert can_open_topic(author_of(topic), beside)


def test_a_moderator_suspends_where_they_moderate_and_staff_everywhere():
    moderator = make_person()
    forum = make_forum()
    Forum.objects.filter(pk=forum.pk).update(moderators=make_audience(moderator))
    here, elsewhere = make_topic(forum=forum), make_topic()

    assert suspend(moderator, here.posts.get(), forum=forum)
    for post, place in ((here.posts.get(), None), (elsewhere.posts.get(), forum)):
        with pytest.raises(Refused):
            suspend(moderator, post, forum=place)


def test_an_appeal_is_answered_once_by_another_moderator(client, staff):
    post = make_reply(topic=make_topic())
    suspension = suspend(staff, post)
    other = make_person(is_staff=True)

    client.force_login(post.poster)
    url = f"/forum/penangguhan/{suspension.pk}/keberatan/"
    assert WHY in client.get("/forum/penangguhan/").content.decode()
    assert client.post(url, {"text": ""}).status_code == 422
    assert client.post(url, {"text": "Itu kutipan."}).status_code == 302
    assert client.post(url, {"text": "Lagi."}).status_code == 422

    client.force_login(staff)
    url = f"/forum/keberatan/{suspension.pk}/"
    assert "Itu kutipan." not in client.get("/forum/antrean/").content.decode()
    assert client.post(url, {"reason": "Tidak.", "hold": 1}).status_code == 422

    client.force_login(other)
    assert "Itu kutipan." in client.get("/forum/antrean/").content.decode()
    assert client.post(url, {"reason": "Betul.", "lift": 1}).status_code == 302
    assert can_reply(author_of(post), post.topic)
    assert Notice.objects.filter(person=post.poster, text="Betul.").exists()


def test_suspending_from_the_page(client, staff):
    post = make_reply(topic=make_topic())
    client.force_login(staff)
    url = f"/forum/tulisan/{post.pk}/tangguhkan/"
    day = timezone.localdate() + timedelta(days=7)

    assert client.get(url).status_code == 200
    late = {"ends_on": day + timedelta(days=900), "reason": WHY}
    assert client.post(url, late).status_code == 422
    response = client.post(url, {"ends_on": day, "reason": WHY})

    assert response.status_code == 302
    assert Suspension.objects.get().forum is None
    client.force_login(make_person())
    assert client.get(url).status_code == 404


def test_a_suspension_is_ended_from_the_queue_by_who_may(client, staff):
    topic = make_topic()
    suspension = suspend(staff, topic.posts.get())
    url = f"/forum/penangguhan/{suspension.pk}/cabut/"
    client.force_login(author_of(topic))
    assert client.get(url).status_code == 404

    client.force_login(make_person(is_staff=True))
    assert url in client.get("/forum/antrean/ditangguhkan/").content.decode()
    assert client.post(url, {}).status_code == 422
    client.post(url, {"reason": "Sudah dibicarakan."})

    assert can_reply(author_of(topic), topic)
    assert url not in client.get("/forum/antrean/ditangguhkan/").content.decode()


def test_who_decides_on_an_appeal_hears_that_it_waits(staff):
    other = make_person(is_staff=True)
    post = make_topic().posts.get()
    suspension = suspend(staff, post)

    suspensions.appeal(person=author_of(post), suspension=suspension, text="Keliru.")

    waits = Notice.objects.get(kind="forum.queue")
    assert (waits.person, waits.url) == (other, f"/forum/keberatan/{suspension.pk}/")
    assert author_of(post).name in waits.title


def test_what_concerns_the_only_moderator_is_brought_to_staff(staff):
    only = make_person()
    forum = make_forum(moderators=make_audience(only))
    topic = make_topic(forum=forum)
    suspension = suspend(only, topic.posts.get(), forum=forum)
    Notice.objects.all().delete()

    suspensions.appeal(person=author_of(topic), suspension=suspension, text="Keliru.")
    reader, own = make_person(), make_topic(forum=forum, author=only)
    flags.flag(reader=reader, post=own.posts.get(), reason="spam")

    assert {notice.person for notice in Notice.objects.filter(kind="forum.queue")} == {
        staff
    }
    mine = Forum.objects.moderated_by
    assert not Suspension.objects.for_queue(only, mine(only)).exists()
    assert Suspension.objects.for_queue(staff, mine(staff)).get() == suspension


def test_the_suspended_ask_no_poll_otherwise_and_thank_nobody(staff):
    author, topic = make_person(), make_topic()
    asked = polls.Asked("Kapan?", ("Senin", "Rabu"))
    own = topics.open_topic(
        author=author, place=topic.forum, title="Rapat", body="Pilih.", poll=asked
    )
    suspend(staff, own.posts.get())

    with pytest.raises(Refused, match=WHY):
        polls.change(asker=author, poll=own.poll, asked=asked)
    with pytest.raises(Refused, match=WHY):
        polls.close(closer=author, poll=own.poll)
    with pytest.raises(Refused, match=WHY):
        reactions.react(person=author, post=topic.posts.get(), kind="agree", given=True)


def test_who_is_suspended_finds_where_to_object(client, staff):
    topic = make_topic()
    author = author_of(topic)
    forum = topic.forum
    suspend(staff, topic.posts.get())
    pages = [
        topic.get_absolute_url(),
        forum.get_absolute_url(),
        reverse("forum:new_topic", args=[forum.slug, forum.pk]),
    ]
    client.force_login(author)

    address = reverse("forum:suspensions")
    assert [f'"{address}"' in client.get(page).text for page in pages] == [True] * 3
