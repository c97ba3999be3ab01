"""Topics whose first post is out of sight: under which name they go on, if at all."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum import lists, summaries, tree
from forum.actions import arranging, polls, posts, removal, tagging
from forum.models import Follow, Topic, TopicPoll
from forum.personal import tell
from forum.tasks import tell_of_post
from forum.tests.factories import author_of, make_reply, make_topic
from network.tests.factories import make_organization
from notices.models import Notice
from search.actions import keeping
from search.models import Entry

pytestmark = pytest.mark.django_db

TITLE = "Pak Anton meminjam uang kas"
TAKEN = "Topik yang dihapus penulisnya"
WHY = "Menyebut nama."


@pytest.fixture
def staff():
    return make_person(is_staff=True)


@pytest.fixture
def topic():
    return make_topic(title=TITLE, body="Bagaimana menagihnya?")


@pytest.fixture
def head(topic):
    return topic.posts.get()


def again(topic):
    return Topic.objects.select_related("forum").get(pk=topic.pk)


def taken_back(head):
    return posts.delete(author=author_of(head), post=head)


def hidden(head):
    return removal.take_down(
        moderator=make_person(is_staff=True), post=head, reason=WHY
    )


@pytest.mark.parametrize("goes", [taken_back, hidden])
def test_with_replies_its_name_is_nowhere_and_comes_back(goes, client, topic, head):
    lesson, asking = make_organization(), author_of(head)
    about = make_topic(title=TITLE, origin=lesson, forum=topic.forum)
    for each in (topic, about):
        polls.ask(
            author=asking, topic=each, asked=polls.Asked("Lapor polisi?", ("Ya", "T"))
        )
        make_reply(topic=each, body="Ajak bicara dulu.")
    tagging.tag(author=asking, topic=topic, tags=["kas anton"])
    old, place = topic.get_absolute_url(), topic.forum.get_absolute_url()

    for each in (head, about.posts.order_by("pk")[0]):
        goes(each)

    reader = make_person()
    client.force_login(reader)
    topic = again(topic)
    shown = client.get(topic.get_absolute_url())
    seen = [
        client.get(old, follow=True).redirect_chain[0][0],
        *(client.get(url).content.decode() for url in (place, "/forum/")),
        shown.content.decode(),
        *(line.title for line in summaries.topics_about(lesson, reader)),
        *(line.title for line in summaries.recent_public()),
        *(line.title for line in summaries.waiting_for(asking)),
        *(line.last_title or "" for b in tree.branches(reader) for line in b.forums),
    ]
    assert shown.status_code == 200
    assert "Ajak bicara dulu" in seen[3]
    assert not [each for each in seen if "nton" in each or "olisi" in each]
    assert client.get("/forum/tagar/kas-anton/").status_code == 404
    assert (topic.replies, topic.approved) == (1, True)

    back(head)

    topic = again(topic)
    page = client.get(old).content.decode()
    assert all(each in page for each in (TITLE, "Lapor polisi", "kas anton"))
    assert (topic.untitled, topic.replies, topic.slug) == ("", 1, head.topic.slug)


def back(head):
    head.refresh_from_db()
    if head.is_deleted:
        return posts.bring_back(author=author_of(head), post=head)
    return removal.restore(
        moderator=make_person(is_staff=True), post=head, reason="Keliru."
    )


@pytest.mark.parametrize("goes", [taken_back, hidden])
def test_without_replies_the_topic_leaves_the_lists(goes, client, topic, head):
    goes(head)

    topic = again(topic)
    assert topic not in Topic.objects.visible_to(AnonymousUser())
    assert topic.forum.direct_topics_count == 0
    # Who wrote it still finds it, and brings it back where that is theirs to do.
    client.force_login(author_of(head))
    assert TITLE in client.get(topic.get_absolute_url()).content.decode()

    back(head)

    topic = again(topic)
    assert topic in Topic.objects.visible_to(AnonymousUser())
    assert topic.forum.direct_topics_count == 1


def test_when_the_last_reply_goes_too_so_does_the_topic(topic, head):
    reply = make_reply(topic=topic)
    taken_back(head)
    assert again(topic).title == TAKEN

    posts.delete(author=author_of(reply), post=reply)

    assert topic not in Topic.objects.visible_to(AnonymousUser())
    posts.bring_back(author=author_of(reply), post=reply)
    assert topic in Topic.objects.visible_to(AnonymousUser())
    assert again(topic).title == TAKEN


def test_moderators_and_its_author_still_read_the_name(client, staff, topic, head):
    make_reply(topic=topic)
    hidden(head)
    url = again(topic).get_absolute_url()

    for person in (staff, author_of(head)):
        client.force_login(person)
        page = client.get(url).content.decode()
        assert f"Judulnya semula: {TITLE}" in page
        assert "Topik yang dihapus moderator</h1>" in page
    client.force_login(staff)
    for page in (f"/forum/atur/{topic.pk}/", f"/forum/tulisan/{head.pk}/periksa/"):
        assert TITLE in client.get(page).content.decode()
    told = Notice.objects.get(person=author_of(head), kind="forum.moderation")
    assert TITLE in told.text


def test_a_list_asks_the_same_with_and_without_names(
    rf, django_assert_num_queries, topic
):
    for _number in range(3):
        other = make_topic(forum=topic.forum, title=TITLE)
        make_reply(topic=other)
        taken_back(other.posts.order_by("pk")[0])
    request = rf.get("/")
    forum = again(topic).forum
    lists.topics_in(forum, AnonymousUser(), request)

    with django_assert_num_queries(2):
        page = lists.topics_in(forum, AnonymousUser(), request)

    assert [line.title for line in page] == [TAKEN] * 3 + [TITLE]


def test_search_and_notices_forget_the_name_and_learn_it_again():
    follower = make_person()
    topic = make_topic(title=TITLE)
    head = topic.posts.get()
    Follow.objects.create(person=follower, topic=topic, level=Follow.Level.EVERY)
    reply = make_reply(topic=topic)
    tell_of_post(head.pk)
    tell_of_post(reply.pk)
    keeping.keep(kind="forum.post", things=[reply.pk])
    assert Notice.objects.filter(person=follower, withdrawn_at=None).count() == 2

    taken_back(head)
    keeping.keep_group(kind="forum.post", group=topic.pk)

    [standing] = Notice.objects.filter(person=follower, withdrawn_at=None)
    assert standing.title.endswith(f"membalas “{TAKEN}”")
    assert Entry.objects.get(thing=reply.pk).title == TAKEN

    back(head)
    keeping.keep_group(kind="forum.post", group=topic.pk)
    told = Notice.objects.filter(person=follower, withdrawn_at=None)
    assert [TITLE in notice.title for notice in told] == [True, True]
    assert Entry.objects.get(thing=reply.pk).title == TITLE


def test_its_poll_and_its_posts_wait_until_it_has_a_name(staff, topic, head):
    asked = polls.Asked("Lapor polisi?", ("Ya", "Tidak"))
    poll = polls.ask(author=author_of(head), topic=topic, asked=asked)
    make_reply(topic=topic)
    taken_back(head)
    poll = TopicPoll.objects.get(pk=poll.pk)
    options = [option.pk for option in poll.options.all()[:1]]

    with pytest.raises(Refused):
        polls.vote(voter=make_person(), poll=poll, options=options)
    with pytest.raises(Refused):
        arranging.merge(
            moderator=staff, topic=again(topic), into=make_topic(), reason=WHY
        )
    # Answering goes on.
    assert make_reply(topic=again(topic)).approved


def test_the_authors_own_copy_keeps_what_they_called_it(topic, head):
    make_reply(topic=topic)
    taken_back(head)

    told = tell(author_of(head))["tulisan di forum"]
    assert [row["topik"] for row in told] == [TITLE]
