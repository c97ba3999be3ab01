"""Counting: shares, rankings, ties."""

from uuid import UUID

import pytest

from alliances.decisions import counting, runoff
from alliances.decisions.models import Proposal
from alliances.decisions.tests.factories import numbers

DRAW = UUID(int=7)


def count(*rankings, options="123"):
    return runoff.count(numbers(*rankings), list(options), draw=DRAW)


def proposal(rule, *options):
    return Proposal(rule=rule, options=list(options), uuid=DRAW)


def tallied(rule, *answers, options=(), blocking=0):
    choices = [[answer] for answer in answers]
    about = proposal(rule, *options)
    return counting.tally(about, choices, roll=9, blocking=blocking)


def test_more_than_half_at_first_wins_at_once():
    found = count("1", "12", "21")

    assert found.winner == "1"
    assert len(found.rounds) == 1


def test_the_least_chosen_goes_and_its_ballots_move_on():
    found = count("1", "1", "1", "2", "2", "2", "32", "31", "21")

    assert found.rounds[0].votes == {"1": 3, "2": 4, "3": 2}
    assert found.rounds[0].excluded == "3"
    assert found.rounds[1].votes == {"1": 4, "2": 5}
    assert found.winner == "2"


def test_a_ballot_that_names_none_of_those_left_is_exhausted_not_lost():
    found = count("1", "1", "2", "2", "3")

    assert found.rounds[1].exhausted == 1
    assert found.rounds[1].votes == {"1": 2, "2": 2}
    assert found.winner == ""


def test_of_options_equally_few_the_one_that_had_fewer_before_goes():
    rankings = ["1"] * 5 + ["2"] * 3 + ["3"] * 2 + ["43"]

    found = count(*rankings, options="1234")

    assert found.rounds[1].votes == {"1": 5, "2": 3, "3": 3}
    assert (found.rounds[1].excluded, found.rounds[1].by_lot) == ("3", False)


def test_a_lot_decides_where_no_round_does_and_falls_the_same_way_again():
    rankings = ["1"] * 2 + ["2"] + ["3"]

    found = [count(*order) for order in (rankings, rankings[::-1])]

    assert found[0] == found[1]
    assert found[0].rounds[0].by_lot
    assert found[0].rounds[0].excluded == min(
        "23", key=lambda option: runoff.lot(DRAW, option)
    )


def test_nobody_wins_where_all_that_remain_are_equal_or_nobody_chose():
    assert count("1", "2", options="12").winner == ""
    assert count(options="12").winner == ""


@pytest.mark.parametrize(
    ("rule", "yes", "no", "passes"),
    [
        ("lebih-dari-separuh", 2, 2, False),
        ("lebih-dari-separuh", 3, 2, True),
        ("dua-pertiga", 4, 2, True),
        ("dua-pertiga", 3, 2, False),
        ("tiga-perempat", 3, 1, True),
        ("tiga-perempat", 2, 1, False),
    ],
)
def test_a_vote_passes_by_its_stated_share_of_what_was_cast(rule, yes, no, passes):
    found = tallied(rule, *["ya"] * yes, *["tidak"] * no, "abstain", "abstain")

    assert found.passes is passes
    assert dict(found.lines)["Abstain"] == 2


def test_of_options_one_must_have_the_share_alone():
    options = ("Maros", "Gowa", "Bone")

    split = tallied("lebih-dari-separuh", "1", "1", "2", "3", options=options)
    clear = tallied("lebih-dari-separuh", "2", "2", "2", "3", options=options)

    assert (split.passes, split.winner) == (False, "")
    assert (clear.passes, clear.winner) == (True, "Gowa")


def test_consent_needs_somebody_who_agrees_and_nobody_who_blocks():
    assert tallied("konsensus", "setuju", "abstain").passes
    assert tallied("konsensus", "catatan").passes
    assert not tallied("konsensus", "abstain").passes
    assert not tallied("konsensus", "setuju", "keberatan", blocking=1).passes


def test_a_share_of_organizations_is_rounded_up():
    percent = Proposal.Unit.PERCENT

    assert counting.needed_of(50, percent, 7) == 4
    assert counting.needed_of(3, Proposal.Unit.ORGANIZATIONS, 7) == 3
