"""Moving, merging, splitting, locking and pinning topics."""

import pytest

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from forum.actions import arranging
from forum.models import Topic
from forum.permissions import can_reply
from forum.tests.factories import make_forum, make_reply, make_topic
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
