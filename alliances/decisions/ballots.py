"""Receipts and seals of anonymous ballots (docs/protocols/ballots.md)."""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

SCHEME = "lokadaya.net/surat-suara/1"
CODE_BYTES = 15
GROUP = 4
# Letters that people read for one another; the code has the second of each pair.
MISREAD = str.maketrans("018", "OIB")
CODE = re.compile(r"([A-Z2-7]{4}-){5}[A-Z2-7]{4}")


@dataclass(frozen=True)
class Receipt:
    """What the voter alone is given, once, and finds their ballot again by."""

    proposal: UUID
    choice: tuple[str, ...]
    code: str
    word: str

    @property
    def sealed_text(self) -> str:
        """What the seal is a SHA-256 of, in UTF-8, to the letter."""
        choice = ",".join(self.choice)
        return "\n".join([SCHEME, str(self.proposal), choice, self.code, self.word])

    @property
    def seal(self) -> str:
        return hashlib.sha256(self.sealed_text.encode()).hexdigest()

    @property
    def ballot(self) -> dict[str, Any]:
        return {"seal": self.seal, "choice": list(self.choice)}


def new_code() -> str:
    """Of 120 random bits, kept nowhere; offered before anything is sent."""
    return tidy_code(base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode())


def is_code(tidy: str) -> bool:
    return bool(CODE.fullmatch(tidy))


def new_receipt(
    *, proposal: UUID, choice: Sequence[str], word: str, code: str = ""
) -> Receipt:
    return Receipt(proposal, tuple(choice), code or new_code(), tidy_word(word))


def tidy_code(typed: str) -> str:
    """A code as it was given out, however it was typed."""
    letters = "".join(c for c in typed.upper().translate(MISREAD) if c.isalnum())
    return "-".join(letters[n : n + GROUP] for n in range(0, len(letters), GROUP))


def tidy_word(typed: str) -> str:
    return " ".join(typed.split())


def put_in(ballots: list[dict[str, Any]], ballot: dict[str, Any]) -> list[Any]:
    """In the order of the seals, which is none."""
    return sorted([*ballots, ballot], key=lambda each: str(each["seal"]))


def found(
    ballots: list[dict[str, Any]], *, proposal: UUID, code: str, word: str
) -> dict[str, Any] | None:
    """The ballot that this code and word sealed."""
    code, word = tidy_code(code), tidy_word(word)
    for ballot in ballots:
        receipt = Receipt(proposal, tuple(ballot["choice"]), code, word)
        if secrets.compare_digest(receipt.seal, ballot["seal"]):
            return ballot
    return None
