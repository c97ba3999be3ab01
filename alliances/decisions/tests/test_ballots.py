"""Anonymous ballots: counted and checked by anyone, and told of nobody."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from alliances.decisions import ballots
from alliances.decisions.actions import closing
from alliances.decisions.models import Box, Stand, Voice
from alliances.decisions.summaries import counted
from alliances.decisions.tests.factories import (
    drop,
    make_proposal,
    pass_deadline,
    rewrite,
    say,
)
from alliances.decisions.tests.test_deciding import finish
from common.decisions import Refused
from common.models import JournalEntry, KeyedRequest
from common.tests.finding import tables_with
from notices.models import Notice

pytestmark = pytest.mark.django_db
OPTIONS = ["Maros", "Gowa", "Bone"]


def make_secret(voters=3, rule="lebih-dari-separuh", **asked):
    return make_proposal(voters=voters, rule=rule, is_anonymous=True, **asked)


def ballot_page(proposal):
    return reverse("decisions:ballots", args=[proposal.alliance.slug, proposal.pk])


def speak_address(proposal, voice):
    here = [proposal.alliance.slug, proposal.pk, voice.pk]
    return reverse("decisions:speak", args=here)


def test_the_seal_is_what_anyone_can_hash_again():
    proposal, people = make_secret()

    receipt = drop(proposal, people[0], "ya", word="hujan  sore")

    lines = ["lokadaya.net/surat-suara/1", proposal.uuid, "ya", receipt.code]
    text = "\n".join(map(str, [*lines, "hujan sore"]))
    assert hashlib.sha256(text.encode()).hexdigest() == receipt.seal
    assert Box.objects.get().ballots == [{"seal": receipt.seal, "choice": ["ya"]}]


def test_the_receipt_finds_the_ballot_however_it_is_typed_and_nothing_else_does():
    proposal, people = make_secret()
    receipt = drop(proposal, people[0], "ya", word="hujan")
    box = Box.objects.get().ballots

    def look(code, word):
        return ballots.found(box, proposal=proposal.uuid, code=code, word=word)

    assert look(receipt.code.lower().replace("-", " "), " hujan ") == box[0]
    assert look(receipt.code, "kemarau") is None
    assert look("AAAA-" + receipt.code[5:], "hujan") is None
    assert ballots.found(box, proposal=uuid4(), code=receipt.code, word="hujan") is None


def test_a_vote_is_changed_by_who_shows_its_receipt_alone():
    proposal, people = make_secret()
    mine = drop(proposal, people[0], "ya", word="hujan")
    drop(proposal, people[1], "tidak")
    with pytest.raises(Refused, match="sudah memberi suara"):
        drop(proposal, people[0], "tidak")

    drop(
        proposal,
        people[0],
        "tidak",
        replaced_code=mine.code,
        replaced_word="hujan",
    )

    assert [each["choice"] for each in Box.objects.get().ballots] == [["tidak"]] * 2
    assert Voice.objects.filter(has_spoken=True).count() == 2


def test_nothing_is_counted_before_the_closing_and_everything_after():
    proposal, people = make_secret()
    for voter, word in zip(people, ("ya", "ya", "tidak"), strict=True):
        drop(proposal, voter, word)
    assert sum(n for _label, n in counted(proposal).tally.lines) == 0

    closed = finish(proposal, people[0][0])

    assert closed.outcome == "agreed"
    assert dict(counted(closed).tally.lines) == {"Ya": 2, "Tidak": 1, "Abstain": 0}
    assert counted(closed).quorum.spoken == len(Box.objects.get().ballots)


def test_a_ranked_choice_is_counted_from_the_box():
    proposal, people = make_secret(rule="berperingkat", options=OPTIONS, voters=4)
    for voter, order in zip(people, ("12", "21", "231", "32"), strict=True):
        drop(proposal, voter, *order)

    closed = finish(proposal, people[0][0])

    assert counted(closed).tally.winner == "Gowa"


def test_named_and_anonymous_answers_do_not_mix():
    secret, people = make_secret()
    named, voters = make_proposal(rule="lebih-dari-separuh")

    with pytest.raises(Refused, match="tanpa nama"):
        say(secret, people[0], "ya")
    with pytest.raises(Refused, match="dengan nama"):
        drop(named, voters[0], "ya")
    assert not Box.objects.filter(proposal=named).exists()


def test_a_text_that_was_voted_on_without_names_is_changed_no_more():
    proposal, people = make_secret()
    drop(proposal, people[0], "ya")

    with pytest.raises(Refused, match="pemilihnya"):
        rewrite(proposal, people[0][0], "Lain.")
    closing.withdraw(person=people[0][0], proposal=proposal, because="Diulang")


def test_no_table_joins_a_ballot_and_its_voter(client):
    proposal, people = make_secret(rule="berperingkat", options=OPTIONS)
    client.force_login(people[1][0])
    voice = proposal.voices.get(organization=people[1][1])
    address = speak_address(proposal, voice)

    answer = client.post(
        address,
        {"place_1": "3", "place_2": "1", "word": "kemiri tua", "version": "1"},
    )

    [ballot] = Box.objects.get().ballots
    receipt = answer.context["receipt"]
    assert receipt.seal == ballot["seal"]
    assert "no-store" in answer.headers["Cache-Control"]
    # The seal is in the box and nowhere else, the code and the word nowhere at all.
    assert tables_with(receipt.seal) == ["musyawarah_box"]
    assert tables_with(receipt.code) == []
    assert tables_with("kemiri tua") == []
    # What is known of the voter says that they voted, without a time.
    assert not Stand.objects.exists()
    assert {field.name for field in Voice._meta.concrete_fields} == {
        *("id", "proposal", "organization", "province", "has_spoken"),
    }
    assert {field.name for field in Box._meta.concrete_fields} == {
        *("id", "proposal", "ballots"),
    }
    assert set(JournalEntry.objects.values_list("deed", flat=True)) == {
        "decisions.opened"
    }
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"alliances.decision.opened"}


def test_the_code_is_known_before_the_ballot_is_sent(client):
    proposal, people = make_secret()
    client.force_login(people[1][0])
    voice = proposal.voices.get(organization=people[1][1])
    shown = client.get(proposal.get_absolute_url())
    offered = shown.context["mouths"][0][1]["code"].value()
    said = {"answer": "ya", "version": "1", "code": offered}

    broken = client.post(speak_address(proposal, voice), {**said, "code": "ABCD"})
    stale = client.post(speak_address(proposal, voice), {**said, "version": "0"})
    client.post(speak_address(proposal, voice), said)
    found = client.post(ballot_page(proposal), {"code": offered})

    assert f"<code>{offered}</code>" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert (broken.status_code, stale.status_code) == (422, 422)
    assert "Ada di kotak" in found.text
    assert Box.objects.get().ballots[0]["choice"] == ["ya"]


def test_nobody_puts_the_ballot_of_another_into_the_box_again():
    proposal, people = make_secret()
    receipt = drop(proposal, people[0], "ya")

    with pytest.raises(Refused, match="sudah dipakai"):
        drop(proposal, people[1], "ya", code=receipt.code)

    assert len(Box.objects.get().ballots) == 1


def test_the_box_says_nothing_of_the_order_in_which_it_was_filled():
    proposal, people = make_secret(voters=8, quorum=0)
    seals = [drop(proposal, voter, "ya").seal for voter in people]

    kept = [each["seal"] for each in Box.objects.get().ballots]

    assert kept == sorted(seals)
    # One row, written anew: no number, place or transaction of its own for any ballot.
    assert Box.objects.count() == 1


def test_a_ballot_under_a_key_is_refused_for_its_answer_would_be_kept(client):
    proposal, people = make_secret()
    client.force_login(people[0][0])
    voice = proposal.voices.get(organization=people[0][1])
    page = client.get(proposal.get_absolute_url()).text
    address = speak_address(proposal, voice)

    answer = client.post(
        address, {"answer": "ya"}, headers={"Idempotency-Key": str(uuid4())}
    )

    form = page[page.index(f'action="{address}"') :].split("</form>")[0]
    assert "idempotency_key" not in form
    assert "data-outbox" not in form
    assert answer.status_code == 422
    assert not KeyedRequest.objects.exists()
    assert Box.objects.get().ballots == []


def test_anyone_who_takes_part_counts_again_after_the_closing(client):
    proposal, people = make_secret()
    receipts = [drop(proposal, voter, "ya") for voter in people]
    client.force_login(people[2][0])
    table = ballot_page(proposal)[:-1] + ".csv"
    assert client.get(table).status_code == 404
    early = client.post(ballot_page(proposal), {"code": receipts[2].code})
    finish(proposal, people[0][0])

    found = client.post(ballot_page(proposal), {"code": receipts[2].code})
    lost = client.post(ballot_page(proposal), {"code": "AAAA-BBBB"})
    rows = b"".join(client.get(table).streaming_content).decode().splitlines()

    assert "Ada di kotak" in early.text
    assert receipts[0].seal not in early.text
    assert "Ada di kotak" in found.text
    assert "Tidak ada surat suara" in lost.text
    assert len(rows) == 4
    assert all(any(each.seal in row for row in rows) for each in receipts)


@pytest.mark.django_db(transaction=True)
def test_all_ballots_cast_at_once_are_in_the_box_once():
    proposal, people = make_secret(voters=4)
    start = Barrier(8)

    def vote(voter):
        try:
            start.wait()
            drop(proposal, voter, "ya")
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(8) as pool:
        cast = list(pool.map(vote, [*people, *people]))

    assert sum(cast) == 4
    assert len(Box.objects.get().ballots) == 4


def test_a_box_is_closed_with_its_proposal():
    proposal, people = make_secret()
    pass_deadline(proposal)

    with pytest.raises(Refused, match="lewat"):
        drop(proposal, people[0], "ya")


def test_a_box_of_too_few_is_not_begun_and_never_opened(client):
    with pytest.raises(Refused, match="sedikitnya tiga"):
        make_secret(voters=2)
    proposal, people = make_secret(voters=4)
    receipts = [drop(proposal, voter, "ya") for voter in people[:2]]
    pass_deadline(proposal)

    closed = finish(proposal, people[0][0])
    client.force_login(people[3][0])
    page = client.get(proposal.get_absolute_url()).text
    box = client.get(ballot_page(proposal)).text

    assert closed.outcome == "no-quorum"
    assert "kurang dari tiga" in page
    assert not any(each.seal[:16] in page + box for each in receipts)
    assert sum(n for _label, n in counted(closed).tally.lines) == 0
    assert client.get(ballot_page(proposal)[:-1] + ".csv").status_code == 404
