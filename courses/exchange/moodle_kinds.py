"""What the kinds of Moodle's questions hold, and which of ours each becomes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common.markup import said
from courses.exchange import numbers
from courses.exchange.gift_answers import not_less, whole, without_wildcard
from courses.exchange.moodle_texts import Reading
from courses.questions import Mistaken

Kind = tuple[str, dict[str, Any]]
TRUE = ("true", "1")
GRADING = "RELATIVE_NEXT_EXCLUDE_LAST"


def kind_of(question: Element, reading: Reading) -> Kind:
    """Our kind and its document; or `Mistaken` with the reason it is left out."""
    named = question.get("type", "")
    read = KINDS.get(named)
    if named == "description":
        raise Mistaken(_("Keterangan, bukan soal: letakkan di pelajaran atau kuis."))
    if read is None:
        kind = {"kind": named[:40]}
        raise Mistaken(_("Soal jenis “%(kind)s” tidak ada di sini.") % kind)
    return read(question, reading)


def _choosing(question: Element, reading: Reading) -> Kind:
    kind = "single" if said(question, "single") in (*TRUE, "") else "several"
    choices = [_choice(answer, kind, reading) for answer in question.findall("answer")]
    return kind, {"choices": choices}


def _choice(answer: Element, kind: str, reading: Reading) -> dict[str, Any]:
    """A choice that is simply right or wrong says no weight."""
    worth = _fraction(answer, reading)
    is_right = worth == 100 if kind == "single" else worth > 0
    if kind == "single":
        plain = worth in (0, 100)
        weight = None if plain else not_less(worth, reading.notes)
    else:
        weight = worth
    return {
        "text": reading.words(answer),
        "is_right": is_right,
        "weight": weight,
        "feedback": reading.words(answer.find("feedback")),
    }


def _statement(question: Element, reading: Reading) -> Kind:
    found = {said(each, "text").lower(): each for each in question.findall("answer")}
    yes, no = found.get("true"), found.get("false")
    if yes is None or no is None:
        raise Mistaken(_("Jawaban benar atau salahnya tidak lengkap."))
    is_true = _fraction(yes, reading) == 100
    return "truefalse", {
        "choices": [
            {"text": words, "is_right": is_right, "feedback": reading.words(feedback)}
            for words, is_right, feedback in (
                (_("Benar"), is_true, yes.find("feedback")),
                (_("Salah"), not is_true, no.find("feedback")),
            )
        ]
    }


def _short(question: Element, reading: Reading) -> Kind:
    answers = []
    for answer in question.findall("answer"):
        answers.extend(without_wildcard(_accepted(answer, reading), reading.notes))
    case = said(question, "usecase") in TRUE
    return "short", {"answers": answers, "case": case}


def _numeric(question: Element, reading: Reading) -> Kind:
    answers = []
    for answer in question.findall("answer"):
        accepted = _accepted(answer, reading)
        if accepted["text"] == "*":
            reading.notes.append(_("Umpan balik untuk jawaban lain (*) tidak dibawa."))
            continue
        value = numbers.exact(accepted["text"])
        room = numbers.exact(said(answer, "tolerance") or "0")
        if value is None or room is None:
            wrong = {"text": accepted["text"][:40]}
            raise Mistaken(_("“%(text)s” bukan angka.") % wrong)
        near = {"text": numbers.ours(value), "tolerance": numbers.ours(room)}
        answers.append({**accepted, **near})
    return "numeric", {"answers": answers, "unit": _unit(question, reading)}


def _unit(question: Element, reading: Reading) -> str:
    units = question.findall("units/unit")
    if len(units) > 1:
        reading.notes.append(_("Hanya satuan yang pertama dibawa."))
    return said(units[0], "unit_name") if units else ""


def _accepted(answer: Element, reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.words(answer),
        "weight": _fraction(answer, reading),
        "feedback": reading.words(answer.find("feedback")),
    }


def _matching(question: Element, reading: Reading) -> Kind:
    """A pair without a left side is one more wrong answer."""
    pairs, extra = [], []
    for each in question.findall("subquestion"):
        left, right = reading.words(each), reading.words(each.find("answer"))
        if left:
            pairs.append({"left": left, "right": right})
        else:
            extra.append(right)
    return "matching", {"pairs": pairs, "extra": extra}


def _ordering(question: Element, reading: Reading) -> Kind:
    """The place of a step is its fraction, 1, 2, 3."""
    if said(question, "selecttype") not in ("ALL", "0", ""):
        reading.notes.append(_("Semua langkah selalu ditanyakan, bukan sebagian."))
    if said(question, "gradingtype") not in (GRADING, "1", ""):
        reading.notes.append(_("Dinilai menurut langkah yang saling menyusul."))
    answers = sorted(question.findall("answer"), key=_place)
    return "ordering", {"steps": [reading.words(answer) for answer in answers]}


def _place(answer: Element) -> Decimal:
    return numbers.exact(answer.get("fraction", "")) or Decimal(0)


def _essay(question: Element, reading: Reading) -> Kind:
    if said(question, "responseformat") == "noinline":
        reading.notes.append(_("Jawabannya berkas di Moodle; di sini diketik."))
    if said(question, "attachments") not in ("", "0"):
        reading.notes.append(_("Lampiran peserta tidak ada di sini."))
    if said(question, "responsetemplate/text"):
        reading.notes.append(_("Kerangka jawaban tidak dibawa."))
    if said(question, "maxwordlimit") not in ("", "0"):
        reading.notes.append(_("Batas kata terbanyak tidak dibawa."))
    least = said(question, "minwordlimit")
    is_counted = least.isascii() and least.isdigit() and len(least) < 5
    guide = reading.words(question.find("graderinfo"))
    return "essay", {"guide": guide, "least_words": int(least) if is_counted else 0}


def _fraction(answer: Element, reading: Reading) -> int:
    said_so = answer.get("fraction", "0")
    number = numbers.exact(said_so)
    if number is None or abs(number) > 100:
        wrong = {"text": said_so[:20]}
        raise Mistaken(_("Nilai jawaban “%(text)s” tidak terbaca.") % wrong)
    return whole(f"{number:f}", reading.notes)


KINDS: dict[str, Callable[[Element, Reading], Kind]] = {
    "multichoice": _choosing,
    "truefalse": _statement,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}
