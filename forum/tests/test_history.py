"""What a post said before it was mended, and who may still see that."""

import pytest

from accounts.tests.factories import make_person
from common.models import JournalEntry
from forum.actions import posts
from forum.models import Forum, Post, Pseudonym
from forum.summaries import history_of
from forum.tests.factories import make_reply, make_topic, stood
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_everyone_sees_what_a_post_said_before(client):
    author = make_person()
    post = make_topic(author=author, body="Baris satu\nBaris dua").posts.get()
    post = stood(post)

    posts.edit(author=author, post=post, body="Baris satu\nBaris tiga")
    url = f"{post.topic.get_absolute_url()}riwayat/{post.pk}/"
    page = client.get(url).content.decode()

    assert "<del>Baris dua</del>" in page
    assert "<ins>Baris tiga</ins>" in page
    assert "disunting</a>" in client.get(post.topic.get_absolute_url()).content.decode()


def test_what_was_mended_at_once_or_under_a_pseudonym_is_shown_to_no_reader():
    author = make_person()
    topic = make_topic(author=author, body="Terlanjur")
    forum = topic.forum
    Forum.objects.filter(pk=forum.pk).update(allows_pseudonyms=True)
    forum.refresh_from_db()
    Pseudonym.objects.create(forum=forum, person=author, name="Mawar")
    hidden = stood(make_reply(topic=topic, author=author, body="Saya Ani"))

    for post in (topic.posts.get(pseudonym=None), hidden):
        posts.edit(author=author, post=post, body="Bukan begitu")
        post.refresh_from_db()
        assert [version.is_current for version in history_of(post)] == [True]
        assert len(history_of(post, sees_all=True)) == 2


def test_a_slip_in_a_later_mending_is_shown_to_no_reader():
    author = make_person()
    post = stood(make_topic(author=author, body="Hubungi kami").posts.get())

    for body in ("Hubungi 0812", "Hubungi kantor kami"):
        posts.edit(author=author, post=post, body=body)
        post.refresh_from_db()

    assert len(history_of(post)) == 2
    assert "0812" not in str(history_of(post))


def test_a_moderator_closes_what_a_post_said_before(client):
    author, staff = make_person(), make_person(is_staff=True)
    post = stood(make_topic(author=author, body="Nomor saya 0812").posts.get())
    posts.edit(author=author, post=post, body="Hubungi saya")
    post.refresh_from_db()
    url = f"/forum/tulisan/{post.pk}/periksa/"
    client.force_login(staff)
    assert "Tutup riwayat suntingan" in client.get(url).content.decode()

    client.post(url, {"history": "1", "reason": "Memuat nomor telepon."})

    assert len(history_of(post)) == 1
    assert "Tutup riwayat suntingan" not in client.get(url).content.decode()
    assert JournalEntry.objects.get(deed="forum.history_closed").actor == staff
    post.refresh_from_db()
    assert post.approved


def test_a_moderator_closes_one_text_and_its_author_hears_why(client):
    author, staff = make_person(), make_person(is_staff=True)
    post = stood(make_topic(author=author, body="Satu").posts.get())
    for body in ("Nomor saya 0812", "Hubungi saya"):
        posts.edit(author=author, post=stood(post), body=body)
    # As if the second text had stood for a while, too.
    post.revisions.update(is_open=True)
    post.refresh_from_db()
    _first, private = post.revisions.in_order()
    url = f"/forum/tulisan/{post.pk}/riwayat/{private.pk}/tutup/"
    history = f"{post.topic.get_absolute_url()}riwayat/{post.pk}/"
    client.force_login(make_person())
    assert client.get(url).status_code == 404
    assert url not in client.get(history).content.decode()

    client.force_login(staff)
    assert url in client.get(history).content.decode()
    assert "0812" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    sent = client.post(url, {"reason": "Memuat nomor telepon."}, follow=True)

    assert "hanya dilihat moderator" in sent.content.decode()
    assert [version.is_open for version in history_of(post)] == [True, True]
    assert len(history_of(post, sees_all=True)) == 3
    told = Notice.objects.get(person=author, kind="forum.moderation")
    assert "Memuat nomor telepon." in told.text
    entry = JournalEntry.objects.get(deed="forum.history_closed")
    assert entry.details["revision"] == private.pk


def test_what_was_mended_to_the_same_words_was_not_mended():
    author = make_person()
    post = make_topic(author=author, body="Tetap").posts.get()

    posts.edit(author=author, post=post, body="Tetap")

    assert not post.revisions.exists()
    assert Post.objects.get().updates_count == 0


def test_what_a_moderator_mended_is_no_readers_any_more():
    author, staff = make_person(), make_person(is_staff=True)
    post = stood(make_topic(author=author, body="Nomor saya 0812").posts.get())
    posts.edit(author=author, post=post, body="Nomor saya 0812, sungguh")
    posts.edit(author=staff, post=post, body="Nomor dihapus")
    post.refresh_from_db()

    assert len(history_of(post)) == 1
    assert len(history_of(post, sees_all=True)) == 3
