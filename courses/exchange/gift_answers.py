"""What stands in the braces of a GIFT question: its kind and its answers."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.exchange import numbers
from courses.exchange.gift_marks import revealed
from courses.exchange.texts import plainly
from courses.questions import Mistaken

FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d{0,9})?)%")
SETTINGS = re.compile(r"^>[\w \t]*(?:\n|$)")
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")


@dataclass
class Reading:
    """The format that texts are in unless they say otherwise, and what was changed."""

    form: str
    notes: list[str]

    def text(self, said: str) -> str:
        told = FORMAT.match(said.strip())
        form = told[1] if told else self.form
        return plainly(revealed(FORMAT.sub("", said.strip())), form, self.notes).strip()

    def answer(self, said: str) -> dict[str, Any]:
        """Text, weight if one is given, and feedback."""
        said = said.strip()
        given = WEIGHT.match(said)
        text, _mark, feedback = WEIGHT.sub("", said).partition("#")
        return {
            "text": self.text(text),
            "weight": whole(given[1], self.notes) if given else None,
            "feedback": self.text(feedback),
        }


def whole(percent: str, notes: list[str]) -> int:
    """Weights are whole here: thirds are written as 33."""
    exact = Decimal(percent)
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    if rounded != exact:
        notes.append(
            _("Nilai %(exact)s%% dibulatkan menjadi %(rounded)d%%.")
            % {"exact": percent.replace(".", ","), "rounded": rounded}
        )
    return rounded


def read(said: str, reading: Reading) -> tuple[str, dict[str, Any]]:
    """The kind of question and its document, by the signs of its answers."""
    if not said:
        return "essay", {}
    if said.startswith("#"):
        return "numeric", {"answers": _numbers(said[1:], reading)}
    if said.startswith(">"):
        return "ordering", {"steps": _steps(said, reading)}
    if "~" in said:
        return _choosing(said, reading)
    if "=" in said and "->" in said and not WEIGHT.match(_equals(said)[0].strip()):
        return "matching", _pairs(said, reading)
    word = said.partition("#")[0].strip().upper()
    if word in (*TRUE, *FALSE):
        return "truefalse", _statement(said, reading, is_true=word in TRUE)
    return "short", {"answers": _accepted(said, reading)}


def _choosing(said: str, reading: Reading) -> tuple[str, dict[str, Any]]:
    """With a `=` one is right; else each says what it is worth, and several are."""
    # Some write `~=` before the right one.
    split = re.split(r"(?=[~=])", said)
    parts = [part for part in split if part.strip() not in ("", "~")]
    if not parts[0].startswith(("~", "=")):
        raise Mistaken(_("Pilihan pertama tidak dimulai dengan = atau ~."))
    kind = "single" if "=" in said else "several"
    choices = []
    for part in parts:
        choice = reading.answer(part[1:])
        weight = choice["weight"]
        if part.startswith("="):
            is_right, choice["weight"] = True, None
        elif kind == "single":
            is_right = weight == 100
            choice["weight"] = not_less(weight, reading.notes)
        else:
            is_right = (weight or 0) > 0
        choices.append({**choice, "is_right": is_right})
    return kind, {"choices": choices}


def not_less(weight: int | None, notes: list[str]) -> int | None:
    """Where one choice is made, none takes away what was never given."""
    if weight is None or weight >= 0:
        return weight
    notes.append(_("Nilai di bawah 0% menjadi 0%: hanya satu jawaban yang dipilih."))
    return None


def _statement(said: str, reading: Reading, *, is_true: bool) -> dict[str, Any]:
    """`{FALSE#for who is wrong#for who is right}`."""
    _word, wrong, right = (*said.split("#", 2), "", "")[:3]
    notes = {is_true: reading.text(right), not is_true: reading.text(wrong)}
    words = {True: _("Benar"), False: _("Salah")}
    return {
        "choices": [
            {"text": words[it], "is_right": it == is_true, "feedback": notes[it]}
            for it in (True, False)
        ]
    }


def _accepted(said: str, reading: Reading) -> list[dict[str, Any]]:
    answers = []
    for part in _equals(said):
        answer = reading.answer(part)
        answer["weight"] = 100 if answer["weight"] is None else answer["weight"]
        answers.extend(without_wildcard(answer, reading.notes))
    return answers


def without_wildcard(answer: dict[str, Any], notes: list[str]) -> list[dict[str, Any]]:
    """Moodle's `*` stands for anything. Here it is a star, and alone it is nothing."""
    if answer["text"] == "*":
        notes.append(_("Umpan balik untuk jawaban lain (*) tidak dibawa."))
        return []
    if re.search(r"(?<!\\)\*", answer["text"]):
        notes.append(_("Tanda * dibaca sebagai bintang, bukan sebagai “apa saja”."))
    return [{**answer, "text": answer["text"].replace("\\*", "*")}]


def _pairs(said: str, reading: Reading) -> dict[str, Any]:
    """A pair without a left side is one more wrong answer."""
    pairs, extra = [], []
    for part in _equals(said):
        left, arrow, right = part.partition("->")
        if not arrow:
            raise Mistaken(_("Ada pasangan tanpa tanda ->."))
        pair = {"left": reading.text(left), "right": reading.text(right)}
        if pair["left"]:
            pairs.append(pair)
        else:
            extra.append(pair["right"])
    return {"pairs": pairs, "extra": extra}


def _numbers(said: str, reading: Reading) -> list[dict[str, Any]]:
    answers = []
    said, _mark, wrong = said.partition("~")
    if wrong:
        reading.notes.append(_("Umpan balik untuk jawaban lain (*) tidak dibawa."))
    for part in _equals(said):
        answer = reading.answer(part)
        answer["weight"] = 100 if answer["weight"] is None else answer["weight"]
        answers.append({**answer, **_near(answer["text"])})
    return answers


def _near(said: str) -> dict[str, str]:
    """`1822:5` or `1817..1827`."""
    low, dots, high = said.partition("..")
    value, _colon, room = said.partition(":")
    found = [
        numbers.exact(each) for each in ((low, high) if dots else (value, room or "0"))
    ]
    first, second = found
    if first is None or second is None:
        raise Mistaken(_("“%(text)s” bukan angka.") % {"text": said[:40]})
    if dots:
        first, second = (first + second) / 2, abs(second - first) / 2
    return {"text": numbers.ours(first), "tolerance": numbers.ours(second)}


def _steps(said: str, reading: Reading) -> list[str]:
    """The settings of the first line are Moodle's; here all steps are always asked."""
    lines = SETTINGS.sub("", said).split("\n")
    return [reading.text(line) for line in lines if line.strip()]


def _equals(said: str) -> list[str]:
    return [part for part in said.split("=") if part.strip()]
