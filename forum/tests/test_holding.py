"""What waits for a moderator before others read it, and what becomes of it."""

import pytest
from django.contrib.auth.models import Group
from machina.core.db.models import get_model

from accounts.tests.factories import make_person
from forum import summaries
from forum.actions import posts, removal
from forum.models import Follow, Forum, Post, Topic
from forum.tasks import tell_of_post
from forum.tests.factories import (
    author_of,
    make_audience,
    make_forum,
    make_reply,
    make_topic,
)
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db

SPAM = "Obat kuat murah di https://contoh.example/beli"


@pytest.fixture
def staff():
    return make_person(is_staff=True)


def is_held(post):
    return (post.approved, post.withheld) == (False, Post.Withheld.HELD)


def test_a_first_post_that_leads_elsewhere_waits_and_both_sides_hear_of_it(
    client, staff
):
    topic, author = make_topic(), make_person(email="baru@contoh.id")
    client.force_login(author)

    sent = client.post(f"{topic.get_absolute_url()}balas/", {"body": SPAM}, follow=True)

    post = topic.posts.get(poster=author)
    assert is_held(post)
    page = sent.content.decode()
    assert "Moderator memeriksanya dulu" in page
    assert "menunggu diperiksa" in page
    own = Notice.objects.get(person=author)
    assert (own.title, own.rhythm) == ("Tulisan Anda menunggu diperiksa", "")
    assert not own.dispatches.exists()
    waits = Notice.objects.get(person=staff)
    assert waits.url == f"/forum/tulisan/{post.pk}/periksa/"
    client.force_login(make_person())
    assert "Obat kuat" not in client.get(topic.get_absolute_url()).content.decode()


def test_whom_somebody_vouches_for_and_what_leads_nowhere_else_do_not_wait(
    settings, staff
):
    member = make_person()
    make_member(person=member, organization=make_organization())
    known = author_of(make_topic())
    insider = make_person()
    watched = make_forum()
    Forum.objects.filter(pk=watched.pk).update(moderators=make_audience(insider))

    free = [
        make_reply(topic=make_topic(), author=member, body=SPAM),
        make_reply(topic=make_topic(), author=known, body=SPAM),
        make_reply(topic=make_topic(), author=staff, body=SPAM),
        make_reply(topic=make_topic(forum=watched), author=insider, body=SPAM),
        make_reply(topic=make_topic(), body="Tanpa alamat"),
        make_reply(topic=make_topic(), body=f"Lihat {settings.PORTAL_URL}/kelas/"),
    ]

    assert all(post.approved for post in free)


@pytest.mark.parametrize(
    "body",
    [
        "Obat kuat [di sini](https&#58;//contoh.example)",
        "Obat kuat [di sini](//contoh.example)",
        "Obat kuat [di sini][1]\n\n[1]: https&colon;//contoh.example",
        "Obat kuat {ours}.contoh.example/beli",
        "Obat kuat {ours}@contoh.example/beli",
    ],
)
def test_an_address_that_is_dressed_up_waits_too(settings, body):
    body = body.replace("{ours}", settings.PORTAL_URL)

    assert is_held(make_reply(topic=make_topic(), body=body))


def test_letting_it_through_needs_no_reason_and_tells_who_follows_then(client, staff):
    follower = make_person()
    forum = make_forum()
    Follow.objects.create(person=follower, forum=forum, level=Follow.Level.EVERY)
    topic = make_topic(forum=forum, body=SPAM)
    post = topic.posts.get()
    tell_of_post(post.pk)
    before = post.created
    assert is_held(post)
    assert topic not in Topic.objects.visible_to(follower)
    assert not Notice.objects.filter(person=follower).exists()
    client.force_login(staff)
    url = f"/forum/tulisan/{post.pk}/periksa/"
    assert "Jangan tampilkan" in client.get("/forum/antrean/").content.decode()
    assert client.post(url, {"remove": "1"}).status_code == 422

    client.post(url, {"keep": "1"})
    tell_of_post(post.pk)

    post.refresh_from_db()
    assert post.approved
    assert post.created > before
    topic = Topic.objects.visible_to(follower).get()
    assert topic.last_post_on == post.created
    assert Notice.objects.filter(person=follower).count() == 1
    told = Notice.objects.filter(person=author_of(post)).latest("pk")
    assert told.title == "Tulisan Anda sudah tampil"


def test_what_is_refused_is_told_with_its_reason(staff):
    post = make_topic(body=SPAM).posts.get()

    removal.take_down(moderator=staff, post=post, reason="Ini iklan.")

    post.refresh_from_db()
    assert post.withheld == "deleted"
    assert "Ini iklan." in Notice.objects.filter(person=post.poster).latest("pk").text


def test_an_address_that_comes_later_waits_then(staff):
    author = make_person()
    post = make_reply(topic=make_topic(), author=author, body="Salam kenal")

    post = posts.edit(author=author, post=post, body=SPAM)

    assert is_held(post)
    removal.restore(moderator=staff, post=post, reason="")
    post.refresh_from_db()
    mended = posts.edit(author=author, post=post, body=f"{SPAM}!")
    assert mended.approved


def test_a_forum_may_read_everything_of_a_group_first(staff):
    group = Group.objects.create(name="Tamu")
    guest, forum = make_person(), make_forum()
    guest.groups.add(group)
    rights = get_model("forum_permission", "ForumPermission")
    get_model("forum_permission", "GroupForumPermission").objects.create(
        group=group,
        forum=forum,
        permission=rights.objects.get(codename="can_post_without_approval"),
        has_perm=False,
    )
    topic = make_topic(forum=forum)

    post = make_reply(topic=topic, author=guest, body="Halo semua")

    assert is_held(post)
    assert make_reply(topic=make_topic(), author=guest, body="Halo semua").approved
    removal.restore(moderator=staff, post=post, reason="")
    post.refresh_from_db()
    assert posts.edit(author=guest, post=post, body="Halo semuanya").approved


def test_what_waits_to_be_read_waits_at_home_too(staff):
    for _nth in range(2):
        assert is_held(make_reply(topic=make_topic(), body=SPAM))

    [waiting] = summaries.waiting_for(staff)

    assert waiting.badge == "2 menunggu"
