"""Moodle's embedded answers, `{1:MULTICHOICE:=tiga~dua}`, and our texts with gaps.

After https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.exchange import numbers
from courses.questions import Mistaken
from courses.questions.choosing import OneOf
from courses.questions.cloze import Cloze
from courses.questions.writing import Numeric, Short

GAP = re.compile(r"\{(\d{0,3}):([A-Z_]+):((?:\\.|[^\\{}])*)\}", re.DOTALL)
PART = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
ANSWER = re.compile(
    r"(?P<right>=)?(?:%(?P<share>-?\d{1,3})(?:\.\d*)?%)?"
    r"(?P<text>(?:\\.|[^\\#])*)(?:\#(?P<feedback>.*))?",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
TYPED = {"SHORTANSWER", "SA", "MW"}
TYPED_EXACTLY = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBER = {"NUMERICAL", "NM"}
# The rest of a name says how choices are drawn: a list, a row, a column, shuffled.
CHOSEN = re.compile(r"(MULTICHOICE|MC)(_?[VHS]{1,2})?")


@dataclass(frozen=True)
class Answer:
    text: str
    share: int


def read(text: str, notes: list[str]) -> dict[str, Any]:
    """The document of a text with gaps; or `Mistaken`."""
    kinds: set[bool] = set()
    weights = {int(gap[1] or 1) for gap in GAP.finditer(text)}
    if len(weights) > 1:
        notes.append(_("Bobot setiap rumpang disamakan."))
    said, last = [], 0
    for gap in GAP.finditer(text):
        said.append(_outside(text[last : gap.start()], notes))
        said.append(_gap(gap[2], gap[3], kinds, notes))
        last = gap.end()
    said.append(_outside(text[last:], notes))
    if len(kinds) > 1:
        notes.append(_("Huruf besar dan kecil disamakan di semua rumpang."))
    return {"text": "".join(said).strip(), "case": kinds == {True}}


def write(body: dict[str, Any]) -> str:
    """Our text as Moodle writes it."""
    return "".join(
        piece.words + (_written(piece.gap, exact=body["case"]) if piece.gap else "")
        for piece in Cloze.read(body).pieces
    )


def _outside(words: str, notes: list[str]) -> str:
    if "{" in words or "}" in words:
        notes.append(_("Kurung kurawal di luar rumpang menjadi kurung biasa."))
    return words.replace("{", "(").replace("}", ")")


def _gap(kind: str, said: str, exact: set[bool], notes: list[str]) -> str:
    answers = [_answer(part, notes) for part in PART.findall(said)]
    right = [answer.text for answer in answers if answer.share == 100]
    if not right:
        raise Mistaken(_("Ada rumpang tanpa jawaban yang tepat."))
    if any(0 < answer.share < 100 for answer in answers):
        notes.append(_("Jawaban rumpang yang bernilai sebagian dihitung keliru."))
    if kind in NUMBER:
        return _number(right, notes)
    if CHOSEN.fullmatch(kind):
        choices = [f"{a.text}*" if a.share == 100 else a.text for a in answers]
        return _joined(choices)
    if kind in TYPED | TYPED_EXACTLY:
        exact.add(kind in TYPED_EXACTLY)
        return _joined([text for text in right if text != "*"])
    raise Mistaken(_("Rumpang jenis %(kind)s tidak ada di sini.") % {"kind": kind[:30]})


def _answer(part: str, notes: list[str]) -> Answer:
    found = ANSWER.fullmatch(part.strip())
    if found is None:
        raise Mistaken(_("Ada jawaban rumpang yang tidak terbaca."))
    if (found["feedback"] or "").strip():
        notes.append(_("Umpan balik setiap rumpang tidak dibawa."))
    share = 100 if found["right"] else int(found["share"] or 0)
    return Answer(" ".join(ESCAPED.sub(r"\1", found["text"]).split()), share)


def _number(right: list[str], notes: list[str]) -> str:
    if len(right) > 1:
        notes.append(_("Hanya angka tepat yang pertama di rumpang yang dibawa."))
    value, _colon, room = right[0].partition(":")
    read = [numbers.exact(each) for each in (value, room or "0")]
    if read[0] is None or read[1] is None:
        raise Mistaken(_("“%(text)s” bukan angka.") % {"text": right[0][:40]})
    return f"{{#{numbers.ours(read[0])}~{numbers.ours(read[1])}}}"


def _joined(texts: list[str]) -> str:
    """Our gaps have no sign for what is meant as a sign."""
    bare = [text.removesuffix("*") for text in texts]
    if any(not text or set(text) & set("{}|*") for text in bare):
        raise Mistaken(_("Ada tanda { } | * di dalam jawaban rumpang."))
    return "{" + "|".join(texts) + "}"


def _written(gap: OneOf | Short | Numeric, *, exact: bool) -> str:
    if isinstance(gap, Numeric):
        near = gap.answers[0]
        value, room = numbers.theirs(near.text), numbers.theirs(near.tolerance)
        return f"{{1:NUMERICAL:={value}:{room}}}"
    if isinstance(gap, Short):
        parts = "~".join(f"={_escaped(answer.text)}" for answer in gap.answers)
        return f"{{1:{'SHORTANSWER_C' if exact else 'SHORTANSWER'}:{parts}}}"
    shares = ["=" if choice.is_right else "%0%" for choice in gap.choices]
    parts = "~".join(
        f"{share}{_escaped(choice.text)}"
        for share, choice in zip(shares, gap.choices, strict=True)
    )
    return f"{{1:MULTICHOICE:{parts}}}"


def _escaped(text: str) -> str:
    return re.sub(r"[\\}~#{]", r"\\\g<0>", text)
