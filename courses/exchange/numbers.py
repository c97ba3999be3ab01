"""Numbers of other systems, with a point; and ours, with a comma."""

import re
from decimal import Decimal

from courses.questions import words

PLAIN = re.compile(r"[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][+-]?\d{1,2})?")


def exact(text: str) -> Decimal | None:
    """The number that a file means; bounded, so that none takes the machine's time."""
    found = text.strip()
    return Decimal(found) if PLAIN.fullmatch(found) else None


def ours(number: Decimal) -> str:
    said = f"{number:f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return said.replace(".", ",")


def theirs(text: str) -> str | None:
    """A number as people typed it here, as other systems read it."""
    found = words.number(text)
    if found is None:
        return None
    whole = Decimal(found.numerator) / Decimal(found.denominator)
    return ours(whole).replace(",", ".")
