"""Words that gather topics across forums."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum.actions import tagging
from forum.models import Tag, Topic
from forum.tests.factories import make_audience, make_forum, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = make_person(name="Petronela")
    client.force_login(person)
    return person


def test_a_topic_is_opened_under_tags_and_found_by_them(client, member):
    forum = make_forum()
    client.post(
        f"{forum.get_absolute_url()}baru/",
        {
            "title": "Kapan mengurus izinnya?",
            "body": "Begini ceritanya.",
            "tags": " #Izin  PUB, izin pub,, pangan ",
        },
    )

    topic = Topic.objects.get()
    page = client.get(topic.get_absolute_url()).content.decode()
    tagged = client.get("/forum/tagar/izin-pub/").content.decode()

    assert [tag.name for tag in topic.tags.all()] == ["izin pub", "pangan"]
    assert "#izin pub</a>" in page
    assert "Kapan mengurus izinnya?" in tagged
    assert client.get("/forum/tagar/tidak-ada/").status_code == 404


def test_topics_of_closed_forums_are_not_listed_to_strangers(client):
    insider = make_person()
    topic = make_topic(
        forum=make_forum(audience=make_audience(insider)), author=insider
    )
    tagging.tag(author=insider, topic=topic, tags=["rahasia"])

    shown = client.get("/forum/tagar/rahasia/").content.decode()
    client.force_login(make_person())
    follow = reverse("forum:follow", args=["tagar", Tag.objects.get().pk])
    assert client.post(follow, {"level": "every"}).status_code == 404
    assert client.get("/forum/tagar/rahasia/").status_code == 404
    client.force_login(insider)
    inside = client.get("/forum/tagar/rahasia/").content.decode()

    assert topic.subject not in shown
    assert topic.subject in inside


def test_the_author_changes_the_tags_and_nobody_else_does(client, member):
    topic = make_topic(author=member)
    tagging.tag(author=member, topic=topic, tags=["lama"])
    first = topic.posts.get()
    url = f"{topic.get_absolute_url()}sunting/{first.pk}/"

    page = client.get(url).content.decode()
    client.post(
        url, {"title": topic.subject, "body": first.content.raw, "tags": "baru"}
    )

    assert 'value="lama"' in page
    assert [tag.name for tag in topic.tags.all()] == ["baru"]
    with pytest.raises(Refused):
        tagging.tag(author=make_person(), topic=topic, tags=["asing"])


@pytest.mark.parametrize("tags", ["a, b, c, d, e, f", "panjang" * 7])
def test_too_many_or_too_long_is_refused_with_a_sentence(client, member, tags):
    response = client.post(
        f"{make_forum().get_absolute_url()}baru/",
        {"title": "Judul yang cukup", "body": "Isi", "tags": tags},
    )

    assert response.status_code == 422
    assert "Paling banyak lima tagar" in response.content.decode()
    assert not Tag.objects.exists()


def test_a_tag_is_never_more_than_a_word(client, member):
    topic = make_topic(author=member)

    tagging.tag(
        author=member,
        topic=topic,
        tags=tagging.words_of('<script>alert(1)</script>, "onload=x'),
    )

    page = client.get(topic.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "#&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert Topic.objects.visible_to(AnonymousUser()).count() == 1


def test_a_tag_is_followed_and_its_page_asks_little(
    client, member, django_assert_max_num_queries
):
    for _number in range(3):
        author = make_person()
        topic = make_topic(author=author)
        tagging.tag(author=author, topic=topic, tags=["pangan"])
    tag = Tag.objects.get()

    client.post(f"/forum/ikuti/tagar/{tag.pk}/", {"level": "digest"}, follow=True)

    with django_assert_max_num_queries(7):
        page = client.get(tag.get_absolute_url()).content.decode()
    assert "Diikuti" in page


def test_a_tag_of_closed_forums_is_theirs_alone(client):
    member, stranger = make_person(), make_person()
    forum = make_forum(audience=make_audience(member))
    topic = make_topic(forum=forum, author=member)
    tagging.tag(author=member, topic=topic, tags=["kasus rahasia"])

    for person, status in ((stranger, 404), (member, 200)):
        client.force_login(person)
        assert client.get("/forum/tagar/kasus-rahasia/").status_code == status
