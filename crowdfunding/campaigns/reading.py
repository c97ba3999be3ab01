"""Reading JSON that the other site wrote: what it should be, or rejected."""

import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from common.letters.receiving import Rejected
from common.models import Regency

LONGEST_TEXT = 20_000
LARGEST_AMOUNT = 10**10


class Part:
    """One object of the letter, which knows its own name for the rejections."""

    def __init__(self, values: Any, name: str) -> None:
        self.name = name
        if not isinstance(values, dict):
            raise self.rejected("")
        self.values: dict[str, Any] = values

    def rejected(self, name: str, reason: str = "") -> Rejected:
        field = ".".join(part for part in (self.name, name) if part)
        return Rejected(reason or _("Isi ini tidak dapat dibaca."), field=field)

    def part(self, name: str) -> "Part":
        return Part(self.values.get(name), self._name_of(name))

    def parts(self, name: str) -> Iterator["Part"]:
        rows = self.values.get(name) or []
        if not isinstance(rows, list):
            raise self.rejected(name)
        for number, row in enumerate(rows):
            yield Part(row, self._name_of(f"{name}.{number}"))

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """A text; a number is read as one, nothing as the empty text."""
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str | int | float) or "\x00" in str(value):
            raise self.rejected(name)
        if len(str(value)) > longest:
            raise self.rejected(
                name, _("Lebih panjang dari %(longest)d huruf.") % {"longest": longest}
            )
        return str(value).strip()

    def link(self, name: str) -> str:
        """A web address; anything else that could be clicked on is left out."""
        value = self.text(name, longest=2000)
        return value if value.startswith(("https://", "http://")) else ""

    def uuid(self, name: str) -> uuid.UUID:
        try:
            return uuid.UUID(str(self.values.get(name)))
        except ValueError:
            raise self.rejected(name) from None

    def whole(self, name: str) -> int:
        value = self.values.get(name)
        if not isinstance(value, int) or not 0 <= value < 2**31:
            raise self.rejected(name)
        return value

    def rupiah(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or not 0 <= value < 2**53:
            raise self.rejected(name)
        return value

    def amount(self, name: str) -> Decimal:
        try:
            value = round(Decimal(str(self.values.get(name))), 2)
            fits = 0 < value < LARGEST_AMOUNT
        except (ArithmeticError, ValueError):
            raise self.rejected(name) from None
        if not fits:
            raise self.rejected(name, _("Jumlahnya harus lebih dari nol."))
        return value

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        if value in (None, ""):
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.rejected(name) from None

    def one_of(self, name: str, values: list[str]) -> str:
        """One of the known values, or nothing: a new kind is no reason to refuse."""
        value = self.text(name)
        return value if value in values else ""

    def regency(self, name: str) -> str:
        code = self.text(name)
        if not Regency.objects.filter(code=code).exists():
            raise self.rejected(name, _("Kabupaten/kota ini tidak dikenal."))
        return code

    def _name_of(self, name: str) -> str:
        return f"{self.name}.{name}" if self.name else name
