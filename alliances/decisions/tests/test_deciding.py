"""From an open proposal to a decision: by whom, until when, with which quorum."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.actions import joining
from alliances.decisions.actions import amending, carrying, closing, opening, speaking
from alliances.decisions.actions.locking import TextChanged
from alliances.decisions.models import Proposal, Stand, Voice
from alliances.decisions.summaries import counted, past_of
from alliances.decisions.tests.factories import (
    make_proposal,
    make_voter,
    pass_deadline,
    rewrite,
    say,
)
from alliances.models import Room, Seat
from alliances.tests.factories import (
    make_alliance,
    make_alliance_member,
    make_room,
    make_steward,
)
from common.decisions import Refused
from common.models import JournalEntry
from network.models import Organization
from network.tests.factories import make_member
from notices.models import Notice

pytestmark = pytest.mark.django_db


def finish(proposal, person):
    return closing.close(
        person=person,
        proposal=proposal,
        outcome_text="Mulai Januari.",
        review_on=timezone.localdate() + timedelta(days=1),
    )


def test_every_member_organization_gets_one_voice_and_its_people_are_told():
    proposal, people = make_proposal(voters=3)

    assert set(proposal.voices.values_list("organization", flat=True)) == {
        organization.pk for _person, organization in people
    }
    told = Notice.objects.filter(kind="alliances.decision.opened")
    assert {notice.person for notice in told} == {person for person, _o in people[1:]}


def test_a_proposal_is_announced_where_the_alliance_talks():
    room = make_room()

    proposal, _people = make_proposal(alliance=room.alliance)

    assert proposal.get_absolute_url() in room.events.get().body


def test_a_stranger_proposes_nothing_and_a_steward_may():
    alliance = make_alliance()
    with pytest.raises(Refused, match="organisasi anggota"):
        make_proposal(alliance=alliance, person=make_person())

    proposal, _people = make_proposal(
        alliance=alliance, person=make_steward(alliance=alliance)
    )

    assert proposal.organization is None


def test_what_cannot_be_decided_is_not_opened():
    alliance = make_alliance()
    refused: dict[str, dict[str, Any]] = {
        "dua pilihan": {"rule": "berperingkat"},
        "sama": {"rule": "berperingkat", "options": ["Satu", "Satu"]},
        "dengan nama": {"is_anonymous": True},
        "yang akan datang": {"closes_at": timezone.now()},
        "dari 3 provinsi": {"quorum_provinces": 9},
        "tidak mungkin tercapai: yang berhak": {"quorum": 99},
    }
    for words, asked in refused.items():
        with pytest.raises(Refused, match=words):
            make_proposal(alliance=alliance, **asked)


def test_consent_is_reached_with_quorum_of_organizations_and_provinces():
    proposal, people = make_proposal(
        voters=4, quorum=50, quorum_unit="percent", quorum_provinces=2
    )

    say(proposal, people[0], "setuju")
    assert not counted(proposal).quorum.is_met
    say(proposal, people[1], "catatan", reason="Mulai tahun depan.")
    assert counted(proposal).quorum.is_met
    pass_deadline(proposal)

    assert finish(proposal, people[0][0]).outcome == Proposal.Outcome.AGREED


def test_without_quorum_there_is_no_decision_whatever_was_said():
    proposal, people = make_proposal(voters=4, quorum=3)
    say(proposal, people[0], "setuju")
    pass_deadline(proposal)

    assert finish(proposal, people[0][0]).outcome == Proposal.Outcome.NO_QUORUM


def test_two_from_one_province_are_no_quorum_of_two_provinces():
    alliance = make_alliance()
    voters = [make_voter(alliance=alliance) for _ in range(2)]
    make_voter(alliance=alliance, province="53")
    proposal = opening.open_proposal(
        person=voters[0][0],
        alliance=alliance,
        title="Satu",
        body="Dua",
        rule="konsensus",
        closes_at=timezone.now() + timedelta(days=1),
        quorum_provinces=2,
    )

    for voter in voters:
        say(proposal, voter, "setuju")

    assert not counted(proposal).quorum.is_met


def test_reservations_and_objections_say_why():
    proposal, people = make_proposal()

    for word in ("catatan", "keberatan"):
        with pytest.raises(Refused, match="alasannya"):
            say(proposal, people[1], word)
    with pytest.raises(Refused, match="jawaban"):
        say(proposal, people[1], "ya")


def test_a_stand_changes_until_the_deadline_and_history_is_kept():
    proposal, people = make_proposal()
    say(proposal, people[1], "abstain")
    say(proposal, people[1], "setuju")
    pass_deadline(proposal)

    with pytest.raises(Refused, match="lewat"):
        say(proposal, people[1], "keberatan", reason="Terlambat")
    assert [words for _stand, words in past_of(proposal, people[0][0]).stands] == [
        "Setuju",
        "Abstain",
    ]
    assert Stand.objects.current().count() == 1


def test_nobody_speaks_for_an_organization_that_is_not_theirs():
    proposal, people = make_proposal()

    with pytest.raises(Refused, match="tidak bertindak"):
        say(proposal, (people[0][0], people[1][1]), "setuju")
    with pytest.raises(Refused, match="tidak termasuk"):
        say(proposal, make_voter(alliance=proposal.alliance), "setuju")


def test_who_left_the_alliance_is_heard_no_more():
    proposal, people = make_proposal()
    people[1][1].alliance_memberships.update(state="ended", ended_at=timezone.now())

    with pytest.raises(Refused, match="anggota"):
        say(proposal, people[1], "setuju")


def test_an_objection_blocks_until_it_is_withdrawn():
    proposal, people = make_proposal()
    say(proposal, people[0], "setuju")
    say(proposal, people[1], "keberatan", reason="Timbangan kami berbeda.")
    assert not counted(proposal).tally.passes
    assert Notice.objects.filter(
        kind="alliances.decision.objection", person=people[0][0]
    ).exists()

    say(proposal, people[1], "abstain")

    assert counted(proposal).tally.passes


def test_a_changed_text_asks_who_agreed_again_and_keeps_the_objection():
    proposal, people = make_proposal(voters=3)
    say(proposal, people[0], "setuju")
    say(proposal, people[1], "keberatan", reason="Terlalu cepat.")
    say(proposal, people[2], "abstain")

    rewrite(proposal, people[0][0], "Mulai Juli.")

    proposal.refresh_from_db()
    found = counted(proposal)
    assert (proposal.version, found.quorum.spoken, found.tally.support) == (2, 2, 0)
    assert found.blocking == 1
    assert [row.is_stale for row in found.said].count(True) == 1
    say(proposal, people[0], "setuju")
    assert counted(proposal).tally.support == 1
    with pytest.raises(Refused, match="belum berubah"):
        rewrite(proposal, people[0][0], "Mulai Juli.", "Lagi")


def test_a_stand_counts_for_the_text_that_was_read_and_no_other():
    proposal, people = make_proposal(voters=3)
    rewrite(proposal, people[0][0], "Mulai Juli.")

    with pytest.raises(TextChanged):
        speaking.speak(
            person=people[1][0],
            proposal=proposal,
            organization=people[1][1],
            choice=["setuju"],
            version=1,
        )
    with pytest.raises(TextChanged):
        amending.amend(
            person=people[0][0],
            proposal=proposal,
            body="Mulai Mei.",
            because="Serentak",
            version=1,
        )

    assert not Stand.objects.exists()
    assert counted(proposal).quorum.spoken == 0
    assert proposal.texts.latest("number").body == "Mulai Juli."


def test_the_objection_of_who_left_is_read_and_blocks_no_more():
    proposal, people = make_proposal(voters=3, rule="mufakat-bulat")
    say(proposal, people[1], "keberatan", reason="Timbangan kami berbeda.")
    for voter in (people[0], people[2]):
        say(proposal, voter, "setuju")
    assert counted(proposal).blocking == 1
    people[1][1].alliance_memberships.update(state="ended", ended_at=timezone.now())

    found = counted(proposal)

    assert (found.blocking, found.tally.passes) == (0, True)
    assert [(row.words, row.voice.has_left) for row in found.objections] == [
        ("Keberatan", True)
    ]
    assert found.quorum.roll == 3


def test_the_objection_of_who_was_put_out_goes_on_blocking():
    proposal, people = make_proposal(voters=4)
    steward = make_steward(alliance=proposal.alliance)
    objection = say(proposal, people[1], "keberatan", reason="Takaran kami karung.")
    for voter in (people[0], people[2]):
        say(proposal, voter, "setuju")
    membership = people[1][1].alliance_memberships.get()

    joining.remove(steward=steward, membership=membership, reason="Tidak aktif")

    found = counted(proposal)
    assert (found.blocking, found.tally.passes) == (1, False)
    assert [row.voice.is_put_out for row in found.objections] == [True]
    say(proposal, people[3], "setuju")
    closing.overrule(person=steward, stand=objection, because="Karung ditambahkan")
    assert counted(proposal).tally.passes


def test_who_is_put_out_and_leaves_by_itself_later_blocks_no_more():
    proposal, people = make_proposal()
    steward = make_steward(alliance=proposal.alliance)
    say(proposal, people[1], "keberatan", reason="Takaran kami karung.")
    say(proposal, people[0], "setuju")
    first = people[1][1].alliance_memberships.get()
    joining.remove(steward=steward, membership=first, reason="Tidak aktif")
    again = joining.join(
        person=people[1][0], alliance=proposal.alliance, organization=people[1][1]
    )
    assert counted(proposal).blocking == 1

    joining.leave(person=people[1][0], membership=again)

    assert counted(proposal).blocking == 0


def test_the_past_shows_word_by_word_what_a_text_changed():
    proposal, people = make_proposal()
    body = "Semua bank sampah memakai formulir yang **baru**."
    rewrite(proposal, people[0][0], body)

    newest = past_of(proposal, people[0][0]).versions[0]

    states = [(change.state, change.text) for change in newest.changes]
    assert ("gone", "**sama**.") in states
    assert ("new", "**baru**.") in states


def test_an_objection_is_overruled_by_two_thirds_and_its_words_stay():
    proposal, people = make_proposal(voters=3)
    objection = say(proposal, people[0], "keberatan", reason="Kami tidak sanggup.")
    say(proposal, people[1], "setuju")
    pass_deadline(proposal)
    with pytest.raises(Refused, match="dua pertiga"):
        closing.overrule(person=people[0][0], stand=objection, because="Mendesak")
    Proposal.objects.update(closes_at=timezone.now() + timedelta(days=1))
    say(Proposal.objects.get(), people[2], "setuju")
    pass_deadline(proposal)

    closing.overrule(person=people[0][0], stand=objection, because="Ada pendamping")

    objection.refresh_from_db()
    assert objection.reason == "Kami tidak sanggup."
    entry = JournalEntry.objects.get(deed="decisions.overruled")
    assert entry.reason == "Ada pendamping"
    assert finish(proposal, people[0][0]).outcome == Proposal.Outcome.AGREED


def test_support_that_is_taken_back_takes_the_overruling_with_it():
    proposal, people = make_proposal(voters=3)
    objection = say(proposal, people[0], "keberatan", reason="Kami tidak sanggup.")
    for voter in people[1:]:
        say(proposal, voter, "setuju")
    closing.overrule(person=people[0][0], stand=objection, because="Ada pendamping")

    say(proposal, people[1], "abstain")

    assert counted(proposal).blocking == 1


def test_by_unanimity_no_objection_is_overruled():
    proposal, people = make_proposal(voters=3, rule="mufakat-bulat")
    objection = say(proposal, people[0], "keberatan", reason="Tidak.")
    for voter in people[1:]:
        say(proposal, voter, "setuju")

    with pytest.raises(Refused, match="tidak dapat dikesampingkan"):
        closing.overrule(person=people[0][0], stand=objection, because="Mendesak")


def test_a_proposal_is_closed_after_the_deadline_or_when_all_have_spoken():
    proposal, people = make_proposal(voters=2)
    with pytest.raises(Refused, match="sesudah tenggat"):
        finish(proposal, people[0][0])

    for voter in people:
        say(proposal, voter, "setuju")
    with pytest.raises(Refused, match="pengusul dan pengurus"):
        finish(proposal, people[1][0])
    finish(proposal, people[0][0])

    with pytest.raises(Refused, match="sudah selesai"):
        say(proposal, people[1], "abstain")


def test_no_decision_is_kept_without_its_words_and_its_review():
    proposal, people = make_proposal()

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            state="closed", outcome="agreed", closed_at=timezone.now()
        )
    pass_deadline(proposal)
    with pytest.raises(Refused, match="tinjau"):
        closing.close(
            person=people[0][0],
            proposal=proposal,
            outcome_text="Ya.",
            review_on=timezone.localdate(),
        )


def test_more_time_needs_a_reason_and_a_later_day():
    proposal, _people = make_proposal()
    steward = make_steward(alliance=proposal.alliance)
    later = proposal.closes_at + timedelta(days=3)

    with pytest.raises(Refused, match="lebih lambat"):
        closing.extend(
            person=steward,
            proposal=proposal,
            closes_at=proposal.closes_at,
            because="Salah",
        )
    closing.extend(
        person=steward, proposal=proposal, closes_at=later, because="Libur panjang"
    )

    proposal.refresh_from_db()
    assert proposal.closes_at == later
    assert JournalEntry.objects.get(deed="decisions.extended").reason == "Libur panjang"


def test_nobody_waits_for_a_count_they_like_better():
    proposal, people = make_proposal(rule="lebih-dari-separuh", quorum=2)
    later = proposal.closes_at + timedelta(days=3)
    more: dict[str, Any] = {
        "person": people[0][0],
        "closes_at": later,
        "because": "Sebentar lagi",
    }
    say(proposal, people[0], "tidak")
    closing.extend(proposal=proposal, **more)

    say(proposal, people[1], "tidak")
    more["closes_at"] = later + timedelta(days=3)
    with pytest.raises(Refused, match="Kuorum sudah tercapai"):
        closing.extend(proposal=proposal, **more)
    pass_deadline(proposal)
    with pytest.raises(Refused, match="tulis hasilnya"):
        closing.extend(proposal=proposal, **more)


def test_a_withdrawn_proposal_keeps_why_and_is_answered_no_more():
    proposal, people = make_proposal()

    closing.withdraw(person=people[0][0], proposal=proposal, because="Sudah diatur")

    proposal.refresh_from_db()
    assert proposal.withdrawn_because == "Sudah diatur"
    with pytest.raises(Refused, match="selesai"):
        say(proposal, people[1], "setuju")


def test_what_is_for_civil_society_alone_is_decided_and_seen_by_it_alone():
    room = make_room(kind=Room.Kind.SOCIETY)
    government, office = make_voter(
        alliance=room.alliance, kind=Organization.Kind.GOVERNMENT
    )

    proposal, people = make_proposal(alliance=room.alliance, room=room, voters=2)

    assert not proposal.voices.filter(organization=office).exists()
    assert not proposal.is_visible_to(government)
    assert proposal.is_visible_to(people[1][0])
    with pytest.raises(Refused, match="bagian dari ruang"):
        opening.open_proposal(
            person=government,
            alliance=room.alliance,
            title="Satu",
            body="Dua",
            rule="konsensus",
            room=room,
            closes_at=timezone.now() + timedelta(days=1),
        )


def test_a_guest_of_a_room_sees_its_proposals_and_decides_nothing():
    room = make_room(kind=Room.Kind.DIALOG)
    guest = make_person()
    Seat.objects.create(room=room, person=guest, is_guest=True)
    proposal, people = make_proposal(alliance=room.alliance, room=room)
    elsewhere, _others = make_proposal(alliance=room.alliance, voters=1)

    assert proposal.is_visible_to(guest)
    assert not elsewhere.is_visible_to(guest)
    with pytest.raises(Refused, match="tidak bertindak"):
        say(proposal, (guest, people[0][1]), "setuju")


def test_what_belongs_to_one_room_is_brought_to_no_other():
    room = make_room(kind=Room.Kind.SOCIETY)
    other = make_room(alliance=room.alliance)
    proposal, people = make_proposal(alliance=room.alliance, room=room)

    event = carrying.bring(person=people[0][0], proposal=proposal, room=room)

    assert proposal.get_absolute_url() in event.body
    with pytest.raises(Refused, match="ruangnya sendiri"):
        carrying.bring(person=people[0][0], proposal=proposal, room=other)


@pytest.mark.django_db(transaction=True)
def test_an_organization_has_one_stand_however_many_press_at_once():
    proposal, people = make_proposal(voters=2)
    organization = people[1][1]
    colleagues = [make_person() for _ in range(6)]
    for colleague in colleagues:
        make_member(person=colleague, organization=organization)
    start = Barrier(len(colleagues))

    def press(person):
        try:
            start.wait()
            speaking.speak(
                person=person,
                proposal=proposal,
                organization=organization,
                choice=["setuju"],
                version=1,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(len(colleagues)) as pool:
        list(pool.map(press, colleagues))

    assert Stand.objects.current().count() == 1
    assert Stand.objects.count() == len(colleagues)
    assert counted(proposal).tally.support == 1


def test_the_database_itself_keeps_one_voice_and_one_current_stand():
    proposal, people = make_proposal()
    stand = say(proposal, people[0], "setuju")

    with pytest.raises(IntegrityError), transaction.atomic():
        Stand.objects.create(voice=stand.voice, choice=["abstain"], version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.create(
            proposal=proposal, organization=people[0][1], province=stand.voice.province
        )


def test_a_member_who_joins_later_decides_on_the_next_proposal():
    proposal, _people = make_proposal()

    late = make_alliance_member(alliance=proposal.alliance).organization

    assert not proposal.voices.filter(organization=late).exists()
