"""Reading what people type: words however spelled, numbers as Indonesians write."""

import re
import unicodedata
from fractions import Fraction

# Longer numbers than this answer no question, and cost time.
LONGEST_NUMBER = 40
THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def plain(text: str, *, case: bool, accents: bool) -> str:
    """The words alone: one space between, nothing that was not asked for."""
    found = unicodedata.normalize("NFKC", text)
    if not accents:
        parts = unicodedata.normalize("NFD", found)
        found = "".join(part for part in parts if not unicodedata.combining(part))
    if not case:
        found = found.casefold()
    return " ".join(found.split()).strip(" .,;:!?\"'“”‘’")


def typos(one: str, other: str, *, most: int) -> int:
    """How many slips lie between two words, counted no further than `most` + 1.

    A slip is a letter added, left out or mistaken, or two neighbours swapped (optimal
    string alignment distance).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, theirs in enumerate(other, start=1):
            cost = min(
                last[column] + 1,
                line[column - 1] + 1,
                last[column - 1] + (letter != theirs),
            )
            if (
                row > 1
                and column > 1
                and letter == other[column - 2]
                and one[row - 2] == theirs
            ):
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]


def number(text: str) -> Fraction | None:
    """The number that was typed: 1.250,5 and 1250.5 are the same, and 1.250 is 1250."""
    found = re.sub(r"[\s\u00a0%]|Rp\.?", "", text.replace("−", "-"))
    if len(found) > LONGEST_NUMBER or not found.isascii():
        return None
    whole, comma, rest = found.partition(",")
    if comma:
        if not re.fullmatch(r"\d*", rest):
            return None
        if THOUSANDS.fullmatch(whole):
            whole = whole.replace(".", "")
        found = f"{whole}.{rest}"
    elif THOUSANDS.fullmatch(found):
        found = found.replace(".", "")
    return Fraction(found) if PLAIN.fullmatch(found) else None
