"""How much a person may write, and how good conduct makes it more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum.actions import flags, limits, polls, posts, topics
from forum.models import Flag, Post
from forum.tests.factories import author_of, make_forum, make_reply, make_topic
from forum.trust import Trust, trust_of
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db

LONG = "Kami mencari mitra untuk menyalurkan air bersih ke tiga dusun di pegunungan."


def an_old_hand(*, days: int = 40, posts: int = 25):
    person = make_person()
    topic = make_topic()
    Post.objects.bulk_create(
        Post(topic=topic, poster=person, subject="x", content=f"Tulisan {number}")
        for number in range(posts)
    )
    Post.objects.filter(poster=person).update(
        created=timezone.now() - timedelta(days=2)
    )
    person.created_at = timezone.now() - timedelta(days=days)
    person.save()
    return person


def test_trust_grows_with_days_and_posts():
    assert trust_of(make_person()) is Trust.NEWCOMER
    assert trust_of(an_old_hand(days=4, posts=3)) is Trust.MEMBER
    assert trust_of(an_old_hand()) is Trust.TRUSTED


def test_an_organisation_vouches_for_its_members():
    person = make_person()
    make_member(person=person, organization=make_organization())

    assert trust_of(person) is Trust.MEMBER


def test_posts_that_were_taken_down_cost_trust():
    person = an_old_hand()
    own = Post.objects.filter(poster=person)
    taken_down = {"approved": False, "withheld": Post.Withheld.DELETED}

    one, *more = [post.pk for post in own[:3]]

    own.filter(pk=one).update(**taken_down)
    assert trust_of(person) is Trust.MEMBER

    own.filter(pk__in=more).update(**taken_down)
    assert trust_of(person) is Trust.NEWCOMER


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Lihat https://a.id www.b.id dan http://c.id", "paling banyak 2 tautan"),
        ("[a](//a.id) [b](https&#58;//b.id) [c](//c.id)", "paling banyak 2 tautan"),
        (" ".join(f"@orang{n}" for n in range(10_000))[:20_000], "paling banyak 5"),
        ("a" * 1_000_000, "terlalu panjang"),
    ],
)
def test_a_newcomer_hears_in_a_sentence_what_is_too_much(body, sentence):
    with pytest.raises(Refused, match=sentence):
        limits.require_room_for(author=make_person(), forum=make_forum(), body=body)


def test_who_is_known_may_link_more():
    body = "Lihat https://a.id https://b.id https://c.id"

    limits.require_room_for(author=an_old_hand(), forum=make_forum(), body=body)


def test_the_same_words_are_not_sent_twice():
    person = make_person()
    make_topic(author=person, body=LONG)

    with pytest.raises(Refused, match="tulisan yang sama"):
        make_topic(author=person, body=f"  {LONG.upper()}!! ")
    make_topic(author=make_person(), body=LONG)


def test_who_is_known_may_bring_the_same_news_to_several_forums():
    person = an_old_hand()
    here = make_topic(author=person, body=LONG).forum

    make_topic(author=person, body=LONG)
    with pytest.raises(Refused, match="tulisan yang sama"):
        make_topic(author=person, forum=here, body=LONG)


def test_a_newcomer_who_writes_too_fast_is_asked_to_wait():
    person, topic = make_person(), make_topic()
    for _number in range(20):
        make_reply(topic=topic, author=person)

    with pytest.raises(Refused, match="satu jam kemudian"):
        make_reply(topic=topic, author=person)


def test_mending_goes_around_no_limit():
    author, topic = make_person(), make_topic()
    post = make_reply(topic=topic, author=author, body="Halo")
    named = [make_person(name=f"Anggota Nomor{number}") for number in range(8)]

    def mend(body):
        posts.edit(author=author, post=Post.objects.get(pk=post.pk), body=body)

    with pytest.raises(Refused, match="paling banyak 2 tautan"):
        mend("Lihat https://a.id www.b.id dan http://c.id")
    mend("\n".join(f"@{each.name}" for each in named[:5]))
    with pytest.raises(Refused, match="paling banyak 5 orang"):
        mend(f"@{named[5].name}")
    for number in range(18):
        mend(f"Halo {number}")
    with pytest.raises(Refused, match="satu jam kemudian"):
        mend("Halo lagi")


def test_what_was_taken_back_may_be_said_elsewhere():
    person = make_person()
    posts.delete(author=person, post=make_topic(author=person, body=LONG).posts.get())

    make_topic(author=person, body=LONG)


@pytest.mark.parametrize(
    "given",
    [
        {"title": "Lihat www.contoh.example"},
        {"tags": ["https://contoh.example"]},
        {"poll": polls.Asked("Buka https://contoh.example?", ("Ya", "Tidak"))},
        {"poll": polls.Asked("Buka?", ("Ya", "https://contoh.example"))},
    ],
)
def test_what_stands_in_lists_and_mails_leads_nowhere(given):
    plan = {"title": "Kapan?", **given}

    with pytest.raises(Refused, match="di isi tulisan"):
        topics.open_topic(
            author=make_person(), place=make_forum(), body="Pilih.", **plan
        )


def test_a_title_is_not_mended_into_an_address():
    topic = make_topic()
    author, post = author_of(topic), topic.posts.get()

    with pytest.raises(Refused, match="di isi tulisan"):
        posts.edit(author=author, post=post, body="Lain", title="www.contoh.example")


def test_who_flags_very_fast_is_asked_to_wait_and_moderators_are_not():
    topic, reader = make_topic(), make_person()
    most = limits.ROOM[Trust.NEWCOMER].flags_an_hour
    replies = [make_reply(topic=topic) for _number in range(most + 1)]
    staff = make_person(is_staff=True)
    Flag.objects.bulk_create(
        Flag(post=reply, person=person, reason="spam")
        for reply in replies[:-1]
        for person in (reader, staff)
    )

    with pytest.raises(Refused, match="satu jam kemudian"):
        flags.flag(reader=reader, post=replies[-1], reason="spam")
    flags.flag(reader=staff, post=replies[-1], reason="spam")
    Flag.objects.update(created_at=timezone.now() - timedelta(hours=2))
    flags.flag(reader=reader, post=replies[-1], reason="spam")

    assert set(replies[-1].flags.values_list("person", flat=True)) == {
        reader.pk,
        staff.pk,
    }
