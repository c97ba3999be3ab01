"""Proxies: given, used, taken back; never passed on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from alliances.decisions.actions import entrusting, opening
from alliances.decisions.models import Proxy, Stand
from alliances.decisions.summaries import mouths_of
from alliances.decisions.tests.factories import make_proposal, make_voters, say
from alliances.models import Room
from alliances.tests.factories import make_alliance, make_room
from common.decisions import Refused
from common.models import JournalEntry

pytestmark = pytest.mark.django_db


def give(alliance, giver, holder, **how):
    until = timezone.localdate() + timedelta(days=30)
    return entrusting.entrust(
        person=giver[0],
        alliance=alliance,
        giver=giver[1],
        holder=holder[1],
        **(how or {"until": until}),
    )


def test_the_holder_speaks_for_the_giver_and_both_can_read_it():
    proposal, (first, second, _third) = make_proposal()
    give(proposal.alliance, first, second)

    stand = say(proposal, (second[0], first[1]), "setuju")

    assert stand.through == second[1]
    entry = JournalEntry.objects.get(deed="decisions.proxy_used")
    assert entry.details == {"giver": first[1].name, "holder": second[1].name}
    voices = list(proposal.voices.all())
    assert [
        (mouth.voice.organization_id, mouth.through)
        for mouth in mouths_of(second[0], proposal, voices)
    ] == [(second[1].pk, None), (first[1].pk, second[1])]


def test_who_speaks_for_itself_is_not_spoken_over():
    proposal, (first, second, _third) = make_proposal()
    give(proposal.alliance, first, second)
    say(proposal, (second[0], first[1]), "setuju")

    say(proposal, first, "abstain")

    with pytest.raises(Refused, match="sikapnya sendiri"):
        say(proposal, (second[0], first[1]), "setuju")


def test_for_one_proposal_it_holds_for_that_one():
    proposal, (first, second, _third) = make_proposal()
    other, _people = make_proposal(alliance=proposal.alliance, voters=1)
    give(proposal.alliance, first, second, proposal=other)

    with pytest.raises(Refused, match="tidak bertindak"):
        say(proposal, (second[0], first[1]), "setuju")
    assert say(other, (second[0], first[1]), "setuju")


def test_what_is_revoked_or_over_lets_nobody_speak():
    proposal, (first, second, _third) = make_proposal()
    proxy = give(proposal.alliance, first, second)
    entrusting.revoke(person=first[0], proxy=proxy)
    with pytest.raises(Refused, match="tidak bertindak"):
        say(proposal, (second[0], first[1]), "setuju")

    give(proposal.alliance, first, second)
    Proxy.objects.update(until=timezone.localdate() - timedelta(days=1))

    with pytest.raises(Refused, match="tidak bertindak"):
        say(proposal, (second[0], first[1]), "setuju")
    deeds = set(JournalEntry.objects.values_list("deed", flat=True))
    assert {"decisions.proxy_given", "decisions.proxy_revoked"} <= deeds


def test_a_stranger_revokes_nothing_and_the_holder_may_give_it_back():
    proposal, (first, second, third) = make_proposal()
    proxy = give(proposal.alliance, first, second)

    with pytest.raises(Refused, match="pemberinya"):
        entrusting.revoke(person=third[0], proxy=proxy)
    entrusting.revoke(person=second[0], proxy=proxy)

    with pytest.raises(Refused, match="berakhir"):
        entrusting.revoke(person=first[0], proxy=proxy)


def test_there_are_no_chains_and_nobody_holds_more_than_two():
    alliance = make_alliance()
    voters = make_voters(alliance, 5)
    give(alliance, voters[0], voters[1])

    refused = {
        "tidak dapat diteruskan": (voters[1], voters[2]),
        "memberi kuasa kepada yang lain": (voters[2], voters[0]),
        "sudah memberi kuasa": (voters[0], voters[2]),
        "organisasi lain": (voters[2], voters[2]),
        "tidak bertindak": ((voters[0][0], voters[3][1]), voters[1]),
    }
    for words, (giver, holder) in refused.items():
        with pytest.raises(Refused, match=words):
            give(alliance, giver, holder)
    give(alliance, voters[2], voters[1])
    with pytest.raises(Refused, match="dua kuasa"):
        give(alliance, voters[3], voters[1])


def test_a_proxy_is_for_one_proposal_or_until_a_day():
    proposal, (first, second, _third) = make_proposal()
    today = timezone.localdate()

    for how in (
        {"until": None},
        {"proposal": proposal, "until": today},
        {"until": today - timedelta(days=1)},
    ):
        with pytest.raises(Refused):
            give(proposal.alliance, first, second, **how)


@pytest.mark.django_db(transaction=True)
def test_two_that_trust_each_other_at_once_make_no_circle():
    alliance = make_alliance()
    first, second = make_voters(alliance, 2)
    start = Barrier(2)

    def trust(pair):
        try:
            start.wait()
            give(alliance, *pair)
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(2) as pool:
        given = list(pool.map(trust, [(first, second), (second, first)]))

    assert sum(given) == 1
    assert Proxy.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_giver_and_the_holder_at_once_leave_the_givers_own_word():
    proposal, (first, second, _third) = make_proposal()
    give(proposal.alliance, first, second)
    start = Barrier(2)

    def speak(by):
        person, word = by
        try:
            start.wait()
            say(proposal, (person, first[1]), word)
        except Refused:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(speak, [(first[0], "abstain"), (second[0], "setuju")]))

    assert Stand.objects.current().get().choice == ["abstain"]


def test_a_proxy_ends_where_its_holder_may_not_enter():
    room = make_room(kind=Room.Kind.PRIVATE)
    people = make_voters(room.alliance, 3)
    for person, _organization in people[:2]:
        room.seats.create(person=person)
    proposal = opening.open_proposal(
        person=people[0][0],
        alliance=room.alliance,
        room=room,
        title="Urusan ruang ini",
        body="Rahasia.",
        rule="konsensus",
        closes_at=timezone.now() + timedelta(days=7),
    )
    first, second, outside = people
    with pytest.raises(Refused, match="Penerima kuasa"):
        give(room.alliance, first, outside, proposal=proposal)
    give(room.alliance, first, second, proposal=proposal)

    room.seats.filter(person=second[0]).update(ended_at=timezone.now())

    with pytest.raises(Refused, match="bagian dari ruang"):
        say(proposal, (second[0], first[1]), "setuju")
