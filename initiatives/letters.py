"""Letters about worksheets: those lokadaya.com writes, and its answers to ours."""

import uuid
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils.translation import gettext as _

from common.letters.models import OutgoingLetter
from common.letters.receiving import Letter, Rejected, receives
from common.letters.signals import letter_answered
from initiatives.actions import handoff
from initiatives.models import Initiative, Worksheet

NUMBERS = ("quantity", "pledged")
TEXTS = ("form", "item", "unit")


@receives("initiative.changed", version=1)
def take_in_change(letter: Letter) -> None:
    body = letter.body
    worksheet = Worksheet.objects.filter(uuid=_uuid(body, "worksheet")).first()
    if worksheet is None:
        raise Rejected(_("Lembar kerja ini tidak dikenal."), "worksheet")
    if letter.subject != handoff.subject_of(worksheet.uuid):
        raise Rejected(_("Perihal surat bukan lembar kerja ini."), "subject")
    initiative = _uuid(body, "initiative")
    if Initiative.objects.filter(uuid=initiative).exclude(worksheet=worksheet).exists():
        raise Rejected(_("Inisiatif ini milik lembar kerja lain."), "initiative")
    if body.get("state") not in Initiative.State.values:
        raise Rejected(_("Keadaan inisiatif ini tidak dikenal."), "state")
    handoff.follow(
        worksheet=worksheet,
        initiative=initiative,
        state=body["state"],
        url=_url(body),
        title=_text(body, "title")[:200],
        comment=_text(body, "comment"),
        support=_support(body),
        is_parked=body.get("parked") is True,
        changed_at=letter.sent_at,
    )


@receiver(letter_answered, sender=OutgoingLetter)
def hear_answer(letter: OutgoingLetter, **_more: Any) -> None:
    if letter.kind == handoff.KIND:
        handoff.answer(letter=letter)


def _uuid(body: dict[str, Any], name: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(body.get(name)))
    except ValueError as error:
        raise Rejected(_("Ini bukan UUID."), name) from error


def _text(body: dict[str, Any], name: str, path: str = "") -> str:
    value = body.get(name)
    if not isinstance(value, str) or "\0" in value:
        raise Rejected(_("Ini harus teks."), f"{path}{name}")
    return value


def _url(body: dict[str, Any]) -> str:
    """People are led there: it must be a page of lokadaya.com."""
    url = _text(body, "url")
    if not url.startswith(f"{settings.CROWDFUNDING_URL}/") or len(url) > 500:
        raise Rejected(_("Alamat ini bukan halaman lokadaya.com."), "url")
    return url


def _support(body: dict[str, Any]) -> list[dict[str, Any]]:
    rows = body.get("support")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Rejected(_("Ini harus daftar."), "support")
    return [_supported(row, f"support.{place}.") for place, row in enumerate(rows)]


def _supported(row: dict[str, Any], path: str) -> dict[str, Any]:
    kept: dict[str, Any] = {name: _text(row, name, path) for name in TEXTS}
    for name in ("need", "pledges"):
        if type(row.get(name)) is not int:
            raise Rejected(_("Ini harus bilangan bulat."), f"{path}{name}")
        kept[name] = row[name]
    for name in NUMBERS:
        if type(row.get(name)) not in (int, float):
            raise Rejected(_("Ini harus angka."), f"{path}{name}")
        kept[name] = row[name]
    return kept
