"""Worksheets as they are read: step by step, in words, with what mentors said."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from common.models import Regency
from common.prepared import prepared
from common.waiting import Waiting
from initiatives import outline
from initiatives.models import HandOff, Review, Step, StepNote, Worksheet
from initiatives.numbers import spoken
from initiatives.outline import Item, Kind

SHOWN = 3


@dataclass(frozen=True)
class Answer:
    label: str
    text: str
    is_link: bool = False


@dataclass(frozen=True)
class AnswerTable:
    label: str
    columns: list[str]
    rows: list[list[Answer]]
    total: str = ""


@dataclass(frozen=True)
class AnswerSection:
    title: str
    answers: list[Answer]
    tables: list[AnswerTable]


@dataclass(frozen=True)
class StepLine:
    """One step on the way: where it is, whether it is done, what it lacks."""

    number: int
    title: str
    aim: str
    url: str
    is_complete: bool
    lacking: list[str]
    saved_at: datetime | None
    sections: list[AnswerSection]
    note: str = ""


@dataclass(frozen=True)
class Journey:
    """A worksheet's steps, its mentors' last word, and its way to lokadaya.com."""

    steps: list[StepLine]
    review: Review | None
    hand_off: HandOff | None

    @property
    def next_step(self) -> StepLine | None:
        return next((step for step in self.steps if not step.is_complete), None)

    @property
    def done(self) -> int:
        return sum(step.is_complete for step in self.steps)


def journey(worksheet: Worksheet) -> Journey:
    """Everything about one worksheet in at most five queries."""
    review = latest_review(worksheet)
    notes = {note.number: note.text for note in review.notes.all()} if review else {}
    kept = list(Step.objects.filter(worksheet=worksheet))
    places = _places(kept)
    hand_off = (
        HandOff.objects.filter(worksheet=worksheet)
        .select_related("letter")
        .defer("letter__body")
        .first()
    )
    steps = [
        _line(worksheet, step, places, notes.get(step.number, "")) for step in kept
    ]
    return Journey(steps, review, hand_off)


def latest_review(worksheet: Worksheet) -> Review | None:
    return (
        Review.objects.filter(worksheet=worksheet)
        .select_related("mentor")
        .prefetch_related(Prefetch("notes", StepNote.objects.order_by("number")))
        .first()
    )


def differences(
    step: outline.Step, typed: outline.Content, kept: outline.Content
) -> list[tuple[str, str]]:
    """What stands now wherever it is not what was typed: label and text."""
    mine, theirs = step.whole(typed), step.whole(kept)
    found = []
    for part in step.parts:
        if mine[part.name] == theirs[part.name]:
            continue
        if isinstance(part, Item):
            text = outline.said(part, theirs[part.name])
        else:
            text = "\n".join(_in_one_line(part, row) for row in theirs[part.name])
        found.append((str(part.label), text or _("(kosong)")))
    return found


def waiting_for(user: User) -> list[Waiting]:
    """Worksheets to go on with, and those that wait for this person; one query."""
    sheets = _waiting_sheets(user)
    own = [each for each in sheets if each.state in Worksheet.EDITABLE]
    own.sort(key=lambda each: (each.state, each.changed_at), reverse=True)
    to_read = [each for each in sheets if each.submitted_at and each not in own]
    to_read.sort(key=lambda each: each.submitted_at or each.changed_at)
    return [*map(_to_write, own), *map(_to_read, to_read)]


@prepared
def _waiting_sheets(user: User) -> QuerySet[Worksheet]:
    """Those the person writes, and those handed to them to read: one query."""
    sheets = Worksheet.objects.select_related("author").with_progress()
    own = sheets.filter(author=user).editable().order_by("-state", "-changed_at")
    to_read = sheets.mentored_by(user).submitted().order_by("submitted_at")
    return own[:SHOWN].union(to_read[:SHOWN], all=True)


def _to_write(worksheet: Worksheet) -> Waiting:
    if worksheet.state == Worksheet.State.RETURNED:
        return Waiting(
            icon="write",
            title=worksheet.title,
            text=_("Mentor menulis catatan untuk lembar kerja ini."),
            url=worksheet.get_absolute_url(),
            urgency=1,
            badge=str(Worksheet.State.RETURNED.label),
        )
    if worksheet.next_step is None:
        return Waiting(
            icon="initiative",
            title=worksheet.title,
            text=_("Keenam langkah lengkap. Kirim ke mentor."),
            url=worksheet.get_absolute_url(),
            urgency=2,
        )
    return Waiting(
        icon="initiative",
        title=worksheet.title,
        text=_("Lanjutkan langkah %(number)d: %(title)s")
        % {
            "number": worksheet.next_step,
            "title": outline.step_of(worksheet.next_step).title,
        },
        url=reverse("initiatives:step", args=[worksheet.uuid, worksheet.next_step]),
        urgency=2,
    )


def _to_read(worksheet: Worksheet) -> Waiting:
    return Waiting(
        icon="initiative",
        title=worksheet.title,
        text=_("%s menunggu telaah Anda.") % worksheet.author.name,
        url=reverse("initiatives:review", args=[worksheet.uuid]),
        urgency=1,
        badge=_("Telaah"),
    )


def _line(
    worksheet: Worksheet, kept: Step, places: dict[str, str], note: str
) -> StepLine:
    step = outline.step_of(kept.number)
    content = step.whole(kept.content)
    lacking = outline.lacking(step, content)
    return StepLine(
        number=step.number,
        title=str(step.title),
        aim=str(step.aim),
        url=reverse("initiatives:step", args=[worksheet.uuid, step.number]),
        is_complete=not lacking,
        lacking=lacking,
        saved_at=kept.saved_at,
        sections=[_section(section, content, places) for section in step.sections],
        note=note,
    )


def _in_one_line(table: outline.Table, row: outline.Content) -> str:
    said = (outline.said(item, row[item.name]) for item in table.items)
    return " · ".join(text for text in said if text)


def _section(
    section: outline.Section, content: outline.Content, places: dict[str, str]
) -> AnswerSection:
    answers, tables = [], []
    for part in section.parts:
        if isinstance(part, Item):
            answers.append(_answer(part, content[part.name], places))
        else:
            tables.append(_table(part, content, places))
    return AnswerSection(str(section.title), answers, tables)


def _table(
    table: outline.Table, content: outline.Content, places: dict[str, str]
) -> AnswerTable:
    total = outline.total_value(content) if table.name == "needs" else 0
    return AnswerTable(
        label=str(table.label),
        columns=[str(item.label) for item in table.items if item.name != "unit"],
        rows=[_row(table, row, places) for row in content[table.name]],
        total=f"Rp {spoken(total)}" if total else "",
    )


def _row(
    table: outline.Table, row: outline.Content, places: dict[str, str]
) -> list[Answer]:
    """A unit is read with its number: 12 buah."""
    cells: list[Answer] = []
    for item in table.items:
        answer = _answer(item, row[item.name], places)
        if item.name == "unit" and cells[-1].text:
            cells[-1] = replace(cells[-1], text=f"{cells[-1].text} {answer.text}")
        elif item.name != "unit":
            cells.append(answer)
    return cells


def _answer(item: Item, value: object, places: dict[str, str]) -> Answer:
    text = outline.said(item, value)
    if item.kind is Kind.REGENCY:
        text = places.get(text, text)
    return Answer(str(item.label), text, is_link=item.kind is Kind.LINK and bool(text))


def _places(steps: list[Step]) -> dict[str, str]:
    codes = {step.content.get("regency") for step in steps} - {None, ""}
    if not codes:
        return {}
    found = Regency.objects.filter(code__in=codes).select_related("province")
    return {
        regency.code: f"{regency.name}, {regency.province.name}" for regency in found
    }
