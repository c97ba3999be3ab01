"""Telling who took part in a topic that someone answered."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.urls import reverse

from accounts.tests.factories import make_person
from forum.actions import arranging, flags, following, posts, reading, removal
from forum.models import Flag, Forum, Post, Topic
from forum.standing import standing
from forum.tasks import tell_of_next, tell_of_post
from forum.tests.factories import (
    author_of,
    make_audience,
    make_forum,
    make_reply,
    make_topic,
)
from network.models import Audience
from notices import personal
from notices.actions import gathering, preferences, sending
from notices.models import Channel, Dispatch, How, Notice

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 1, 5, 2, tzinfo=UTC)


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
    assert notices[0].url == reverse("forum:post", args=[post.pk])


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


def test_who_answers_from_afar_hears_of_what_answers_them():
    """By mail, say: what came before their answer they have not read on the page."""
    asking = make_person()
    topic = make_topic(author=asking)
    for _number in range(2):
        tell_of_post(make_reply(topic=topic).pk)
        make_reply(topic=topic, author=asking)
    post = make_reply(topic=topic)
    for _twice in range(2):
        tell_of_post(post.pk)

    assert Topic.objects.unread_by(asking).exists()
    assert Notice.objects.filter(person=asking).count() == 3


def digest_a_week_later(weeks):
    """What Siti is mailed on that Monday."""
    monday = MONDAY + timedelta(weeks=weeks)
    Notice.objects.filter(digest=None).update(due_at=monday - timedelta(days=1))
    gathering.gather(monday)
    sending.send_due()
    sent, mail.outbox = mail.outbox, []
    return [message.body for message in sent if message.to == ["siti@contoh.id"]]


def test_each_digest_tells_of_the_answers_since_the_last_and_none_twice():
    topic = make_topic(author=make_person(email="siti@contoh.id"))
    first, second, third = (
        make_reply(topic=topic, author=make_person(name=name))
        for name in ("Ani Lestari", "Budi Santosa", "Cici Paramida")
    )

    tell_of_post(first.pk)
    (week_1,) = digest_a_week_later(0)
    tell_of_post(first.pk)
    tell_of_post(second.pk)
    tell_of_post(third.pk)
    (week_2,) = digest_a_week_later(1)
    tell_of_post(second.pk)

    assert "Ani Lestari membalas" in week_1
    assert "Budi Santosa membalas" in week_2
    assert "Cici" not in week_2
    assert "Ani Lestari membalas" not in week_2
    asking = Notice.objects.filter(person=topic.poster)
    assert asking.count() == 2
    assert digest_a_week_later(2) == []


def delete(post):
    posts.delete(author=author_of(post), post=post)


def flag(post):
    for _number in range(3):
        reader = make_person()
        reader.created_at -= timedelta(days=400)
        reader.save()
        Flag.objects.create(post=post, person=reader, reason="spam", weight=1)
    flags.flag(reader=make_person(is_staff=True), post=post, reason="spam")


@pytest.mark.parametrize("withdraw", [delete, flag])
def test_what_is_deleted_or_hidden_is_neither_mailed_nor_shown_until_it_stands_again(
    withdraw, client
):
    asking = make_person(email="siti@contoh.id")
    topic = make_topic(author=asking)
    post = make_reply(topic=topic, body="Nomor saya 0812.", author=make_person())
    tell_of_post(post.pk)
    client.force_login(asking)
    assert "Nomor saya" in client.get("/kabar/").content.decode()

    withdraw(post)

    assert "Nomor saya" not in client.get("/kabar/").content.decode()
    assert "Belum ada kabar" in client.get("/kabar/").content.decode()
    assert digest_a_week_later(0) == []
    if withdraw is delete:
        posts.bring_back(author=author_of(post), post=post)
    else:
        staff = make_person(is_staff=True)
        removal.restore(moderator=staff, post=post, reason="Bukan promosi.")
    assert "Nomor saya" in client.get("/kabar/").content.decode()
    assert "Nomor saya" in digest_a_week_later(0)[0]


def test_what_goes_uncovers_the_answer_after_it():
    asking, answering = make_person(), make_person(name="Budi Santosa")
    topic = make_topic(author=asking)
    spam = make_reply(topic=topic)
    answer = make_reply(topic=topic, author=answering)
    for post in (spam, answer):
        tell_of_post(post.pk)

    delete(spam)
    tell_of_next(spam.pk)
    tell_of_next(spam.pk)

    (notice,) = Notice.objects.visible_to(asking)
    assert notice.title.startswith("Budi Santosa membalas")


def test_with_the_first_post_its_title_goes_from_all_that_was_told():
    asking = make_person()
    topic = make_topic(author=asking, title="Nama korban itu")
    tell_of_post(make_reply(topic=topic, author=asking).pk)
    reply = make_reply(topic=topic)
    tell_of_post(reply.pk)

    removal.take_down(
        moderator=make_person(is_staff=True),
        post=topic.posts.earliest(),
        reason="Nama.",
    )

    told = Notice.objects.filter(withdrawn_at=None).exclude(kind="forum.moderation")
    assert told.exists()
    assert not told.filter(title__contains="korban").exists()


def test_what_was_taken_out_of_a_post_is_mailed_to_nobody():
    topic = make_topic(author=make_person(email="siti@contoh.id"))
    post = make_reply(topic=topic, body="Nomor saya 0812.")
    tell_of_post(post.pk)

    posts.edit(author=author_of(post), post=post, body="Kirim pesan saja.")

    (sent,) = digest_a_week_later(0)
    assert "Kirim pesan saja." in sent
    assert "0812" not in sent


def test_a_title_that_was_mended_is_mailed_to_nobody_and_stands_in_no_inbox():
    asking = make_person(name="Ani Lestari")
    reader = make_person(email="siti@contoh.id")
    topic = make_topic(author=asking, title="Nama korban itu")
    following.follow(person=reader, target=topic.forum, level="digest")
    head = topic.posts.get()
    long = make_person(name="Budi " * 20)
    staff = make_person(is_staff=True)
    tell_of_post(head.pk)
    arranging.set_lock(moderator=staff, topic=topic, locked=False, reason="Silakan.")
    tell_of_post(make_reply(topic=topic, author=long).pk)

    for name in ("Nama korban itu", "Panjang" * 25, "Pendampingan"):
        head.refresh_from_db()
        posts.edit(author=asking, post=head, body=head.content.raw, title=name)

    titles = Notice.objects.order_by("pk").values_list("title", flat=True)
    assert [title for title in titles if "“Pendampingan”" not in title] == []
    assert titles.count() == 3
    (sent,) = digest_a_week_later(0)
    assert "Ani Lestari membuka topik “Pendampingan”" in sent
    assert "korban" not in sent


def test_what_was_told_before_a_topic_was_merged_or_split_is_mended_and_goes_too():
    topic = make_topic(author=make_person(email="siti@contoh.id"), title="Nama korban")
    into, staff = make_topic(title="Pendampingan warga"), make_person(is_staff=True)
    mended, gone = make_reply(topic=topic, body="0812"), make_reply(topic=topic)
    for post in (mended, gone):
        tell_of_post(post.pk)
        Notice.objects.filter(person=topic.poster).update(read_at=F("due_at"))
    Notice.objects.update(read_at=None)
    merged = arranging.merge(moderator=staff, topic=topic, into=into, reason="Sama.")
    split = Post.objects.get(pk=gone.pk)
    arranging.split(moderator=staff, post=split, title="Soal lain", reason="Lain.")

    mended = merged.posts.get(pk=mended.pk)
    posts.edit(author=author_of(mended), post=mended, body="Kirim pesan saja.")
    delete(Post.objects.get(pk=gone.pk))

    told = Notice.objects.exclude(kind="forum.topic")
    assert [
        (each.title.partition(" membalas ")[2], each.text, each.withdrawn_at is None)
        for each in told.filter(person=topic.poster).order_by("pk")
    ] == [
        ("“Pendampingan warga”", "Kirim pesan saja.", True),
        ("“Soal lain”", gone.excerpt(200), False),
    ]


def test_who_chose_at_once_is_mailed_of_the_next_answer_too_an_hour_apart():
    asking = make_person(email="siti@contoh.id")
    preferences.choose(person=asking, chosen={("replies", Channel.EMAIL): How.NOW})
    topic = make_topic(author=asking)
    first, second, third = (
        make_reply(topic=topic, author=make_person(name=name))
        for name in ("Ani Lestari", "Budi Santosa", "Cici Paramida")
    )

    tell_of_post(first.pk)
    sending.send_due()
    tell_of_post(first.pk)
    tell_of_post(second.pk)
    tell_of_post(third.pk)
    sending.send_due()
    assert ["Ani" in each.subject for each in mail.outbox] == [True]
    assert Notice.objects.filter(person=asking).count() == 2

    Dispatch.objects.open().update(next_try_at=second.created)
    sending.send_due()
    tell_of_post(third.pk)

    assert [each.subject[:12] for each in mail.outbox] == [
        "Ani Lestari ",
        "Budi Santosa",
    ]


def test_who_left_meanwhile_is_not_mailed_the_words_of_a_closed_forum(client):
    leaving, staying = make_person(email="siti@contoh.id"), make_person(email="b@c.id")
    audience = make_audience(leaving, staying)
    topic = make_topic(forum=make_forum(audience=audience), author=leaving)
    other = make_topic(forum=topic.forum, author=staying)
    for mine, writer in ((topic, staying), (other, leaving)):
        post = make_reply(topic=mine, author=writer, body="Hanya di antara kita.")
        tell_of_post(post.pk)

    audience.members.remove(leaving)

    Notice.objects.update(due_at=MONDAY - timedelta(days=1))
    gathering.gather(MONDAY)
    sending.send_due()
    assert [sent.to for sent in mail.outbox] == [["b@c.id"]]
    client.force_login(leaving)
    inbox = client.get("/kabar/").content.decode()
    assert "Hanya di antara kita" not in inbox
    assert "tidak lagi terbuka bagi Anda" in inbox
    notice = Notice.objects.get(person=leaving)
    gone = client.get(notice.get_absolute_url())
    assert (gone.status_code, "tidak lagi terbuka" in gone.content.decode()) == (
        410,
        True,
    )
    (copied,) = personal.tell(leaving)["kabar"]
    assert (copied["judul"], copied["isi"], copied["alamat"]) == ("", "", "")
    (kept,) = personal.tell(staying)["kabar"]
    assert kept["isi"] == "Hanya di antara kita."


def test_a_mail_that_left_before_its_post_was_deleted_leads_to_a_page_that_says_so(
    client,
):
    asking = make_person()
    post = make_reply(topic=make_topic(author=asking))
    tell_of_post(post.pk)
    url = Notice.objects.get(person=asking).get_absolute_url()
    client.force_login(asking)
    assert client.get(url).status_code == 302

    delete(post)

    gone = client.get(url)
    assert gone.status_code == 410
    assert "Tulisan itu sudah dihapus" in gone.content.decode()
    client.force_login(author_of(post))
    assert client.get(url).status_code == 404


def test_asking_what_stands_costs_the_same_however_many(django_assert_num_queries):
    member, stranger = make_person(), make_person()
    closed = [make_forum(audience=make_audience(member)) for _number in range(3)]
    made = [make_topic(forum=forum, author=member) for forum in [*closed, make_forum()]]
    inner, inner_2, left, opened = (f"{t.pk}:post:{t.first_post_id}" for t in made)
    Audience.objects.get(pk=closed[2].audience_id).members.remove(member)
    readers, told = (member.pk, stranger.pk), (inner, inner_2, left, opened)

    with django_assert_num_queries(3):
        found = standing({(reader, rest) for reader in readers for rest in told})
    with django_assert_num_queries(1):
        standing({(reader, opened) for reader in readers})

    assert found == {
        *((member.pk, inner), (member.pk, inner_2)),
        *((member.pk, opened), (stranger.pk, opened)),
    }


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
