"""What the six steps ask for: fields, limits, hints, and what may not be lacking.

Forms, pages, the mentor's view and the letter to lokadaya.com all read this outline.
"""

from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext

from initiatives.numbers import spoken
from initiatives.outline.change import CHANGE
from initiatives.outline.local_service import SERVICE
from initiatives.outline.parts import Content, Item, Kind, Section, Step, Table, Words
from initiatives.outline.place import PLACE
from initiatives.outline.problem import PROBLEM
from initiatives.outline.resources import RESOURCES
from initiatives.outline.story import STORY

__all__ = [
    "CHANGE",
    "NUMBERS",
    "PLACE",
    "PROBLEM",
    "RESOURCES",
    "SERVICE",
    "STEPS",
    "STORY",
    "Content",
    "Item",
    "Kind",
    "Section",
    "Step",
    "Table",
    "lacking",
    "said",
    "step_of",
    "total_value",
]
MOST_ROWS = 40
STEPS = (PROBLEM, PLACE, SERVICE, RESOURCES, CHANGE, STORY)
NUMBERS = tuple(step.number for step in STEPS)


def step_of(number: int) -> Step:
    return STEPS[number - 1]


def lacking(step: Step, content: Content) -> list[str]:
    """What a step still needs before a mentor can read it, in the order of the page."""
    found: list[str] = []
    for part in step.parts:
        if isinstance(part, Item):
            if part.required and _is_empty(content.get(part.name)):
                found.append(_quoted(part.label))
            continue
        rows = content.get(part.name, [])
        if len(rows) < part.at_least:
            found.append(str(part.lacking))
        for row in rows:
            title = row.get(part.title_of) or str(part.new)
            found += [
                gettext("%(field)s pada “%(row)s”")
                % {"field": _quoted(item.label), "row": _short(title)}
                for item in part.items
                if item.required and _is_empty(row.get(item.name))
            ]
    return found


def said(item: Item, value: Any) -> str:
    """A value in words, as one reads it."""
    if _is_empty(value):
        return ""
    match item.kind:
        case Kind.CHOICE:
            return str(dict(item.choices).get(value, value))
        case Kind.GOALS:
            titles = dict(item.choices)
            return "; ".join(f"{goal} {titles.get(str(goal), '')}" for goal in value)
        case Kind.DATE:
            return _day(value)
        case Kind.RUPIAH if isinstance(value, int):
            return f"Rp {spoken(value)}" if value else ""
        case Kind.NUMBER if isinstance(value, int | float):
            return spoken(value)
    return str(value)


def total_value(content: Content) -> int:
    """The estimated rupiah of all needs together."""
    return sum(row.get("value") or 0 for row in content.get("needs", []))


def _day(value: object) -> str:
    try:
        day = parse_date(str(value))
    except ValueError:
        day = None
    return date_format(day, "j F Y") if day else str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _quoted(label: Words) -> str:
    return f"“{str(label).rstrip('?')}”"


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39]}…"
