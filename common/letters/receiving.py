"""Taking letters in: each once, in order, by the receiver registered for its kind."""

import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from common.letters import signing
from common.letters.models import Correspondence, ReceivedLetter

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """A letter of the other site, as its receiver sees it."""

    id: uuid.UUID
    kind: str
    version: int
    subject: str
    number: int
    sent_at: datetime
    body: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the sender is told: the status, and for a refusal why."""

    status: int
    reason: str = ""
    field: str | None = None
    expected: int | None = None

    @property
    def said(self) -> dict[str, Any]:
        if self.status == 200:
            return {"received": True}
        said: dict[str, Any] = {"reason": self.reason, "field": self.field}
        if self.expected is not None:
            said["expected"] = self.expected
        return said


class Rejected(Exception):
    """The letter cannot be obeyed, now or later. The reason quotes no one's words."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
        self.field = field


class _Malformed(Exception):
    """What came is no letter at all."""


Receiver = Callable[[Letter], None]
_receivers: dict[tuple[str, int], Receiver] = {}


def receives(kind: str, *, version: int) -> Callable[[Receiver], Receiver]:
    """Register the receiver of a kind. It lives in the `letters` module of its app.

    It runs in the transaction of the receipt, may raise `Rejected`, and may trust that
    it sees every letter of a subject once and in order.
    """

    def register(receiver: Receiver) -> Receiver:
        known = _receivers.setdefault((kind, version), receiver)
        if known is not receiver:
            raise ValueError(f"{kind} v{version} has two receivers")
        return receiver

    return register


def receive(headers: Mapping[str, str], content: bytes) -> Answer:
    """Check who wrote it, then take it in; whatever the answer, it is logged."""
    try:
        letter_id = signing.verify(headers, content)
    except signing.Unsigned as unsigned:
        logger.warning("letter not accepted: 401 %s", unsigned)
        return Answer(401, str(unsigned))
    try:
        letter = _parse(letter_id, content)
    except _Malformed as malformed:
        logger.warning("letter %r is none: 400 %s", letter_id[:40], malformed)
        return Answer(400, str(malformed))
    answer = _take_in(letter)
    logger.log(
        logging.INFO if answer.status == 200 else logging.WARNING,
        "letter %s %s v%s %s no. %s received: %s %s %s",
        letter.id,
        letter.kind,
        letter.version,
        letter.subject,
        letter.number,
        answer.status,
        answer.reason,
        answer.field or "",
    )
    return answer


@transaction.atomic
def _take_in(letter: Letter) -> Answer:
    """Receipt, effect and number in one transaction, under the subject's lock."""
    Correspondence.objects.get_or_create(subject=letter.subject)
    correspondence = Correspondence.objects.select_for_update().get(
        subject=letter.subject
    )
    known = ReceivedLetter.objects.filter(pk=letter.id).first()
    if known is not None:
        return _answer_again(known)
    expected = correspondence.received + 1
    if letter.number > expected:
        reason = _("Surat nomor %(number)d perihal ini belum diterima.")
        return Answer(409, reason % {"number": expected}, "number", expected)
    if letter.number < expected:
        # Its writer counts from a restored backup, and is told where we are.
        reason = _("Nomor ini sudah dipakai surat lain perihal yang sama.")
        return Answer(409, reason, "number", expected)
    correspondence.received = letter.number
    correspondence.save(update_fields=["received"])
    try:
        with transaction.atomic():
            _hand_over(letter)
    except Rejected as rejected:
        return _answer_again(_receipt(letter, rejected))
    return _answer_again(_receipt(letter, None))


def _hand_over(letter: Letter) -> None:
    receiver = _receivers.get((letter.kind, letter.version))
    if receiver is not None:
        return receiver(letter)
    if any(kind == letter.kind for kind, _version in _receivers):
        raise Rejected(_("Versi surat ini belum dikenal."), "version")
    raise Rejected(_("Jenis surat ini tidak dikenal."), "kind")


def _receipt(letter: Letter, rejected: Rejected | None) -> ReceivedLetter:
    outcome = ReceivedLetter.Outcome
    return ReceivedLetter.objects.create(
        id=letter.id,
        kind=letter.kind,
        version=letter.version,
        subject=letter.subject,
        number=letter.number,
        outcome=outcome.ACCEPTED if rejected is None else outcome.REFUSED,
        reason="" if rejected is None else rejected.reason,
        field="" if rejected is None else (rejected.field or "")[:120],
    )


def _answer_again(receipt: ReceivedLetter) -> Answer:
    if receipt.outcome == ReceivedLetter.Outcome.ACCEPTED:
        return Answer(200)
    return Answer(422, receipt.reason, receipt.field or None)


def _parse(letter_id: str, content: bytes) -> Letter:
    try:
        said = json.loads(content, parse_constant=_no_number)
        # What PostgreSQL cannot keep would be a fault on every try.
        text = json.dumps(said, ensure_ascii=False)
        keepable = bool(text.encode()) and "\\u0000" not in text
    except (ValueError, RecursionError) as error:
        raise _Malformed(_("Isi surat bukan JSON.")) from error
    if not keepable:
        raise _Malformed(_("Isi surat memuat huruf kosong (U+0000)."))
    if not isinstance(said, dict):
        raise _Malformed(_("Isi surat bukan objek JSON."))
    if said.get("to") != settings.SITE:
        raise _Malformed(_("Surat ini bukan untuk situs ini."))
    if said.get("id") != letter_id:
        raise _Malformed(_("Nomor kenal di kepala dan isi surat berbeda."))
    sent_at = _moment(said.get("sent_at"))
    try:
        identity = uuid.UUID(letter_id)
    except ValueError as error:
        raise _Malformed(_("Nomor kenal surat bukan UUID.")) from error
    kind, subject, body = said.get("kind"), said.get("subject"), said.get("body")
    version, number = said.get("version"), said.get("number")
    if not (
        _is_name(kind, 60)
        and _is_name(subject, 120)
        and _is_count(version, 32_767)
        and _is_count(number, 2_147_483_647)
        and isinstance(body, dict)
    ):
        raise _Malformed(_("Sampul surat tidak lengkap."))
    return Letter(identity, kind, version, subject, number, sent_at, body)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _moment(value: object) -> datetime:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or is_naive(moment):
        raise _Malformed(_("Waktu tulis surat tidak terbaca."))
    return moment


def _is_name(value: object, longest: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= longest and "\0" not in value


def _is_count(value: object, largest: int) -> TypeGuard[int]:
    return type(value) is int and 0 < value <= largest
