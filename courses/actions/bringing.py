"""Bringing what a file holds into the bank, and saying what became of each line."""

import json
from collections import defaultdict
from pathlib import PurePath
from typing import Literal, TypedDict

from django.utils.translation import gettext as _

from accounts.models import User
from courses.actions import bank
from courses.exchange import Draft, Found, read
from courses.models import Category, Intake, Question, QuestionVersion

BATCH = 50


class Entry(TypedDict):
    """One line of a report, as `Intake.report` keeps it."""

    line: int
    outcome: Literal["in", "changed", "left"]
    about: str
    notes: list[str]


def entry(found: Found) -> Entry:
    outcome: Literal["in", "changed", "left"] = "changed" if found.notes else "in"
    if found.draft is None:
        outcome = "left"
    return Entry(
        line=found.line, outcome=outcome, about=found.about, notes=list(found.notes)
    )


def questions(intake: Intake) -> list[Entry]:
    """The questions of a file. What the bank has word for word stays as it is."""
    with intake.file.open() as file:
        found = read(intake.form, file.read())
    places = _places(intake, found)
    known = _known(list(places.values()))
    report = []
    fresh: dict[Category, list[Draft]] = defaultdict(list)
    for each in found:
        said = entry(each)
        if each.draft is not None:
            category = places[each.draft.category]
            mark = _mark(category.pk, each.draft)
            if mark in known:
                said["outcome"] = "left"
                said["notes"] = [_("Sudah ada di kategori “%s”.") % category.title]
            else:
                known.add(mark)
                fresh[category].append(each.draft)
        report.append(said)
    _write(intake, fresh)
    return report


def _write(intake: Intake, fresh: dict[Category, list[Draft]]) -> None:
    done = intake.total - sum(map(len, fresh.values()))
    for category, drafts in fresh.items():
        for start in range(0, len(drafts), BATCH):
            batch = drafts[start : start + BATCH]
            versions = [_version(draft, intake.brought_by) for draft in batch]
            bank.add_new(category=category, versions=versions)
            done += len(batch)
            intake.tell_progress(done)


def _version(draft: Draft, author: User | None) -> QuestionVersion:
    return QuestionVersion(
        kind=draft.kind,
        prompt=draft.prompt,
        body=draft.body,
        explanation=draft.explanation,
        written_by=author,
    )


def _places(intake: Intake, found: list[Found]) -> dict[str, Category]:
    """The category of each name in the file: the one that was chosen, else its own."""
    names = {each.draft.category for each in found if each.draft is not None}
    if intake.category is not None:
        return dict.fromkeys(names, intake.category)
    unnamed = PurePath(intake.name).stem or intake.name
    return {
        name: Category.objects.get_or_create(
            course=intake.course, title=(name or unnamed)[:160]
        )[0]
        for name in sorted(names)
    }


def _known(categories: list[Category]) -> set[tuple[int, str]]:
    """What the categories hold already, word for word."""
    asked = Question.objects.filter(category__in=categories).select_related("current")
    return {
        _mark(question.category_id, _draft(question.current))
        for question in asked
        if question.current is not None
    }


def _draft(version: QuestionVersion) -> Draft:
    return Draft(version.kind, version.prompt, version.body, version.explanation)


def _mark(category: int, draft: Draft) -> tuple[int, str]:
    return category, json.dumps(draft.content, sort_keys=True)
