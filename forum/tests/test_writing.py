"""Answering a certain post, quoting, drafts, mending with a history, taking back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum import personal
from forum.actions import drafts, posts, topics
from forum.cards import Above, cards_of
from forum.jobs import forget_stale_drafts
from forum.models import Draft, Post, Topic
from forum.quoting import LONGEST_QUOTE, quote
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from forum.threads import as_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = make_person(name="Petronela")
    client.force_login(person)
    return person


def answer(topic, to, **more):
    return topics.reply(
        author=more.pop("author", None) or make_person(),
        topic=topic,
        body=more.pop("body", "Setuju."),
        reply_to=to,
    )


def test_answers_to_a_post_stand_folded_below_it():
    topic = make_topic()
    first = make_reply(topic=topic)
    other = make_reply(topic=topic)
    to_first = answer(topic, first)
    deeper = answer(topic, to_first)

    reader = AnonymousUser()
    shown = topic.posts.in_order().for_topic_page(reader)
    threads = as_threads(cards_of(shown, topic, reader))

    opening = topic.first_post_id
    assert [thread.post.pk for thread in threads] == [opening, first.pk, other.pk]
    assert [post.pk for post in threads[1].answers] == [to_first.pk, deeper.pk]
    assert threads[1].answers[1].above == Above(to_first.pk, to_first.poster.name)


def test_what_answers_the_first_post_answers_the_topic():
    topic = make_topic()

    post = answer(topic, topic.posts.get())

    assert post.reply_to is None


def test_a_post_is_answered_from_its_own_link(client, member):
    topic = make_topic()
    asked = make_reply(topic=topic, author=make_person(name="Kasma Daeng"))
    url = topic.get_absolute_url()

    page = client.get(url, {"balas": asked.pk}).content.decode()
    client.post(f"{url}balas/", {"body": "Benar itu.", "reply_to": asked.pk})

    assert f'name="reply_to" value="{asked.pk}"' in page
    assert "<strong data-answered>Kasma Daeng</strong>" in page
    assert Post.objects.latest("pk").reply_to == asked
    assert "1 balasan untuk Kasma Daeng" in client.get(url).content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "7,1", "²"])
def test_a_number_that_names_no_post_answers_the_topic(client, member, number):
    topic = make_topic()
    url = topic.get_absolute_url()

    assert client.get(url, {"balas": number, "kutip": number}).status_code == 200
    client.post(f"{url}balas/", {"body": "Tetap terkirim.", "reply_to": number})

    assert Post.objects.filter(reply_to=None).count() == Post.objects.count()


def test_a_post_of_another_topic_is_not_answered_here(client, member):
    insider = make_person()
    hidden = make_topic(
        forum=make_forum(audience=make_audience(insider)), author=insider
    )
    topic = make_topic()
    stranger = hidden.posts.get()

    page = client.get(topic.get_absolute_url(), {"kutip": stranger.pk})
    client.post(
        f"{topic.get_absolute_url()}balas/", {"body": "Halo", "reply_to": stranger.pk}
    )

    assert "&gt; Kami butuh talang" not in page.content.decode()
    assert Post.objects.latest("pk").reply_to is None
    assert client.get(f"/forum/balasan/{stranger.pk}/").status_code == 404


def test_a_quote_names_its_author_and_leads_back(client, member):
    topic = make_topic()
    said = make_reply(topic=topic, author=make_person(name="Kasma [x](y)"))
    words = quote(said, name="Kasma [x](y)")

    posted = make_reply(topic=topic, body=f"{words}Terima kasih.")

    page = client.get(topic.get_absolute_url(), {"kutip": said.pk}).content.decode()
    assert "&gt; Mulailah dari sisa stok." in page
    assert f'<a href="/forum/balasan/{said.pk}/" rel=' in posted.html
    assert "Kasma [x](y)</a>:" in posted.html
    assert client.get(f"/forum/balasan/{said.pk}/").url == said.get_absolute_url()


def test_a_quote_leaves_out_what_it_quotes_and_is_no_longer_than_need_be():
    topic = make_topic()
    post = make_reply(topic=topic, body="> lama\n\nBaru.\n" + "panjang " * 1000)

    words = quote(post, name="Kasma")

    assert "lama" not in words
    assert len(words) < LONGEST_QUOTE + 100


def test_what_is_begun_is_offered_again_until_it_is_sent(client, member):
    topic = make_topic()
    url = topic.get_absolute_url()

    kept = client.post(f"{url}draf/", {"body": "Saya pernah mencoba "})
    again = client.get(url).content.decode()
    client.post(f"{url}balas/", {"body": "Saya pernah mencoba dan gagal."})

    assert kept.status_code == 204
    assert "Saya pernah mencoba </textarea>" in again
    assert not Draft.objects.exists()
    assert "pernah mencoba </textarea>" not in client.get(url).content.decode()


def test_a_draft_that_comes_after_its_post_is_none(member):
    topic = make_topic()
    make_reply(topic=topic, author=member, body="Sudah terkirim.")

    assert drafts.keep_reply(author=member, topic=topic, body="Sudah terkirim.") is None
    assert not Draft.objects.exists()


def test_an_older_tab_takes_no_draft_of_another_device_away(client, member):
    topic = make_topic()
    url = f"{topic.get_absolute_url()}draf/"
    before = client.get(topic.get_absolute_url()).text
    drafts.keep_reply(author=member, topic=topic, body="Ditulis di ponsel.")

    answers = [
        client.post(url, {"body": body, "seen": ""}) for body in ("", "Satu huruf")
    ]

    assert 'name="seen" value=""' in before
    assert [answer.status_code for answer in answers] == [409, 409]
    draft = Draft.objects.get()
    assert draft.body == "Ditulis di ponsel."
    there = answers[0].json()
    assert there == {"title": "", "body": draft.body, "seen": draft.version}
    assert draft.version in client.get(topic.get_absolute_url()).text
    went_on = client.post(url, {"body": "Lanjut.", "seen": draft.version})
    assert went_on.headers["Draft"] == Draft.objects.get().version
    assert client.post(url, {"body": "Lanjut.", "seen": "dulu"}).status_code == 204


def test_nor_of_a_topic_that_was_begun(client, member):
    forum = make_forum()
    url = reverse("forum:keep_topic_draft", args=[forum.slug, forum.pk])
    drafts.keep_topic(author=member, forum=forum, title="Dari ponsel", body="Isi")

    other = client.post(url, {"title": "Lain", "body": "", "seen": ""})
    page = client.get(reverse("forum:new_topic", args=[forum.slug, forum.pk])).text

    assert (other.status_code, other.json()["title"]) == (409, "Dari ponsel")
    assert Draft.objects.get().version in page


def test_a_draft_of_a_topic_that_comes_after_it_is_none(client, member):
    topic = make_topic(author=member, title="Judul sudah terbit", body="Isi terbit.")
    url = topic.forum.get_absolute_url()

    sent = {"title": "Judul sudah terbit", "body": "Isi terbit."}
    client.post(f"{url}draf/", sent)
    assert not Draft.objects.exists()
    client.post(f"{url}draf/", {"title": "Judul lain", "body": "x", "tags": "a\0b"})

    assert Draft.objects.get().beside == {"tags": "ab"}


def test_no_name_begins_with_nul(client, member):
    url = f"{make_forum().get_absolute_url()}sebut/"

    assert client.get(url, {"q": "\0a"}).json() == {"names": []}


def test_a_topic_that_was_begun_is_offered_again(client, member):
    forum = make_forum()
    url = f"{forum.get_absolute_url()}"

    client.post(f"{url}draf/", {"title": "Setengah judul", "body": ""})
    page = client.get(f"{url}baru/").content.decode()
    client.post(f"{url}draf/", {"title": "", "body": " "})

    assert 'value="Setengah judul"' in page
    assert not Draft.objects.exists()


def test_a_draft_keeps_tags_and_poll_too(client, member):
    forum = make_forum()
    url = forum.get_absolute_url()
    begun = {"tags": "izin pub", "poll-question": "Hari apa?", "poll-options": "Senin"}

    client.post(f"{url}draf/", {**begun, "poll-takes_several": "on", "lain": "x"})
    page = client.get(f"{url}baru/").content.decode()

    for words in ('value="izin pub"', 'value="Hari apa?"', "Senin</textarea>"):
        assert words in page
    assert Draft.objects.get().beside == {**begun, "poll-takes_several": "on"}


def test_what_nobody_came_back_to_is_forgotten(member):
    old, fresh = make_topic(), make_topic()
    for topic in (old, fresh):
        drafts.keep_reply(author=member, topic=topic, body="Belum selesai")
    past = timezone.now() - drafts.KEPT_FOR - timedelta(days=1)
    Draft.objects.filter(topic=old).update(kept_at=past)

    forget_stale_drafts()

    assert [draft.topic for draft in Draft.objects.all()] == [fresh]


def test_a_draft_is_its_writers_alone(client, member):
    topic = make_topic()
    drafts.keep_reply(author=make_person(), topic=topic, body="Rahasia saya")

    assert "Rahasia saya" not in client.get(topic.get_absolute_url()).content.decode()


def test_nobody_keeps_a_draft_where_they_may_not_look(client, member):
    insider = make_person()
    forum = make_forum(audience=make_audience(insider))
    topic = make_topic(forum=forum, author=insider)

    said = client.post(f"{topic.get_absolute_url()}draf/", {"body": "Halo"})
    opened = client.post(f"{forum.get_absolute_url()}draf/", {"body": "Halo"})

    assert (said.status_code, opened.status_code) == (404, 404)


def test_what_one_takes_back_leaves_its_place(client, member):
    topic = make_topic()
    post = make_reply(topic=topic, author=member, body="Terlanjur saya tulis")
    posts.edit(author=member, post=post, body="Terlanjur saya tulis ini")
    answer(topic, post, body="Tidak apa-apa.")
    url = topic.get_absolute_url()

    asked = client.get(f"{url}hapus/{post.pk}/").content.decode()
    gone = client.post(f"{url}hapus/{post.pk}/", follow=True).content.decode()
    history = client.get(f"{url}riwayat/{post.pk}/").content.decode()

    assert "Ya, hapus" in asked
    assert "Penulisnya sudah menghapus" in gone
    assert "Tidak apa-apa." in gone
    assert "Terlanjur" not in gone + history
    assert Topic.objects.get().posts_count == 3


def test_what_one_took_back_one_can_say_again(client, member):
    topic = make_topic()
    post = make_reply(topic=topic, author=member, body="Terlanjur saya hapus")
    url = topic.get_absolute_url()
    client.post(f"{url}hapus/{post.pk}/")
    way = f"{url}kembalikan/{post.pk}/"
    assert way in client.get(url).content.decode()

    client.force_login(make_person())
    client.post(way)
    assert "Terlanjur saya hapus" not in client.get(url).content.decode()
    client.force_login(member)
    client.post(way)

    assert "Terlanjur saya hapus" in client.get(url).content.decode()
    Topic.objects.update(status=Topic.TOPIC_LOCKED)
    posts.delete(author=member, post=post)
    with pytest.raises(Refused, match="dikunci"):
        posts.bring_back(author=member, post=post)


def test_nobody_takes_back_what_another_wrote(client, member):
    topic = make_topic()
    post = make_reply(topic=topic)

    client.post(f"{topic.get_absolute_url()}hapus/{post.pk}/")

    post.refresh_from_db()
    assert not post.is_deleted
    with pytest.raises(Refused):
        posts.delete(author=member, post=post)


def test_what_was_taken_back_is_neither_mended_nor_quoted(client, member):
    topic = make_topic()
    post = make_reply(topic=topic, author=member, body="Terlanjur")
    post = posts.delete(author=member, post=post)

    with pytest.raises(Refused):
        posts.edit(author=member, post=post, body="Kembali")
    page = client.get(topic.get_absolute_url(), {"kutip": post.pk}).content.decode()
    assert "Terlanjur" not in page
    assert post.excerpt(50) == ""


def test_a_preview_of_a_reply_keeps_whom_it_answers(client, member):
    topic = make_topic()
    asked = make_reply(topic=topic)
    url = f"{topic.get_absolute_url()}pratinjau/"

    page = client.post(url, {"body": "Ini **tebal**", "reply_to": asked.pk})

    assert "<strong>tebal</strong>" in page.content.decode()
    assert f'name="reply_to" value="{asked.pk}"' in page.content.decode()
    assert Post.objects.count() == 2


def test_who_leaves_takes_drafts_and_old_texts_along():
    leaving = make_person()
    topic = make_topic(author=leaving, body="Teks pertama")
    posts.edit(author=leaving, post=topic.posts.get(), body="Teks kedua")
    drafts.keep_reply(author=leaving, topic=topic, body="Belum selesai")

    told = personal.tell(leaving)
    personal.forget(leaving)

    assert told["draf di forum"][0]["isi"] == "Belum selesai"
    assert told["teks lama tulisan"][0]["isi"] == "Teks pertama"
    assert not Draft.objects.exists()
    assert not Post.objects.get().revisions.exists()
    assert Post.objects.get().content.raw == "Teks kedua"
