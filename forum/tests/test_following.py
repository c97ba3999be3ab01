"""Following, being named, and who is told how; never who may not see."""

import pytest

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum import personal
from forum.actions import following, posts
from forum.listeners import listeners_of
from forum.mentions import found_in, offered
from forum.models import Follow, Pseudonym, Tag, Untold
from forum.tasks import tell_of_names, tell_of_post
from forum.tests.factories import (
    author_of,
    make_audience,
    make_forum,
    make_reply,
    make_topic,
)
from network.models import Audience
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db


def follow(person, target, level="digest"):
    return following.follow(person=person, target=target, level=level)


def told(post):
    tell_of_post(post.pk)
    return {notice.person for notice in Notice.objects.all()}


def test_followers_of_forum_topic_tag_and_person_are_told():
    people = [make_person() for _number in range(4)]
    author = make_person()
    topic = make_topic()
    tag = Tag.objects.create(name="izin pub", slug="izin-pub")
    tag.topics.add(topic)
    for person, target in zip(people, (topic.forum, topic, tag, author), strict=True):
        follow(person, target)

    post = make_reply(topic=topic, author=author)

    assert told(post) == {*people, topic.poster}


def test_the_nearest_thing_that_is_followed_says_how_closely():
    person, topic = make_person(), make_topic()
    follow(person, topic.forum, "every")
    follow(person, topic, "mentions")
    post = make_reply(topic=topic)

    assert person not in told(post)
    follow(person, topic, "digest")
    assert [each.how for each in listeners_of(post) if each.person == person] == [
        "digest"
    ]


def test_who_wants_every_post_is_told_of_each_and_others_once():
    every, digest, topic = make_person(), make_person(), make_topic()
    follow(every, topic, "every")
    follow(digest, topic, "digest")

    for _number in range(3):
        post = make_reply(topic=topic)
        tell_of_post(post.pk)
        tell_of_post(post.pk)

    assert Notice.objects.filter(person=every).count() == 3
    assert Notice.objects.filter(person=digest).count() == 1


def test_followers_who_may_no_longer_look_are_told_nothing():
    leaving, staying = make_person(name="Hairul"), make_person(name="Kasma")
    audience = make_audience(leaving, staying)
    topic = make_topic(forum=make_forum(audience=audience), author=staying)
    follow(leaving, topic, "every")
    audience.members.remove(leaving)

    post = make_reply(
        topic=topic, author=staying, body=f"Halo @{leaving.name}, lihat ini."
    )

    assert told(post) == set()
    assert leaving.name not in str(post.mentions)
    with pytest.raises(Refused):
        follow(leaving, topic)
    follow(leaving, topic, "")
    assert not Follow.objects.exists()


def test_a_fixed_number_of_questions_for_many_followers(django_assert_num_queries):
    topic = make_topic()
    people = [make_person() for _number in range(8)]
    post = make_reply(topic=topic)
    for person in people[:3]:
        follow(person, topic)
    with django_assert_num_queries(6):
        assert len(listeners_of(post)) == 4
    for person in people[3:]:
        follow(person, topic)

    with django_assert_num_queries(6):
        assert len(listeners_of(post)) == 9


def test_who_is_named_is_told_whatever_they_follow():
    named = make_person(name="Yohana Bura")
    topic = make_topic()
    follow(named, topic, "mentions")
    quiet = make_reply(topic=topic)
    loud = make_reply(topic=topic, body="Terima kasih, @Yohana Bura! Sangat membantu.")

    assert named not in told(quiet)
    assert named in told(loud)
    notice = Notice.objects.get(person=named)
    assert notice.kind == "forum.mention"
    assert "menyebut Anda" in notice.title
    assert f'<a href="{named.get_absolute_url()}" rel=' in loud.html


def test_who_acts_for_an_organisation_that_is_named_is_told():
    organization = make_organization(name="Perkumpulan Tani Lestari")
    member = make_person()
    make_member(person=member, organization=organization)
    post = make_reply(topic=make_topic(), body="Tanya @perkumpulan tani lestari saja.")

    assert member in told(post)


def test_of_two_with_one_name_the_one_who_took_part_is_meant():
    here, _elsewhere = make_person(name="Sri Wahyuni"), make_person(name="Sri Wahyuni")
    topic, other = make_topic(author=here), make_topic()

    assert found_in("@Sri Wahyuni benar", topic)[0]["person"] == here.pk
    assert found_in("@Sri Wahyuni benar", other) == []


@pytest.mark.parametrize(
    "text",
    ["surat@yohana bura", "@@Yohana Bura", "a/@Yohana Bura", "@", "@ Yohana Bura"],
)
def test_what_is_no_mention_names_nobody(text):
    make_person(name="Yohana Bura")

    assert found_in(text, make_topic()) == []


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", '" onmouseover="alert(1)', "A&B <b>x</b>"],
)
def test_a_name_is_never_more_than_a_name(name):
    make_person(name=name)
    topic = make_topic()

    posts = [
        make_reply(topic=topic, body=f"Halo @{name}"),
        make_reply(topic=topic, body=f'[x](https://contoh.id "a> @{name} b")'),
    ]

    for post in posts:
        assert "<script" not in post.html
        assert not any(
            "onmouseover" in tag
            for tag in post.html.split("<")[1:]
            if (tag.split(">")[0].replace('title="', "").count('"') % 2)
        )


def test_ten_thousand_names_are_refused_with_a_sentence():
    with pytest.raises(Refused, match="menyebut"):
        make_reply(topic=make_topic(), body="@a " * 6000)


def test_names_are_offered_of_who_may_look(client):
    insider, stranger = make_person(name="Yohana Bura"), make_person(name="Yohana Lain")
    forum = make_forum(audience=make_audience(insider))
    client.force_login(insider)

    said = client.get(f"{forum.get_absolute_url()}sebut/", {"q": "yoh"}).json()
    client.force_login(stranger)
    hidden = client.get(f"{forum.get_absolute_url()}sebut/", {"q": "yoh"})

    assert said == {"names": ["Yohana Bura"]}
    assert hidden.status_code == 404
    assert offered(forum, "y") == []


def test_nobody_follows_who_writes_under_a_pseudonym():
    author, fan = make_person(), make_person()
    forum = make_forum()
    forum.allows_pseudonyms = True
    forum.save()
    Pseudonym.objects.create(forum=forum, person=author, name="Kunang-kunang")
    topic = make_topic(forum=forum, author=author)
    follow(fan, author, "every")

    assert told(topic.posts.get()) == set()


def test_a_level_is_chosen_on_the_page(client):
    person = make_person()
    client.force_login(person)
    topic = make_topic()
    url = f"/forum/ikuti/topik/{topic.pk}/"

    followed = client.post(url, {"level": "every"}, follow=True).content.decode()
    unknown = client.post(url, {"level": "<b>"})
    ended = client.post(url, {"level": ""}, follow=True).content.decode()

    assert "Diikuti" in followed
    assert unknown.status_code == 422
    assert "berhenti mengikuti" in ended
    assert not Follow.objects.exists()


def test_who_leaves_follows_nobody_and_is_followed_by_nobody():
    leaving, other = make_person(), make_person()
    follow(leaving, make_topic())
    follow(other, leaving)

    assert len(personal.tell(leaving)["yang diikuti di forum"]) == 1
    personal.forget(leaving)

    assert not Follow.objects.exists()


def test_whom_an_edit_names_is_told_once():
    named = make_person(name="Petronela Wea")
    post = make_reply(topic=make_topic(), body="Tanya @Petronela Wea, ya?")

    for _again in range(2):
        tell_of_names(post.pk, [named.pk])

    assert [notice.kind for notice in named.notices.all()] == ["forum.mention"]


def test_who_may_not_see_a_post_is_not_told_that_an_edit_names_them():
    inside, outside = make_person(), make_person()
    forum = make_forum(audience=make_audience(inside))
    topic = make_topic(forum=forum, author=inside)

    tell_of_names(topic.first_post_id, [outside.pk, inside.pk])

    assert not Notice.objects.exists()


def test_an_edit_tells_whom_it_names_and_nobody_again():
    make_person(name="Petronela Wea")
    new = make_person(name="Yan Bere")
    post = make_reply(topic=make_topic(), body="Tanya @Petronela Wea.")

    posts.edit(
        author=author_of(post), post=post, body="Tanya @Petronela Wea, @Yan Bere."
    )

    untold = Untold.objects.get(what=Untold.What.NAMES)
    assert (untold.post, untold.people) == (post, [new.pk])


def test_all_that_one_follows_stands_on_one_page(client):
    person = make_person()
    closed = make_forum(title="Ruang rahasia", audience=make_audience(person))
    topic = make_topic()
    for target in (closed, topic, make_person(name="Yohana Bura")):
        following.follow(person=person, target=target, level="digest")
    Audience.objects.get().members.clear()
    client.force_login(person)

    page = client.get("/forum/diikuti/").content.decode()
    assert topic.subject in page
    assert "Yohana Bura" in page
    assert "Ruang rahasia" not in page
    [hidden] = Follow.objects.filter(forum=closed)
    client.post(f"/forum/diikuti/{hidden.pk}/", {"level": ""})
    [kept] = Follow.objects.filter(topic=topic)
    client.post(f"/forum/diikuti/{kept.pk}/", {"level": "every"})

    assert not Follow.objects.filter(forum=closed).exists()
    assert Follow.objects.get(topic=topic).level == "every"
    client.force_login(make_person())
    assert client.post(f"/forum/diikuti/{kept.pk}/", {"level": ""}).status_code == 404
