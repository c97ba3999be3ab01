"""Flags, what is hidden and taken down, and who is told what was decided."""

import pytest
from django.utils.translation import gettext, override

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from forum import summaries
from forum.actions import answers, arranging, flags, posts, removal
from forum.models import Flag, Forum, Post
from forum.permissions import can_moderate
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

WHY = "Bukan tempatnya."


def a_member():
    person = make_person()
    make_member(person=person, organization=make_organization())
    return person


def flagged(post, *readers, reason=Flag.Reason.ABUSE):
    for reader in readers:
        flags.flag(reader=reader, post=post, reason=reason)
    post.refresh_from_db()
    return post


@pytest.fixture
def staff():
    return make_person(is_staff=True)


def test_three_members_hide_a_post_until_a_moderator_looks(staff):
    post = make_reply(topic=make_topic())

    flagged(post, a_member(), a_member())
    assert post.approved
    flagged(post, a_member())

    assert (post.approved, post.withheld) == (False, "flagged")
    assert post not in Post.objects.visible_to(make_person())
    assert post in Post.objects.visible_to(staff)
    assert post in Post.objects.visible_to(author_of(post))
    post.topic.refresh_from_db()
    assert post.topic.posts_count == 1


def test_a_chosen_answer_that_was_hidden_is_shown_nowhere(client, staff):
    lesson = make_organization()
    topic = make_topic(origin=lesson)
    post = make_reply(topic=topic, body="Telepon saya saja di 0812.")
    answers.choose(chooser=staff, topic=topic, post=post)
    place = topic.forum.get_absolute_url()
    assert "terjawab" in client.get(place).content.decode()

    flagged(post, a_member(), a_member(), a_member())

    reader = make_person()
    [line] = summaries.topics_about(lesson, reader)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert (line.answer, "Telepon saya" in page) == ("", False)
    assert "terjawab" not in page + client.get(place).content.decode()
    removal.restore(moderator=staff, post=post, reason=WHY)
    [line] = summaries.topics_about(lesson, reader)
    page = client.get(topic.get_absolute_url()).content.decode()
    assert (line.answer[:12], page.count("Telepon saya")) == ("Telepon saya", 2)
    assert "terjawab" in client.get(place).content.decode()


def test_what_its_author_took_back_is_judged_by_what_it_said(client, staff):
    post = flagged(make_reply(topic=make_topic(), body="Ancaman itu"), make_person())
    quiet = make_reply(topic=post.topic, body="Salah ketik saja")
    for each in (post, quiet):
        posts.delete(author=author_of(each), post=each)
    client.force_login(staff)

    judged = client.get(f"/forum/tulisan/{post.pk}/periksa/").content.decode()
    other = client.get(f"/forum/tulisan/{quiet.pk}/periksa/").content.decode()

    assert "Ancaman itu" in judged
    assert "Ancaman itu" in client.get("/forum/antrean/").content.decode()
    assert "dihapus penulisnya" in judged
    # Nobody flagged it: what it said is its author's again.
    assert "Salah ketik" not in other


def test_moderators_hear_what_waits_and_the_author_that_it_is_hidden(staff):
    moderator, other, author = (make_person() for _number in range(3))
    forum = make_forum()
    watching = make_audience(moderator, other)
    Forum.objects.filter(pk=forum.pk).update(moderators=watching)
    post = make_reply(topic=make_topic(forum=forum), author=author)
    readers = [other, a_member(), a_member(), a_member()]

    flagged(post, *readers[:2])
    assert not Notice.objects.filter(person__in=[author, other, staff]).exists()
    waits = Notice.objects.get(person=moderator)
    assert (waits.rhythm, waits.url) == ("weekly", f"/forum/tulisan/{post.pk}/periksa/")
    flagged(post, *readers[2:])

    assert not post.approved
    assert Notice.objects.filter(person=moderator, kind="forum.queue").count() == 2
    assert Notice.objects.latest("pk").rhythm == ""
    hidden = Notice.objects.get(person=author)
    assert hidden.kind == "forum.moderation"
    assert hidden.url == f"/forum/balasan/{post.pk}/"
    assert not Notice.objects.filter(person__in=[staff, *readers[1:]]).exists()


def test_newcomers_are_heard_but_hide_nothing(staff):
    post = flagged(make_reply(topic=make_topic()), *(make_person() for _ in range(5)))

    assert post.approved
    waiting = Post.objects.for_queue(staff, Forum.objects.moderated_by(staff))
    assert [row.flagged for row in waiting] == [["abuse"] * 5]


def test_a_post_is_flagged_once_and_not_by_who_wrote_it():
    post, reader = make_reply(topic=make_topic()), make_person()
    flagged(post, reader)

    for person in (reader, author_of(post)):
        with pytest.raises(Refused):
            flags.flag(reader=person, post=post, reason="spam")


def test_what_is_taken_down_is_told_to_its_author_and_to_who_flagged_it(staff):
    reader = a_member()
    post = flagged(make_reply(topic=make_topic()), reader)

    removal.take_down(moderator=staff, post=post, reason=WHY)

    post.refresh_from_db()
    assert post.withheld == "deleted"
    decided = Notice.objects.filter(kind="forum.moderation")
    assert {notice.person for notice in decided} == {reader, post.poster}
    assert all(WHY in notice.text for notice in decided)
    entry = JournalEntry.objects.get(deed="forum.post_taken_down")
    assert (entry.actor, entry.person, entry.reason) == (staff, post.poster, WHY)
    assert Flag.objects.get().is_upheld


def test_what_was_decided_is_told_in_the_language_of_who_reads_it(staff):
    post = make_reply(topic=make_topic())
    author = author_of(post)
    author.language = "en"
    author.save()

    with override("id"):
        arranging.set_lock(moderator=staff, topic=post.topic, locked=True, reason=WHY)
        removal.take_down(moderator=staff, post=post, reason=WHY)

    locked, decided = Notice.objects.filter(person=author).order_by("pk")
    with override("en"):
        title = gettext("“%(topic)s” ditutup untuk balasan")
        assert locked.title == title % {"topic": post.topic.subject}
        words = {"topic": post.topic.subject, "reason": WHY}
        assert decided.text == str(removal.TAKEN_DOWN[1]) % words


def test_flags_that_were_dismissed_do_not_hide_it_again(staff):
    post = flagged(make_reply(topic=make_topic()), a_member(), a_member())
    removal.restore(moderator=staff, post=post, reason=WHY)

    flagged(post, a_member())

    assert post.approved


def test_who_moderates_a_forum_decides_there_and_below_and_nowhere_else():
    moderator = make_person()
    forum = make_forum()
    Forum.objects.filter(pk=forum.pk).update(moderators=make_audience(moderator))
    below = make_forum(parent=forum.place)

    assert can_moderate(moderator, forum)
    assert can_moderate(moderator, below)
    assert not can_moderate(moderator, make_forum())
    post = make_reply(topic=make_topic())
    with pytest.raises(Refused):
        removal.take_down(moderator=moderator, post=post, reason=WHY)


def test_nobody_judges_what_they_wrote_themselves(staff):
    post = make_reply(topic=make_topic(), author=staff)

    with pytest.raises(Refused):
        removal.take_down(moderator=staff, post=post, reason=WHY)


def test_who_flagged_it_flags_again_what_it_was_mended_to(staff):
    post, reader = make_reply(topic=make_topic()), make_person()
    flagged(post, reader)
    removal.restore(moderator=staff, post=post, reason=WHY)
    with pytest.raises(Refused):
        flags.flag(reader=reader, post=post, reason="spam")

    posts.edit(author=author_of(post), post=post, body="Dasar bodoh kalian semua")

    again = flags.flag(reader=reader, post=post, reason="abuse")
    assert (again.decided_at, Flag.objects.count()) == (None, 1)
    waiting = Post.objects.for_queue(staff, Forum.objects.moderated_by(staff))
    assert list(waiting) == [post]
    removal.take_down(moderator=staff, post=post, reason=WHY)
    # A word on every report, also on the second about one post.
    assert Notice.objects.filter(person=reader).count() == 2


def test_what_stands_again_is_not_newer_than_what_was_decided(staff):
    post, reader = make_reply(topic=make_topic()), make_person()
    flagged(post, reader)
    removal.restore(moderator=staff, post=post, reason=WHY)
    removal.take_down(moderator=staff, post=post, reason=WHY)
    taken_down_at = Post.objects.get(pk=post.pk).updated
    removal.restore(moderator=staff, post=post, reason=WHY)

    assert Post.objects.get(pk=post.pk).updated == taken_down_at


def test_a_closed_forum_is_its_own_moderators_matter(staff):
    member = make_person()
    forum = make_forum(audience=make_audience(member))
    assert can_moderate(staff, forum)

    Forum.objects.filter(pk=forum.pk).update(moderators=make_audience(member))
    assert can_moderate(member, forum)
    assert not can_moderate(staff, forum)


def test_flagging_from_the_page_and_deciding_in_the_queue(client, staff):
    post = make_reply(topic=make_topic(), body="Beli obat kuat di sini")
    client.force_login(make_person())
    page = client.get(post.topic.get_absolute_url()).content.decode()
    assert f"/forum/tulisan/{post.pk}/laporkan/" in page

    url = f"/forum/tulisan/{post.pk}/laporkan/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"note": "x"}).status_code == 422
    assert client.post(url, {"reason": "spam"}).status_code == 302
    assert client.get("/forum/antrean/").status_code == 404
    assert client.get(f"/forum/tulisan/{post.pk}/periksa/").status_code == 404

    client.force_login(staff)
    queue = client.get("/forum/antrean/").content.decode()
    assert "Beli obat kuat" in queue
    assert f'action="/forum/tulisan/{post.pk}/periksa/"' in queue
    url = f"/forum/tulisan/{post.pk}/periksa/"
    assert "Iklan atau kiriman sampah" in client.get(url).content.decode()
    assert client.post(url, {"remove": "1"}).status_code == 422
    client.post(url, {"remove": "1", "reason": WHY})
    post.refresh_from_db()
    assert post.withheld == "deleted"
    assert "Beli obat kuat" not in client.get("/forum/antrean/").content.decode()

    taken = client.get("/forum/antrean/diturunkan/").content.decode()
    assert "Beli obat kuat" in taken
    assert url in taken
    client.post(url, {"keep": "1", "reason": WHY})
    gone = client.get("/forum/antrean/diturunkan/").content.decode()
    assert "Beli obat kuat" not in gone
    client.force_login(make_person())
    for closed in ("diturunkan", "ditangguhkan"):
        assert client.get(f"/forum/antrean/{closed}/").status_code == 404


def test_the_queue_asks_the_same_however_long_it_is(
    client, staff, django_assert_max_num_queries
):
    client.force_login(staff)
    for _number in range(5):
        flagged(make_reply(topic=make_topic()), make_person(), make_person())
    client.get("/forum/antrean/")

    with django_assert_max_num_queries(8):
        client.get("/forum/antrean/")
