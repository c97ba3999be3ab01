"""Minutes present: whatever devices and lines do, each minute counts once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from courses.intervals import merged, minutes_within

START = datetime(2026, 11, 22, 7, tzinfo=UTC)
LENGTH = 90
END = START + timedelta(minutes=LENGTH)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def counted(intervals: list[tuple[int, int]]) -> int:
    return minutes_within([(at(a), at(b)) for a, b in intervals], START, END)


def one_by_one(intervals: list[tuple[int, int]]) -> int:
    """The slow and obvious way: tick every minute that any device was there."""
    return sum(any(a <= minute < b for a, b in intervals) for minute in range(LENGTH))


# Also some that begin before the doors open, end after, or end before they begin.
moment = st.integers(-30, LENGTH + 30)
devices = st.lists(st.tuples(moment, moment), max_size=12)


@given(devices)
def test_the_minutes_are_those_in_which_any_device_was_there(intervals):
    assert counted(intervals) == one_by_one(intervals)


@given(devices, st.randoms())
def test_the_order_in_which_devices_are_heard_of_makes_no_difference(intervals, dice):
    shuffled = list(intervals)
    dice.shuffle(shuffled)

    assert counted(shuffled) == counted(intervals)


@given(devices)
def test_the_same_report_twice_adds_nothing(intervals):
    assert counted([*intervals, *intervals]) == counted(intervals)


@given(devices, st.tuples(moment, moment))
def test_one_more_device_never_takes_a_minute_away(intervals, another):
    assert counted([*intervals, another]) >= counted(intervals)


@given(devices, st.integers(-30, LENGTH + 30))
def test_a_line_that_drops_and_returns_at_once_costs_nothing(intervals, dropped):
    halves = [
        half
        for a, b in intervals
        for half in ([(a, dropped), (dropped, b)] if a <= dropped <= b else [(a, b)])
    ]

    assert counted(halves) == counted(intervals)


@given(devices)
def test_nobody_was_there_longer_than_the_webinar(intervals):
    assert 0 <= counted(intervals) <= LENGTH


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), max_size=12))
def test_what_is_merged_is_in_order_and_never_touches(intervals):
    union = merged(intervals)

    assert all(a <= b for a, b in union)
    assert all(one[1] < other[0] for one, other in pairwise(union))
    assert merged(union) == union


def test_seconds_count_and_only_whole_minutes_are_told():
    late = START + timedelta(seconds=30)

    assert minutes_within([(late, START + timedelta(minutes=10))], START, END) == 9
