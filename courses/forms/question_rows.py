"""The parts of a question as rows of boxes: drawn, read back, and put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.models import QuestionVersion
from courses.questions import Mistaken

Kind = QuestionVersion.Kind
MARKS = [("", _("Keliru")), ("right", _("Tepat"))]


@dataclass(frozen=True)
class Column:
    """One box of every row of a question's parts."""

    name: str
    label: Any
    hint: Any = ""
    is_short: bool = False
    choices: tuple[tuple[str, Any], ...] = ()


TEXT = Column("text", _("Pilihan"))
MARK = Column("mark", _("Tepat?"), is_short=True, choices=tuple(MARKS))
WEIGHT = Column("weight", _("Nilai, %"), _("Boleh kosong."), is_short=True)
FEEDBACK = Column("feedback", _("Umpan balik bagi yang memilihnya"))
ANSWER = Column("text", _("Jawaban yang diterima"))
WORTH = Column("weight", _("Nilai, %"), _("Kosong berarti 100."), is_short=True)
TOLERANCE = Column("tolerance", _("Toleransi ±"), is_short=True)

COLUMNS: dict[str, tuple[Column, ...]] = {
    Kind.SINGLE: (TEXT, MARK, WEIGHT, FEEDBACK),
    Kind.SEVERAL: (TEXT, MARK, WEIGHT, FEEDBACK),
    Kind.TRUE_FALSE: (TEXT, MARK, FEEDBACK),
    Kind.SHORT: (ANSWER, WORTH, FEEDBACK),
    Kind.NUMERIC: (ANSWER, TOLERANCE, WORTH, FEEDBACK),
    Kind.MATCHING: (
        Column("left", _("Kiri"), _("Kosong berarti pengecoh.")),
        Column("right", _("Pasangannya")),
    ),
    Kind.ORDERING: (Column("text", _("Langkah, menurut urutan yang benar")),),
    Kind.CLOZE: (),
    Kind.ESSAY: (),
}
FEWEST_ROWS = {Kind.TRUE_FALSE: 2, Kind.SHORT: 2, Kind.NUMERIC: 2}
STARTS = {Kind.TRUE_FALSE: [{"text": _("Benar")}, {"text": _("Salah")}]}


def typed(columns: tuple[Column, ...], data: QueryDict) -> list[dict[str, str]]:
    """The rows of a page, by the order in which their boxes stand on it."""
    values = [[v.strip() for v in data.getlist(f"row-{c.name}")] for c in columns]
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=False)]


def rows_of(kind: str, body: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of a question as it was written."""
    if kind == Kind.MATCHING and body:
        extra = [{"left": "", "right": text} for text in body["extra"]]
        return [*body["pairs"], *extra]
    if kind == Kind.ORDERING and body:
        return [{"text": step} for step in body["steps"]]
    parts = body.get("choices") or body.get("answers") or STARTS.get(Kind(kind), [])
    return [_row(part) for part in parts]


def _row(part: Mapping[str, Any]) -> dict[str, str]:
    row = {name: "" if v is None else str(v) for name, v in part.items()}
    row["mark"] = "right" if part.get("is_right") else ""
    row.pop("is_right", None)
    return row


def body_of(
    kind: str, rows: list[dict[str, str]], options: dict[str, Any]
) -> dict[str, Any]:
    """The document that the rows and options say."""
    if kind in (Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE):
        return {"choices": [_choice(row) for row in rows if row["text"]]}
    if kind in (Kind.SHORT, Kind.NUMERIC):
        return {"answers": [_answer(row) for row in rows if row["text"]], **options}
    if kind == Kind.MATCHING:
        pairs = [row for row in rows if row["left"]]
        return {"pairs": pairs, "extra": [r["right"] for r in rows if not r["left"]]}
    if kind == Kind.ORDERING:
        return {"steps": [row["text"] for row in rows]}
    return options


def _choice(row: dict[str, str]) -> dict[str, Any]:
    weight = _percent(row.get("weight", ""))
    is_right = row["mark"] == "right"
    return {
        "text": row["text"],
        "is_right": is_right,
        "weight": weight,
        "feedback": row["feedback"],
    }


def _answer(row: dict[str, str]) -> dict[str, Any]:
    weight = _percent(row["weight"])
    found = {**row, "weight": 100 if weight is None else weight}
    if "tolerance" in found:
        found["tolerance"] = found["tolerance"] or "0"
    return found


def _percent(text: str) -> int | None:
    if not text:
        return None
    number = text.removesuffix("%").strip().replace("−", "-")
    if not number.lstrip("-").isdecimal() or len(number) > 4:
        raise Mistaken(_("Nilai ditulis sebagai angka bulat, misalnya 50."))
    return int(number)
