"""Whoever has a pseudonym in a room proposes, brings and decides under their name."""

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from alliances import realtime
from alliances.actions import altering
from alliances.decisions.actions import closing
from alliances.decisions.links import propose_url
from alliances.decisions.models import Proposal
from alliances.decisions.tests.factories import make_proposal, pass_deadline
from alliances.decisions.tests.test_pages import asked, page
from alliances.models import RoomPseudonym
from alliances.tests.factories import make_speaker, say
from alliances.tests.test_masking import make_masked, make_masked_room
from forum.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_masked_room()


@pytest.fixture
def witness(room):
    return make_masked(room=room)


def propose(person, alliance, **more):
    return make_proposal(voters=0, alliance=alliance, person=person, **more)[0]


def decide(witness, proposal):
    pass_deadline(proposal)
    review_on = timezone.localdate() + timedelta(days=30)
    closing.close(
        person=witness, proposal=proposal, outcome_text="Jadi.", review_on=review_on
    )


@pytest.mark.parametrize("is_of_the_room", [True, False])
def test_what_is_said_of_a_proposal_never_carries_the_pseudonym(
    room, witness, is_of_the_room
):
    of = {"room": room} if is_of_the_room else {}

    closing.withdraw(
        person=witness, proposal=propose(witness, room.alliance, **of), because="Keliru"
    )
    decide(witness, propose(witness, room.alliance, **of))

    said = list(room.events.with_targets())
    mask = str(RoomPseudonym.objects.get().pk)
    assert [each.author for each in said] == [witness] * 4
    assert mask not in str([realtime.frame(each) for each in said])


def test_what_was_announced_under_the_pseudonym_before_is_signed_anew(room, witness):
    proposal = propose(witness, room.alliance, room=room)
    decide(witness, proposal)
    mask = RoomPseudonym.objects.get()
    opened = room.events.earliest("seq")
    alter = {"author": witness, "room": room, "client_id": uuid4()}
    altering.edit(**alter, target=opened.seq, body=f"{opened.body} Mari!")
    room.events.update(author=None, organization=None, pseudonym=mask)
    own = say(
        room=room,
        author=witness,
        body=f"Saya melihatnya: [ini]({proposal.get_absolute_url()})",
    )
    bystander = make_masked(room=room, name="Batu Karang")
    copied = say(room=room, author=bystander, body=opened.body)

    migration = import_module(
        "alliances.decisions.migrations.0003_announcements_are_signed_openly"
    )
    migration.sign_openly(apps, None)

    masked = set(room.events.filter(author=None).values_list("pk", flat=True))
    assert masked == {own.pk, copied.pk}
    assert set(room.events.exclude(pk__in=masked).values_list("author")) == {
        (witness.pk,)
    }


def test_who_has_a_pseudonym_is_told_that_their_name_is_read_and_says_yes(
    client, room, witness
):
    message = say(room=room, author=witness, body="Saya melihatnya sendiri.")
    proposal = propose(witness, room.alliance)
    client.force_login(witness)
    here = [room.alliance.slug, room.slug, message.seq]
    deeds = [
        (
            reverse("alliances:make_topic", args=here),
            {"title": "Hulu sungai", "seqs": [message.seq]},
        ),
        (reverse("decisions:new", args=[room.alliance.slug]), asked()),
        (propose_url(alliance=room.alliance, subject=room), asked()),
        (page("bring", proposal), {"room": room.slug}),
    ]
    before = room.events.count()

    for address, given in deeds:
        assert "Yohana Kalumbang" in _warning(client.get(address).text)
        refused = client.post(address, given)
        assert refused.status_code == 422
        assert "Yohana Kalumbang" in _warning(refused.text)
    assert (Topic.objects.count(), Proposal.objects.count()) == (0, 1)
    assert room.events.count() == before

    for address, given in deeds:
        assert client.post(address, {**given, "is_open": "on"}).status_code == 302


def test_who_has_none_there_is_asked_nothing(client, room, witness):
    other = make_speaker(room=room)
    proposal = propose(witness, room.alliance)
    client.force_login(other)

    answers = [
        client.post(reverse("decisions:new", args=[room.alliance.slug]), asked()),
        client.post(page("bring", proposal), {"room": room.slug}),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]


def _warning(text):
    """What stands between the warning and the box to tick."""
    start = text.index("Nama samaran Anda tidak berlaku di sini")
    return text[start : text.index("Ya, pakai nama asli saya", start)]
