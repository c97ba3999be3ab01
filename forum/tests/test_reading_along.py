"""Going on where one stopped, what comes in meanwhile, and who may listen."""

import re
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.routing import get_default_application
from channels.testing import WebsocketCommunicator
from django.test import Client
from django.utils import timezone

from accounts.tests.factories import make_person
from common.sockets import DISMISSED, NOT_FOUND, SIGNED_OUT
from forum.actions import reading, removal
from forum.models import Post, Topic, TopicReadTrack
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic

pytestmark = pytest.mark.django_db


def read(client, topic, page=1):
    """As a browser without scripts: the page, and the picture at its end."""
    shown = client.get(topic.get_absolute_url(), {"hal": page}).content.decode()
    mark = re.search(r'<noscript><img [^>]*src="([^"]+)"', shown)
    assert mark is not None
    assert client.get(mark[1]).status_code == 204
    return shown


@pytest.fixture
def member(client):
    person = make_person(name="Petronela")
    client.force_login(person)
    return person


def test_one_goes_on_at_the_first_post_that_was_not_read(client, member):
    topic = make_topic(author=member)
    posts = [make_reply(topic=topic) for _number in range(25)]
    reading.mark_read(reader=member, topic=topic, until=posts[21].created)

    goes_on = client.get(f"{topic.get_absolute_url()}lanjut/")

    assert goes_on.url == posts[22].get_absolute_url()
    assert goes_on.url.endswith(f"?hal=2#balasan-{posts[22].pk}")


def test_a_page_is_found_where_this_reader_sees_it_under_any_name(client, member):
    topic = make_topic(author=member)
    hidden = make_reply(topic=topic, author=member)
    replies = [make_reply(topic=topic) for _number in range(19)]
    Post.objects.filter(pk=hidden.pk).update(approved=False)
    last = replies[-1]

    found = client.get(f"/forum/balasan/{last.pk}/").url
    old = client.get(
        topic.get_absolute_url().replace(topic.slug, "nama-lama") + "?hal=2"
    )
    assert found == f"{topic.get_absolute_url()}?hal=2#{last.anchor}"
    assert old.url == f"{topic.get_absolute_url()}?hal=2"
    thanked = client.post(
        f"{topic.get_absolute_url()}tanggapi/{last.pk}/", {"kind": "thanks"}
    )
    assert thanked.url == found
    client.force_login(make_person())
    assert "?hal" not in client.get(f"/forum/balasan/{last.pk}/").url


def test_who_has_read_all_goes_to_the_last_post(client, member):
    topic = make_topic()
    last = make_reply(topic=topic)
    read(client, topic)

    goes_on = client.get(f"{topic.get_absolute_url()}lanjut/")

    assert goes_on.url == last.get_absolute_url()
    assert not Topic.objects.unread_by(member).exists()


def test_who_answers_from_the_beginning_goes_on_where_they_stopped(member):
    topic = make_topic()
    posts = [make_reply(topic=topic, body=f"Balasan {n}") for n in range(3)]
    reading.mark_read(reader=member, topic=topic, until=posts[0].created)

    make_reply(topic=topic, author=member, body="Dari ponsel, sejam kemudian")

    mark = TopicReadTrack.objects.get(user=member, topic=topic)
    assert mark.mark_time == posts[0].created
    reading.mark_read(reader=member, topic=topic, until=posts[2].created)
    make_reply(topic=topic, author=member, body="Sekarang semua sudah terbaca")
    assert not Topic.objects.unread_by(member).exists()


def test_looking_back_unreads_nothing(client, member):
    topic = make_topic()
    posts = [make_reply(topic=topic) for _number in range(3)]
    url = f"{topic.get_absolute_url()}terbaca/"

    for post in (posts[2], posts[0]):
        assert client.post(f"{url}{post.pk}/").status_code == 204

    assert TopicReadTrack.objects.get(user=member).mark_time == posts[2].created


def test_reading_an_old_topic_unreads_nothing_of_its_forum(client):
    forum = make_forum()
    old, newer = make_topic(forum=forum), make_topic(forum=forum)
    long_ago = timezone.now() - timedelta(days=900)
    Post.objects.filter(topic=old).update(created=long_ago)
    member = make_person()
    client.force_login(member)

    read(client, old)
    assert not TopicReadTrack.objects.filter(user=member).exists()
    # A mark from before the member joined, as an import may bring one.
    TopicReadTrack.objects.create(user=member, topic=old, mark_time=long_ago)
    client.get(forum.get_absolute_url())
    assert not Topic.objects.unread_by(member).exists()

    reading.mark_forum_read(reader=member, forum=forum)
    TopicReadTrack.objects.create(user=member, topic=old, mark_time=long_ago)
    client.get(forum.get_absolute_url())
    assert not Topic.objects.unread_by(member).exists()
    last = make_reply(topic=newer)
    assert Topic.objects.unread_by(member).get().last_post == last


def test_a_page_that_was_only_fetched_is_not_read(client, member):
    topic = make_topic()

    client.get(topic.get_absolute_url())

    assert not TopicReadTrack.objects.filter(user=member).exists()


def test_what_came_in_is_handed_out_as_the_reader_may_see_it(client, member):
    topic = make_topic()
    last = make_reply(topic=topic)
    url = f"{topic.get_absolute_url()}setelah/{last.pk}/"

    nothing = client.get(url)
    make_reply(topic=topic, body="Baru saja **tiba**.")
    held = make_reply(topic=topic, body="Menunggu diperiksa.")
    held.approved = False
    held.save()
    something = client.get(url).content.decode()

    assert nothing.status_code == 204
    assert "Baru saja <strong>tiba</strong>." in something
    assert "Menunggu diperiksa." not in something
    assert "<html" not in something


def test_what_was_let_through_comes_in_last_and_is_read_with_all_before_it(
    client, member
):
    topic = make_topic()
    held = make_reply(topic=topic, body="Lihat https://contoh.example/beli")
    last = make_reply(topic=topic)
    url = topic.get_absolute_url()
    assert not Post.objects.get(pk=held.pk).approved
    removal.restore(moderator=make_person(is_staff=True), post=held, reason="")

    came_in = client.get(f"{url}setelah/{last.pk}/").content.decode()
    page = read(client, topic)

    posts = re.findall(r'data-post="(\d+)" data-at="([\d.]+)"', page)
    in_order = sorted(posts, key=lambda post: float(post[1]))
    assert [int(pk) for pk, _at in in_order][1:] == [last.pk, held.pk]
    assert re.findall(r'data-post="(\d+)"', came_in) == [str(held.pk)]
    assert not Topic.objects.unread_by(member).exists()


def test_who_asked_may_take_what_just_came_in_for_the_answer(client, member):
    topic = make_topic(author=member)
    url = f"{topic.get_absolute_url()}setelah/{topic.posts.get().pk}/"
    make_reply(topic=topic)

    assert "Ini jawabannya" in client.get(url).content.decode()
    client.force_login(make_person())
    assert "Ini jawabannya" not in client.get(url).content.decode()


def test_strangers_are_handed_nothing(client, member):
    insider = make_person()
    topic = make_topic(
        forum=make_forum(audience=make_audience(insider)), author=insider
    )
    post = topic.posts.get()
    url = topic.get_absolute_url()

    for path in (f"setelah/{post.pk}/", f"terbaca/{post.pk}/", "lanjut/"):
        assert client.get(f"{url}{path}").status_code == 404


# --- sockets


def socket(topic, person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    cookies = "; ".join(f"{name}={m.value}" for name, m in client.cookies.items())
    headers = [(b"cookie", cookies.encode()), (b"origin", b"http://testserver")]
    headers.append((b"host", b"testserver"))
    path = f"/ws/forum/topik/{topic.pk}/"
    return WebsocketCommunicator(get_default_application(), path, headers)


async def closing_code(one):
    while True:
        output = await one.receive_output(timeout=5)
        if output["type"] == "websocket.close":
            return output["code"]


@pytest.mark.django_db(transaction=True)
def test_who_has_a_topic_open_hears_of_a_reply_and_nothing_of_its_words():
    topic, reader = make_topic(), make_person()

    async def listen():
        one = await sync_to_async(socket)(topic, reader)
        await one.connect(timeout=5)
        ready = await one.receive_json_from(timeout=5)
        await one.send_json_to({"type": "apa saja"})
        error = await one.receive_json_from(timeout=5)
        post = await sync_to_async(make_reply)(topic=topic)
        news = await one.receive_json_from(timeout=5)
        await one.disconnect()
        return ready, error, news, post

    ready, error, news, post = async_to_sync(listen)()

    assert ready == {"type": "ready"}
    assert error["type"] == "error"
    assert news == {"type": "news", "post": post.pk}


@pytest.mark.django_db(transaction=True)
def test_strangers_and_visitors_do_not_listen():
    insider = make_person()
    topic = make_topic(
        forum=make_forum(audience=make_audience(insider)), author=insider
    )
    people = (make_person(), None)

    async def listen(person):
        one = await sync_to_async(socket)(topic, person)
        await one.connect(timeout=5)
        return await closing_code(one)

    codes = [async_to_sync(listen)(person) for person in people]

    assert codes == [NOT_FOUND, SIGNED_OUT]


@pytest.mark.django_db(transaction=True)
def test_who_no_longer_belongs_hears_nothing_more():
    insider, leaving = make_person(), make_person()
    audience = make_audience(insider, leaving)
    topic = make_topic(forum=make_forum(audience=audience), author=insider)

    async def listen():
        one = await sync_to_async(socket)(topic, leaving)
        await one.connect(timeout=5)
        await one.receive_json_from(timeout=5)
        await sync_to_async(audience.members.remove)(leaving)
        await sync_to_async(make_reply)(topic=topic, author=insider)
        return await closing_code(one)

    assert async_to_sync(listen)() == DISMISSED
