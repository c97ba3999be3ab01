"""Quizzes of a backup: how they are taken, and which questions stand where.

Until 2.6 a quiz lists its questions and page breaks and gives each a grade; then every
slot names its question and mark; from 4.0 on a slot refers to an entry of the bank, or
to a set of them by a filter.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common.archives import Archive
from courses.exchange.moodle import fields
from courses.exchange.moodle.modules import Module
from courses.exchange.parcels import Place

FIELDS = (
    *("timeopen", "timeclose", "timelimit", "attempts_number", "shufflequestions"),
    *("shuffleanswers", "questions", "password", "subnet", "browsersecurity"),
    *("grademethod", "navmethod", "delay1", "delay2"),
)
MANY = ("question_instance", "section", "feedbacks/feedback")
BEST_COUNTS = "1"
PLAIN = ("", "-")
LONGEST_MINUTES = 600


@dataclass(frozen=True)
class Slot:
    """`question` is a key; `category` an id of the bank, where some are drawn."""

    mark: Decimal
    question: str = ""
    category: str = ""
    is_narrowed: bool = False


def slots(about: Element) -> list[Slot]:
    found = [(_order(each, about), _slot(each)) for each in about.iter(MANY[0])]
    return [slot for _place, slot in sorted(found, key=lambda each: each[0])]


def settings(archive: Archive, module: Module, about: Element) -> dict[str, Any]:
    minutes = ceil(fields.whole(about, "timelimit") / 60)
    sections = list(about.iter("section"))
    shuffles = [fields.is_on(each, "shufflequestions") for each in sections]
    found: dict[str, Any] = {
        "tries": fields.whole(about, "attempts_number") or None,
        "minutes_allowed": min(minutes, LONGEST_MINUTES) or None,
        "shuffles_questions": any(shuffles) or fields.is_on(about, "shufflequestions"),
        "shuffles_choices": fields.is_on(about, "shuffleanswers"),
    }
    item = fields.only(archive, f"{module.listed.folder}/grades.xml", "grade_item")
    best, pass_grade = (_number(item, name) for name in ("grademax", "gradepass"))
    if best > 0 and 0 < pass_grade <= best:
        found["threshold"] = round(100 * pass_grade / best)
    return found


def notes(about: Element) -> list[str]:
    said = {
        "timeopen": _("Tanggal buka %s tidak dibawa."),
        "timeclose": _("Tanggal tutup %s tidak dibawa: tenggat milik angkatan."),
    }
    days = ((words, fields.day(about, name)) for name, words in said.items())
    found = [words % day for words, day in days if day]
    if fields.text(about, "password"):
        found.append(_("Kata sandi kuis tidak dibawa."))
    if (
        fields.text(about, "subnet")
        or fields.text(about, "browsersecurity") not in PLAIN
    ):
        found.append(_("Syarat peramban atau jaringan tidak dibawa."))
    if fields.text(about, "grademethod") not in ("", BEST_COUNTS):
        found.append(_("Di sini nilai terbaik yang berlaku, bukan cara di Moodle."))
    if fields.text(about, "navmethod") == "sequential":
        found.append(_("Soal boleh dibuka dalam urutan mana pun, tidak harus berurut."))
    if fields.whole(about, "delay1") or fields.whole(about, "delay2"):
        found.append(_("Jeda antarpercobaan tidak dibawa."))
    if any(fields.text(each, "feedbacktext") for each in about.iter("feedback")):
        found.append(_("Umpan balik menyeluruh menurut nilai tidak dibawa."))
    if any(fields.text(each, "heading") for each in about.iter("section")):
        found.append(_("Judul bagian di dalam kuis tidak dibawa."))
    return found


def places(
    slots: list[Slot], drawn_from: Callable[[str], str], notes: list[str]
) -> tuple[Place, ...]:
    """As ours: marks become whole points, neighbours drawn alike become one draw."""
    factor = 2 if any(slot.mark % 1 == Decimal("0.5") for slot in slots) else 1
    found: list[Place] = []
    for slot in slots:
        exact = slot.mark * factor
        points = max(1, min(round(exact), 1000))
        if not slot.mark:
            notes.append(_("Soal berbobot 0 di sini berbobot 1: setelnya di kuis ini."))
        elif points != exact or factor > 1:
            notes.append(_("Bobot soal menjadi bilangan bulat."))
        category = drawn_from(slot.category or slot.question)
        if slot.is_narrowed:
            notes.append(_("Undian memakai satu kategori, tanpa saringan lain."))
        last = found[-1] if found else None
        if not category:
            found.append(Place(question=slot.question, points=points))
        elif last and (last.category, last.points) == (category, points):
            found[-1] = Place(category=category, count=last.count + 1, points=points)
        else:
            found.append(Place(category=category, points=points))
    return tuple(found)


def _order(instance: Element, about: Element) -> int:
    if slot := fields.whole(instance, "slot"):
        return slot
    listed = fields.text(about, "questions").split(",")
    question = fields.text(instance, "question")
    return listed.index(question) if question in listed else len(listed)


def _slot(instance: Element) -> Slot:
    mark = _mark(instance)
    entry = fields.text(instance, "question_reference/questionbankentryid")
    if entry:
        return Slot(mark, question=f"entry:{entry}")
    drawn = instance.find("question_set_reference")
    if drawn is not None:
        category, is_narrowed = _filtered(fields.text(drawn, "filtercondition"))
        return Slot(mark, category=category, is_narrowed=is_narrowed)
    question = fields.text(instance, "questionid") or fields.text(instance, "question")
    return Slot(mark, question=f"question:{question}")


def _mark(instance: Element) -> Decimal:
    for name in ("maxmark", "grade"):
        if fields.text(instance, name):
            return _number(instance, name)
    return Decimal(1)


def _filtered(condition: str) -> tuple[str, bool]:
    """The category of 4.0 to 4.2, or of 4.3 on; and whether there is more to it.

    That may be several categories, those within them, or tags.
    """
    try:
        found = json.loads(condition)
        if "questioncategoryid" in found:
            more = found.get("includingsubcategories") or found.get("tags")
            return str(found["questioncategoryid"]), bool(more)
        chosen = found["filter"]["category"]
        options = chosen.get("filteroptions") or {}
        within = options.get("includesubcategories", False)
        others = len(chosen["values"]) > 1 or len(found["filter"]) > 1
        return str(chosen["values"][0]), bool(within or others)
    except (AttributeError, ValueError, TypeError, LookupError, RecursionError):
        return "?", False


def _number(parent: Element, name: str) -> Decimal:
    try:
        found = Decimal(fields.text(parent, name) or 0)
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() and 0 <= found < 10_000 else Decimal(0)
