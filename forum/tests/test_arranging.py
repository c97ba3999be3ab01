"""Moving, merging, splitting, locking and pinning topics."""

import pytest

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from forum.actions import (
    answers,
    arranging,
    drafts,
    following,
    reading,
    removal,
    tagging,
)
from forum.models import Draft, Topic
from forum.permissions import can_reply
from forum.summaries import topics_about
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from network.tests.factories import make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db

WHY = "Lebih banyak yang membaca di sana."


@pytest.fixture
def staff():
    return make_person(is_staff=True)


def test_a_topic_moves_and_its_old_address_leads_there(client, staff):
    topic, forum = make_topic(), make_forum()
    make_reply(topic=topic)
    before, old = topic.forum, topic.get_absolute_url()

    moved = arranging.move(moderator=staff, topic=topic, forum=forum, reason=WHY)

    before.refresh_from_db()
    forum.refresh_from_db()
    assert (before.direct_topics_count, forum.direct_topics_count) == (0, 1)
    assert (forum.direct_posts_count, forum.last_post.topic) == (2, moved)
    assert client.get(old).url == moved.get_absolute_url()
    assert Notice.objects.filter(text=WHY).count() == 2
    assert JournalEntry.objects.get(deed="forum.topic_moved").reason == WHY


def test_what_was_read_stays_read_where_it_is_moved(staff):
    reader, topic, forum = make_person(), make_topic(), make_forum()
    assert Topic.objects.unread_by(reader).exists()
    reading.mark_forum_read(reader=reader, forum=topic.forum)

    arranging.move(moderator=staff, topic=topic, forum=forum, reason=WHY)

    assert not Topic.objects.unread_by(reader).exists()
    make_reply(topic=topic)
    assert Topic.objects.unread_by(reader).exists()


def test_addresses_of_a_chain_of_merges_lead_to_its_end(client, staff):
    topics = [make_topic() for _number in range(3)]
    old = [topic.get_absolute_url() for topic in topics]
    first, second, third = topics

    arranging.merge(moderator=staff, topic=first, into=second, reason=WHY)
    arranging.merge(moderator=staff, topic=second, into=third, reason=WHY)

    client.force_login(make_person())
    assert {client.get(url).url for url in old[:2]} == {third.get_absolute_url()}
    assert Topic.objects.going_on_from(first.pk, make_person()) == third


def test_two_topics_become_one_in_the_order_of_their_posts(client, staff):
    first, second = make_topic(title="Talang air hujan"), make_topic()
    make_reply(topic=first, body="Sesudahnya.")
    old = second.get_absolute_url()

    kept = arranging.merge(moderator=staff, topic=second, into=first, reason=WHY)

    assert (kept.posts_count, kept.subject) == (3, "Talang air hujan")
    assert client.get(old).url == kept.get_absolute_url()
    assert list(Topic.objects.visible_to(make_person())) == [kept]
    with pytest.raises(Refused):
        arranging.merge(moderator=staff, topic=kept, into=second, reason=WHY)


def test_who_sees_it_no_more_hears_only_that_it_moved(staff):
    asking, outside = make_person(), make_person()
    topic = make_topic(author=asking)
    make_reply(topic=topic, author=outside)
    closed = make_forum(title="Ruang tertutup", audience=make_audience(asking, staff))

    arranging.move(moderator=staff, topic=topic, forum=closed, reason=WHY)

    seen = Notice.objects.get(person=asking)
    assert (seen.kind, seen.text) == ("forum.topic", WHY)
    assert "Ruang tertutup" in seen.title
    gone = Notice.objects.get(person=outside)
    assert (gone.kind, gone.url) == ("forum.topic", "/forum/")
    assert WHY not in gone.text
    assert "Ruang tertutup" not in gone.title + gone.text
    # It waits for the digest, as every reply does.
    assert {seen.rhythm, gone.rhythm} == {"weekly"}


def test_what_belongs_to_a_topic_goes_along_when_it_is_merged(staff):
    thing, asking, follower = make_organization(), make_person(), make_person()
    old = make_topic(origin=thing, author=asking)
    answer = make_reply(topic=old)
    answers.choose(chooser=asking, topic=old, post=answer)
    tagging.tag(author=asking, topic=old, tags=["izin pub"])
    kept = make_topic(forum=old.forum)
    for each in (old, kept):
        following.follow(person=asking, target=each, level="every")
        drafts.keep_reply(author=follower, topic=each, body=f"Draf {each.pk}")
    following.follow(person=follower, target=old, level="digest")

    kept = arranging.merge(moderator=staff, topic=old, into=kept, reason=WHY)

    assert [line.url for line in topics_about(thing, asking)] == [
        kept.get_absolute_url()
    ]
    assert kept.answer == answer
    assert [tag.name for tag in kept.tags.all()] == ["izin pub"]
    assert {each.person for each in kept.follows.all()} == {asking, follower}
    body = Draft.objects.get(topic=kept, person=follower).body
    assert body == f"Draf {kept.pk}\n\nDraf {old.pk}"


def test_what_was_read_stays_read_and_what_was_not_does_not(staff):
    everything, one, elsewhere = (make_person() for _number in range(3))
    older = make_topic()
    newer = make_topic(forum=older.forum)
    unseen = make_reply(topic=older, body="Belum dibaca semua orang.")
    last = make_reply(topic=newer)
    for reader, topic, post in (
        (everything, older, unseen),
        (everything, newer, last),
        (one, newer, last),
        (elsewhere, older, older.posts.earliest("created")),
    ):
        reading.mark_read(reader=reader, topic=topic, until=post.created)

    kept = arranging.merge(moderator=staff, topic=older, into=newer, reason=WHY)

    def unread(topic):
        found = Topic.objects.filter(pk=topic.pk)
        people = (everything, one, elsewhere)
        return [found.with_new_posts(each).get().new_posts for each in people]

    assert unread(kept) == [0, 4, 4]
    made = arranging.split(
        moderator=staff, post=last, title="Yang dipisah lagi", reason=WHY
    )
    assert unread(made) == [0, 1, 1]


def test_what_is_hidden_is_decided_before_it_is_merged(staff):
    hidden, other = make_topic(), make_topic()
    removal.take_down(moderator=staff, post=hidden.posts.get(), reason=WHY)

    with pytest.raises(Refused, match="disembunyikan"):
        arranging.merge(moderator=staff, topic=hidden, into=other, reason=WHY)


def test_a_conversation_that_wanders_off_becomes_its_own_topic(staff):
    topic = make_topic()
    make_reply(topic=topic, body="Masih soal talang.")
    aside = make_reply(topic=topic, body="Omong-omong, soal izin?")
    make_reply(topic=topic, body="Izinnya begini.")

    made = arranging.split(
        moderator=staff, post=aside, title="Soal izin mendirikan", reason=WHY
    )

    topic.refresh_from_db()
    assert (topic.posts_count, made.posts_count) == (2, 2)
    assert made.first_post == aside
    assert made.poster == aside.poster
    with pytest.raises(Refused):
        arranging.split(
            moderator=staff, post=made.first_post, title="Lagi-lagi", reason=WHY
        )


def test_who_follows_a_topic_follows_what_is_split_from_it_as_closely(staff):
    topic, people = make_topic(), [make_person() for _number in range(2)]
    for person, level in zip(people, ("every", "mentions"), strict=True):
        following.follow(person=person, target=topic, level=level)
    aside = make_reply(topic=topic)

    made = arranging.split(
        moderator=staff, post=aside, title="Soal izin mendirikan", reason=WHY
    )

    for each in (topic, made):
        follows = each.follows.order_by("person").values_list("person", "level")
        assert list(follows) == [(people[0].pk, "every"), (people[1].pk, "mentions")]


def test_a_locked_topic_takes_no_answers_until_it_is_opened(staff):
    topic = make_topic()

    topic = arranging.set_lock(moderator=staff, topic=topic, locked=True, reason=WHY)
    assert not can_reply(make_person(), topic)

    topic = arranging.set_lock(moderator=staff, topic=topic, locked=False, reason=WHY)
    assert can_reply(make_person(), topic)


def test_only_moderators_arrange(staff):
    topic, forum = make_topic(), make_forum()

    with pytest.raises(Refused):
        arranging.move(moderator=make_person(), topic=topic, forum=forum, reason=WHY)


def test_the_page_of_a_topic_before_its_moderator(client, staff):
    topic, into = make_topic(), make_topic(title="Topik tujuan kita")
    post = make_reply(topic=topic)
    client.force_login(make_person())
    assert client.get(f"/forum/atur/{topic.pk}/").status_code == 404

    client.force_login(staff)
    url = f"/forum/atur/{topic.pk}/"
    assert client.get(url).status_code == 200
    assert client.post(f"{url}tanda/", {"deed": "pin"}).status_code == 422
    client.post(f"{url}tanda/", {"deed": "pin", "reason": WHY})
    topic.refresh_from_db()
    assert topic.is_sticky
    split = {"title": "Topik yang dipisah", "with_later": "on", "reason": WHY}
    client.post(f"/forum/tulisan/{post.pk}/pisahkan/", split)
    assert Topic.objects.filter(subject="Topik yang dipisah").exists()
    client.post(f"{url}pindahkan/", {"forum": into.forum_id, "reason": WHY})
    topic.refresh_from_db()
    assert topic.forum == into.forum
    nowhere = {"into": "https://contoh.id/", "reason": WHY}
    assert client.post(f"{url}gabungkan/", nowhere).status_code == 422
    address = f"http://testserver{into.get_absolute_url()}?hal=2"
    client.post(f"{url}gabungkan/", {"into": address, "reason": WHY})
    topic.refresh_from_db()
    assert topic.merged_into == into
