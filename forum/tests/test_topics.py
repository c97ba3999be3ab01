"""Opening, answering and mending topics."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.utils import timezone
from machina.core.db.models import get_model

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum.actions import places, posts, topics
from forum.models import Forum, Post, Topic
from forum.permissions import can_edit, can_open_topic, can_reply
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_replies_written_at_once_are_all_counted():
    topic = make_topic()
    people = [make_person() for _number in range(4)]
    start = Barrier(4)

    def work(person):
        try:
            start.wait()
            make_reply(topic=topic, author=person)
        finally:
            connection.close()

    workers = [Thread(target=work, args=[person]) for person in people]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    topic.refresh_from_db()
    assert topic.replies == topic.posts.count() - 1 == 4
    assert topic.last_post == topic.posts.latest("created")


def test_a_topic_is_opened_in_a_place_by_its_name():
    author = make_person()
    places.ensure_place(name="courses.course:drm", title="Penggalangan", parent="cop")

    topic = topics.open_topic(
        author=author, place="courses.course:drm", title="Judul topik", body="Isinya."
    )

    assert topic.forum.place == "courses.course:drm"
    assert [post.content.raw for post in topic.posts.all()] == ["Isinya."]
    assert Topic.objects.get().posts_count == 1


def test_replies_are_counted_and_the_last_one_is_known():
    topic = make_topic()
    make_reply(topic=topic)
    post = make_reply(topic=topic)

    topic.refresh_from_db()
    forum = Forum.objects.get(pk=topic.forum_id)
    assert topic.replies == 2
    assert topic.last_post == post
    assert (forum.direct_topics_count, forum.direct_posts_count) == (1, 3)


def test_a_heading_takes_no_topics():
    heading = places.ensure_place(name="cop", title="Komunitas", holds_topics=False)

    with pytest.raises(Refused):
        make_topic(forum=heading)


def test_strangers_neither_open_nor_answer_in_a_closed_forum():
    member, stranger = make_person(), make_person()
    forum = make_forum(audience=make_audience(member))
    topic = make_topic(forum=forum, author=member)

    with pytest.raises(Refused):
        make_topic(forum=forum, author=stranger)
    with pytest.raises(Refused):
        make_reply(topic=topic, author=stranger)
    assert make_reply(topic=topic, author=member)


def test_who_is_not_signed_in_is_asked_to_sign_in():
    topic = make_topic()

    assert "Masuk" in can_reply(AnonymousUser(), topic).reason
    assert "Masuk" in can_open_topic(AnonymousUser(), topic.forum).reason


def test_a_locked_topic_takes_no_replies():
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED)

    with pytest.raises(Refused, match="dikunci"):
        make_reply(topic=topic)


def grant(group, codename, *, forum=None, has_perm=True):
    permission = get_model("forum_permission", "ForumPermission")
    get_model("forum_permission", "GroupForumPermission").objects.create(
        group=group,
        forum=forum,
        permission=permission.objects.get(codename=codename),
        has_perm=has_perm,
    )


def test_one_refusal_in_one_forum_changes_nothing_in_the_others():
    person = make_person()
    group = Group.objects.create(name="Diam dulu")
    person.groups.add(group)
    quiet, *others = [make_forum() for _number in range(4)]
    grant(group, "can_start_new_topics", forum=quiet, has_perm=False)

    assert not can_open_topic(person, quiet)
    assert all(can_open_topic(person, forum) for forum in others)


def test_a_grant_to_a_group_adds_to_what_everyone_may_do():
    person = make_person()
    group = Group.objects.create(name="Moderator")
    person.groups.add(group)
    grant(group, "can_reply_to_locked_topics")
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED)

    topic.refresh_from_db()
    assert can_reply(person, topic)
    assert can_open_topic(person, topic.forum)


def test_what_is_said_here_weighs_more_than_what_is_said_everywhere():
    person = make_person()
    group = Group.objects.create(name="Hanya di satu forum")
    person.groups.add(group)
    here, elsewhere = make_forum(), make_forum()
    grant(group, "can_start_new_topics", has_perm=False)
    grant(group, "can_start_new_topics", forum=here)

    assert can_open_topic(person, here)
    assert not can_open_topic(person, elsewhere)


def test_no_group_opens_a_closed_forum():
    person = make_person()
    group = Group.objects.create(name="Moderator")
    person.groups.add(group)
    forum = make_forum(audience=make_audience())
    grant(group, "can_see_forum", forum=forum)
    grant(group, "can_start_new_topics", forum=forum)

    assert not can_open_topic(person, forum)


def test_an_inactive_person_may_do_nothing():
    person = make_person()
    person.is_active = False
    forum = make_forum()

    assert not can_open_topic(person, forum)


def test_the_author_mends_a_post_for_a_day_and_its_address_stays():
    author = make_person()
    topic = make_topic(author=author)
    post = topic.posts.get()

    posts.edit(author=author, post=post, body="Isi baru.", title="Judul baru ini")

    post.refresh_from_db()
    mended = Topic.objects.get()
    assert post.content.raw == "Isi baru."
    assert post.updates_count == 1
    assert mended.subject == "Judul baru ini"
    assert mended.get_absolute_url() == topic.get_absolute_url()


def test_after_a_day_a_post_stays_as_it_is():
    author = make_person()
    post = make_topic(author=author).posts.get()
    Post.objects.update(created=timezone.now() - timedelta(days=2))
    post.refresh_from_db()

    assert not can_edit(author, post)
    with pytest.raises(Refused):
        posts.edit(author=author, post=post, body="Isi baru.")


def test_nobody_mends_what_another_wrote():
    post = make_topic().posts.get()

    with pytest.raises(Refused):
        posts.edit(author=make_person(), post=post, body="Isi lain.")


def test_deleting_a_person_keeps_their_topics_and_everyones_posts():
    leaving, staying = make_person(), make_person()
    topic = make_topic(author=leaving)
    make_reply(topic=topic, author=staying)
    make_reply(topic=make_topic(author=staying), author=leaving)

    leaving.delete()

    assert Topic.objects.count() == 2
    assert Post.objects.count() == 4
    assert Post.objects.filter(poster=None).count() == 2


def test_an_unapproved_topic_is_seen_by_its_author_and_staff_only():
    author = make_person()
    topic = make_topic(author=author)
    Topic.objects.update(approved=False)

    assert topic in Topic.objects.visible_to(author)
    assert topic in Topic.objects.visible_to(make_person(is_staff=True))
    assert topic not in Topic.objects.visible_to(make_person())
    assert topic not in Topic.objects.visible_to(AnonymousUser())
