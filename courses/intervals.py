"""Stretches of time: what several devices and reconnections add up to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

# Moments of a webinar, or seconds of its recording.
Point = TypeVar("Point", datetime, int)


def merged(intervals: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """The same time, in order, with no moment in it twice.

    An interval that ends before it begins holds no time, and is left out.
    """
    union: list[tuple[Point, Point]] = []
    for start, end in sorted(intervals):
        if end < start:
            continue
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def minutes_within(
    intervals: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime
) -> int:
    """Whole minutes of the intervals between two moments, each counted once."""
    clipped = ((max(a, start), min(b, end)) for a, b in intervals)
    present = sum((b - a for a, b in merged(clipped)), timedelta())
    return int(present.total_seconds() // 60)
