"""Pseudonyms: nothing that anybody can open gives the person away."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import make_regency
from forum import personal
from forum.actions import (
    answers,
    arranging,
    flags,
    pseudonyms,
    removal,
    topics,
)
from forum.machina_ext.forum_conversation.models import written_by
from forum.models import Forum, Post, Pseudonym, Topic
from forum.names import shown_author
from forum.permissions import can_edit, can_suspend
from forum.tasks import tell_of_post
from forum.tests.factories import author_of, make_forum, make_reply, make_topic
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db

NAME = "Yustina Wula Bere"
WHY = "Ada ancaman terhadap seseorang."


@pytest.fixture
def forum():
    forum = make_forum(title="Ruang aman")
    Forum.objects.filter(pk=forum.pk).update(allows_pseudonyms=True)
    forum.refresh_from_db()
    return forum


@pytest.fixture
def staff():
    return make_person(name="Staf Nasional", is_staff=True)


@pytest.fixture
def hidden(forum):
    person = make_person(name=NAME, email="yustina@contoh.id", regency=make_regency())
    make_member(person=person, organization=make_organization(name="Yayasan Wula"))
    pseudonyms.choose(person=person, forum=forum, name="Melati Pagi")
    return person


def gives_away(text: str, person) -> bool:
    marks = (*NAME.split(), "yustina", str(person.sub), "Yayasan Wula", "Gowa")
    return any(mark.casefold() in text.casefold() for mark in marks)


def test_nothing_that_can_be_opened_gives_the_person_away(
    client, forum, hidden, staff, django_capture_on_commit_callbacks
):
    reader = make_person(name="Pembaca")
    topic = make_topic(forum=forum, author=hidden, title="Cerita yang sulit")
    post = make_reply(topic=topic, author=hidden, body="Sambungan ceritanya.")
    answer = make_reply(topic=topic, author=reader)
    answers.choose(chooser=staff, topic=topic, post=answer)
    topics.reply(author=reader, topic=topic, body="Terima kasih.", reply_to=post)
    tell_of_post(post.pk)
    flags.flag(reader=reader, post=post, reason="other")
    removal.take_down(moderator=staff, post=post, reason="Diperiksa dulu.")
    removal.restore(moderator=staff, post=post, reason="Baik.")
    split = arranging.split(
        moderator=staff, post=post, title="Cerita lain lagi", reason="Beda soal."
    )
    merged = arranging.merge(moderator=staff, topic=split, into=topic, reason="Sama.")
    pages = [
        "/",
        "/forum/",
        forum.get_absolute_url(),
        merged.get_absolute_url(),
        f"{merged.get_absolute_url()}?balas={post.pk}",
        f"{merged.get_absolute_url()}?kutip={post.pk}",
        reverse("forum:flag", args=[post.pk]),
        reverse("forum:history", args=[*_where(merged), post.pk]),
        "/kabar/",
    ]
    watched = ["/forum/antrean/", f"/forum/tulisan/{post.pk}/periksa/"]
    watched += [f"/forum/tulisan/{post.pk}/tangguhkan/", f"/forum/atur/{merged.pk}/"]

    for person, urls in ((None, pages[1:5]), (reader, pages), (staff, pages + watched)):
        client.logout()
        if person is not None:
            client.force_login(person)
        for url in urls:
            response = client.get(url, follow=True)
            assert response.status_code == 200, url
            assert not gives_away(response.content.decode(), hidden), url
    assert "Melati Pagi" in client.get(merged.get_absolute_url()).content.decode()
    assert not JournalEntry.objects.filter(person=hidden).exists()
    assert Notice.objects.filter(person=hidden, url=f"/forum/balasan/{post.pk}/")
    told = Notice.objects.exclude(person=hidden)
    assert told.exists()
    for notice in told:
        assert not gives_away(f"{notice.title} {notice.text} {notice.url}", hidden)
    for entry in JournalEntry.objects.filter(deed__startswith="forum."):
        assert entry.person != hidden
        assert not gives_away(f"{entry.reason} {entry.details}", hidden)
    assert not gives_away(str(personal.tell(reader)), hidden)
    assert answer.poster == reader


def _where(topic: Topic) -> list[object]:
    return [topic.forum.slug, topic.forum_id, topic.slug, topic.pk]


def test_the_rows_themselves_name_no_poster(forum, hidden):
    topic = make_topic(forum=forum, author=hidden)
    post = topic.posts.get()

    assert (topic.poster, post.poster, post.updated_by) == (None, None, None)
    assert author_of(post) == hidden
    assert post.is_by(hidden)
    assert can_edit(hidden, post)
    assert list(Post.objects.by(hidden)) == [post]
    assert shown_author(post, hidden).is_viewer
    assert shown_author(post).name == "Melati Pagi"


def test_it_is_chosen_once_and_holds_for_what_comes_after(forum):
    person = make_person()
    before = make_topic(forum=forum, author=person).posts.get()
    pseudonyms.choose(person=person, forum=forum, name="Angin  Timur ")
    after = make_reply(topic=before.topic, author=person)

    assert before.poster == person
    assert (after.poster, str(after.pseudonym)) == (None, "Angin Timur")
    with pytest.raises(Refused, match="sudah memilih"):
        pseudonyms.choose(person=person, forum=forum, name="Angin Barat")


@pytest.mark.parametrize("name", ["Bu Yustina", "melati pagi", "Petronela Oematan"])
def test_a_name_is_nobodys_and_not_ones_own(forum, hidden, name):
    make_person(name="Petronela Oematan")
    person = make_person(name="Yustina Lain") if "Yustina" in name else make_person()

    with pytest.raises(Refused):
        pseudonyms.choose(person=person, forum=forum, name=name)


def test_elsewhere_everyone_writes_under_their_own_name(hidden):
    other = make_forum()

    assert make_topic(forum=other, author=hidden).poster == hidden
    with pytest.raises(Refused):
        pseudonyms.choose(person=hidden, forum=other, name="Nama Lain")


def test_a_topic_with_pseudonyms_stays_in_its_forum(client, forum, hidden, staff):
    topic, other = make_topic(forum=forum, author=hidden), make_topic()

    with pytest.raises(Refused, match="nama samaran"):
        arranging.move(moderator=staff, topic=topic, forum=other.forum, reason=WHY)
    with pytest.raises(Refused, match="nama samaran"):
        arranging.merge(moderator=staff, topic=topic, into=other, reason=WHY)
    assert make_reply(topic=topic, author=hidden).poster is None


def test_one_sees_under_which_name_one_writes(client, forum, hidden):
    topic, other = make_topic(forum=forum), make_topic()
    client.force_login(hidden)

    for place, name in ((topic, "Melati Pagi"), (other, NAME)):
        as_name = f"Anda menulis sebagai <strong>{name}</strong>"
        new = f"{place.forum.get_absolute_url()}baru/"
        assert as_name in client.get(place.get_absolute_url()).content.decode()
        assert as_name in client.get(new).content.decode()


def test_that_it_is_staff_who_write_so_is_told_to_nobody(forum, staff):
    moderator, outsider = make_person(), make_person()
    pseudonyms.choose(person=staff, forum=forum, name="Embun Sore")
    pseudonyms.choose(person=outsider, forum=forum, name="Hujan Malam")
    written = [make_reply(topic=make_topic(forum=forum), author=staff)]
    written.append(make_reply(topic=written[0].topic, author=outsider))
    outsider.delete()

    said = set()
    for post in written:
        known = Post.objects.select_related("pseudonym__person").get(pk=post.pk)
        said.add(can_suspend(moderator, known, forum).reason)

    assert len(said) == 1


def test_staff_look_behind_it_with_a_reason_that_is_kept_and_told(
    client, hidden, staff
):
    pseudonym = Pseudonym.objects.get()
    url = f"/forum/samaran/{pseudonym.pk}/"
    client.force_login(make_person())
    assert client.get(url).status_code == 404

    client.force_login(staff)
    assert not gives_away(client.get(url).content.decode(), hidden)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert NAME in client.post(url, {"reason": WHY}).content.decode()

    entry = JournalEntry.objects.get(deed="forum.pseudonym_looked_behind")
    assert (entry.actor, entry.person, entry.reason) == (staff, None, WHY)
    assert WHY in Notice.objects.get(person=hidden).text


def test_choosing_from_the_page(client, forum):
    person = make_person()
    client.force_login(person)
    url = f"{forum.get_absolute_url()}nama/"

    assert client.get(url).status_code == 200
    assert client.post(url, {"name": "x"}).status_code == 422
    assert client.post(url, {"name": "Embun Pagi"}).status_code == 302
    assert "Embun Pagi" in client.get(url).content.decode()


def test_who_leaves_takes_nobody_elses_words_along(forum, hidden):
    topic = make_topic(forum=forum, author=hidden)
    answer = make_reply(topic=topic)

    personal.forget(hidden)
    hidden.memberships.all().delete()
    hidden.delete()

    answer.refresh_from_db()
    assert shown_author(topic.posts.first()).name == "Melati Pagi"
    assert Pseudonym.objects.get().person is None


def test_an_answer_to_what_is_gone_keeps_its_words(client, staff):
    topic = make_topic()
    client.force_login(make_person())
    removal.take_down(moderator=staff, post=topic.posts.get(), reason=WHY)

    url = f"{topic.get_absolute_url()}balas/"
    response = client.post(url, {"body": "Jawaban yang panjang dan penting."})

    page = response.content.decode()
    assert response.status_code == 404
    assert "Jawaban yang panjang dan penting." in page
    assert topic.subject not in page


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "[x](javascript:1)",
    ],
)
def test_what_moderators_and_readers_type_is_shown_as_words(client, staff, words):
    post = make_reply(topic=make_topic(), body=f"{words} ```\n> * [", author=staff)
    post = make_reply(topic=post.topic, body=f"{words} **_[")
    client.force_login(make_person())
    client.post(
        f"/forum/tulisan/{post.pk}/laporkan/", {"reason": "other", "note": words}
    )
    client.force_login(staff)
    client.post("/forum/susunan/baru/", {"name": words, "holds_topics": "on"})
    removal.take_down(moderator=staff, post=post, reason=words)

    for url in ("/forum/", f"/forum/tulisan/{post.pk}/periksa/", "/forum/susunan/"):
        page = client.get(url).content.decode()
        for harm in ("<script>alert", "<img src=x", 'href="javascript'):
            assert harm not in page


def test_what_a_person_wrote_under_any_name_is_found_by_its_indexes(forum, hidden):
    own, masked = make_topic(author=hidden), make_topic(forum=forum, author=hidden)
    make_topic()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Post.objects.by(hidden).order_by().explain()

    assert "Seq Scan on forum_conversation_post" not in plan
    assert plan.count("Bitmap Index Scan on forum_conversation_post") == 2
    by_them = set(Post.objects.by(hidden).values_list("topic", flat=True))
    assert by_them == {own.pk, masked.pk}
    by_others = Post.objects.exclude(pk__in=Post.objects.by(hidden))
    assert Post.objects.exclude(written_by(hidden)).count() == by_others.count() == 1
