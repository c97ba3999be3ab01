"""Bringing what a file holds into the bank, and saying what became of each line."""

from pathlib import PurePath
from typing import Literal, NotRequired, TypedDict

from django.utils.translation import gettext as _

from courses.actions import bank_filling
from courses.actions.bank_filling import Place
from courses.exchange import Found, read
from courses.models import Category, Course, Intake


class Entry(TypedDict):
    """One line of a report, as `Intake.report` keeps it."""

    line: int
    outcome: Literal["in", "changed", "left"]
    about: str
    notes: list[str]
    # Of whole courses: what kind of thing it is, and of a file its bytes.
    what: NotRequired[str]
    size: NotRequired[int]


def place_of(course: Course | None, category: Category | None, name: str) -> Place:
    """What a file says of no category goes where the file is named after."""
    return Place(course, PurePath(name).stem or name, category)


def report(place: Place, found: list[Found]) -> list[Entry]:
    """What would come of each line. What the bank has word for word stays as it is."""
    drafts = [each.draft for each in found if each.draft is not None]
    known, shelf = set(place.known(drafts)), place.shelf(drafts)
    entries = []
    for each in found:
        entry = _entry(each)
        if each.draft is not None:
            if each.draft.pictures and place.course is None:
                entry["outcome"] = "changed"
                entry["notes"].append(_("Gambar tidak dibawa: bank bersama tak punya."))
            mark = place.mark(shelf.placed(each.draft))
            if mark in known:
                entry["outcome"] = "left"
                entry["notes"] = [_("Sudah ada di kategori “%s”.") % mark[0]]
            known.add(mark)
        entries.append(entry)
    return entries


def questions(intake: Intake) -> list[Entry]:
    """The questions of a file, all of them."""
    with intake.file.open() as file:
        found = read(intake.form, file.read())
    place = place_of(intake.course, intake.category, intake.name)
    entries = report(place, found)
    assert intake.brought_by is not None, "asked before"
    bank_filling.fill(
        place=place,
        author=intake.brought_by,
        drafts=[each.draft for each in found if each.draft is not None],
        tell=intake.tell_progress,
    )
    return entries


def _entry(found: Found) -> Entry:
    outcome: Literal["in", "changed", "left"] = "changed" if found.notes else "in"
    if found.draft is None:
        outcome = "left"
    return Entry(
        line=found.line, outcome=outcome, about=found.about, notes=list(found.notes)
    )
