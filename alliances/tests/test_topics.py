"""What becomes a topic is quoted, linked both ways, and read by nobody else."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import make_person
from alliances.actions import audiences, blocking, furnishing, joining, topics
from alliances.models import Room
from alliances.representation import listeners
from alliances.tests.factories import make_room, make_speaker, make_steward, say
from alliances.tests.test_furnishing import make_official, seated
from alliances.tests.test_threads import beside
from common.decisions import Refused
from forum.actions import removal
from forum.actions import topics as forum_topics
from forum.listeners import listeners_of
from forum.models import Post, Topic
from network.models import Membership

pytestmark = pytest.mark.django_db


def readers_of(topic):
    """Everybody to whom the forum shows the topic, asked one by one."""
    return {
        person.pk
        for person in User.objects.all()
        if Topic.objects.visible_to(person).filter(pk=topic.pk).exists()
    }


def make_topic(room, author, *seqs, **more):
    asked = {"title": "Bank sampah", "body": "Mari bahas.", "seqs": seqs, **more}
    return topics.make_topic(author=author, room=room, **asked)


def test_a_topic_quotes_the_chosen_messages_and_the_room_leads_to_it():
    room = make_room()
    author, other = make_speaker(room=room), make_speaker(room=room, name="Sri Rahayu")
    say(room=room, author=other, body="Tidak dipilih")
    say(room=room, author=other, body="Tiga belas dari empat belas")

    topic = make_topic(room, author, 2)

    post = topic.posts.get()
    assert "Tiga belas dari empat belas" in str(post.content)
    assert "Sri Rahayu" in str(post.content)
    assert "#pesan-2" in str(post.content)
    assert "Tidak dipilih" not in str(post.content)
    assert topic.origin.shown_to(other).seq == 2
    assert topic.get_absolute_url() in room.events.get(seq=3).body


def test_stewards_look_after_the_topics_of_their_rooms_and_staff_do_not(client):
    room = make_room(kind=Room.Kind.PRIVATE)
    steward = make_steward(alliance=room.alliance)
    say(room=room, author=steward, body="Hanya untuk ruang ini")
    post = make_topic(room, steward, 1).posts.get()
    staff = make_person(is_staff=True)
    address = reverse("forum:judge", args=[post.pk])

    client.force_login(staff)
    assert client.get(address).status_code == 404
    client.force_login(steward)
    assert client.get(address).status_code == 200

    # Without stewards staff are called, and read only what is brought before them.
    room.alliance.stewards.all().delete()
    audiences.fill(room.alliance)
    client.force_login(staff)
    assert client.get(address).status_code == 404
    removal.withhold(post, Post.Withheld.FLAGGED)
    assert client.get(address).status_code == 200
    client.force_login(steward)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", list(Room.Kind))
def test_private_words_reach_nobody_outside_the_room(kind):
    room = make_room(kind=kind)
    steward = make_steward(alliance=room.alliance)
    seat = seated(room, steward)
    leaves = make_speaker(room=room, role=Membership.Role.EDITOR)
    make_official(room)
    make_person()
    say(room=room, author=steward, body="Hanya untuk ruang ini")
    topic = make_topic(room, steward, 1)

    inside = set(listeners(room).values_list("pk", flat=True))
    assert steward.pk in readers_of(topic)
    assert readers_of(topic) <= inside
    furnishing.unseat(steward=steward, seat=seat)
    organization = leaves.memberships.get().organization
    left = organization.alliance_memberships.get()
    joining.leave(person=leaves, membership=left)

    inside = set(listeners(room).values_list("pk", flat=True))
    assert not {seat.person_id, leaves.pk} & inside
    assert readers_of(topic) <= inside


def test_a_stranger_and_who_has_left_make_no_topic():
    room = make_room()
    member = make_speaker(room=room)
    say(room=room, author=member)

    with pytest.raises(Refused, match="tidak lagi"):
        make_topic(room, make_person(), 1)


def test_what_expires_becomes_no_topic():
    room = make_room()
    member = make_speaker(room=room)
    say(room=room, author=member)
    Room.objects.filter(pk=room.pk).update(keeps_days=7)

    with pytest.raises(Refused, match="sesudah waktunya"):
        make_topic(room, member, 1)


def test_messages_are_chosen_on_a_page(client):
    room = make_room()
    member = make_speaker(room=room)
    for body in ("Satu", "Dua", "Tiga"):
        say(room=room, author=member, body=body)
    client.force_login(member)
    url = f"{room.get_absolute_url()}pesan/2/topik/"

    page = client.get(url)
    without = client.post(url, {"title": "", "seqs": ["2"]})
    made = client.post(url, {"title": "Bank sampah", "seqs": ["2", "3"]})

    assert page.text.count("checked") == 1
    assert without.status_code == 422
    assert made.status_code == 302
    assert "Tiga" in str(Topic.objects.get().posts.get().content)


def test_the_forum_of_an_alliance_is_for_its_members_alone(client):
    room = make_room()
    member, stranger = make_speaker(room=room), make_person(is_staff=True)
    address = f"{room.alliance.get_absolute_url()}forum/"
    client.force_login(member)

    place = client.get(address)["Location"]
    topic = forum_topics.open_topic(
        author=member,
        place=topics.place_of_all(room.alliance),
        title="Bank sampah bersama",
        body=f"Hanya untuk kita, @{stranger.name}.",
    )

    assert address in client.get(room.alliance.get_absolute_url()).content.decode()
    assert client.get(place).status_code == 200
    client.force_login(stranger)
    for hidden in (address, place, topic.get_absolute_url()):
        assert client.get(hidden).status_code == 404
    assert "Bank sampah" not in client.get("/cari/?q=sampah").content.decode()
    assert "Bank sampah" not in client.get("/forum/").content.decode()
    assert [each.person for each in listeners_of(topic.first_post)] == []


def test_from_a_thread_its_own_messages_are_offered_and_no_blocked_words(client):
    room = make_room()
    author, loud = make_speaker(room=room), make_speaker(room=room)
    first = say(room=room, author=author, body="Siapa menimbang?")
    say(room=room, author=author, body="Kabar lain")
    for speaker, body in ((author, "Saya saja"), (loud, "Teriakan")):
        said = beside(first, speaker, body)
    blocking.block(person=author, message=said)
    client.force_login(author)

    page = client.get(f"{room.get_absolute_url()}pesan/3/topik/").text

    assert ("Siapa menimbang?" in page, "Saya saja" in page) == (True, True)
    assert ("Kabar lain" in page, "Teriakan" in page) == (False, False)
