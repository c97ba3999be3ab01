"""Worksheets that tests are about."""

from typing import Any
from uuid import uuid4

from accounts.models import User
from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from initiatives import outline
from initiatives.actions import reviewing, writing
from initiatives.models import Worksheet
from network.models import Membership, Organization
from network.tests.factories import make_member

WRITTEN: dict[int, dict[str, Any]] = {
    1: {
        "problem": "Sumur menjadi payau setiap kemarau.",
        "affected": "Seratus empat keluarga nelayan.",
        "urgency": "Talang harus terpasang sebelum hujan pertama.",
        "evidence": [
            {"text": "Catatan pembelian air.", "url": "https://contoh.id/air"}
        ],
    },
    2: {
        "regency": "73.06",
        "place": "Tiga dusun pesisir",
        "citizens_part": "Setiap keluarga menyumbang dua hari kerja.",
        "local_wisdom": "",
    },
    3: {
        "name": "Talang dan tandon bersama",
        "description": "Air ditampung di tandon untuk lima rumah.",
        "users": "104 keluarga",
        "frequency": "Setiap hari",
        "starts_on": "2026-12-01",
        "ends_on": "2027-05-31",
    },
    4: {
        "actors": [{"name": "Pemerintah desa", "sector": "pemerintah", "role": "Izin"}],
        "own_contribution": "Dua tukang dan sebuah gudang.",
        "needs": [
            {
                "form": "waktu",
                "item": "Tukang pipa",
                "quantity": 4,
                "unit": "orang",
                "value": 2_400_000,
                "by": "2027-01-10",
            },
            {
                "form": "pengetahuan",
                "item": "Uji mutu air",
                "quantity": 1.5,
                "unit": "hari",
                "value": None,
                "by": None,
            },
        ],
    },
    5: {
        "if_then": "Jika air hujan ditampung, maka keluarga tidak membeli air.",
        "outcomes": "Air bersih sepanjang kemarau.",
        "indicators": [
            {
                "name": "Keluarga yang terlayani",
                "baseline": 0,
                "target": 104,
                "unit": "keluarga",
                "date": "2027-05-31",
            }
        ],
        "sdgs": [6, 13],
        "risks": "",
    },
    6: {
        "pitch": "Satu talang, lima rumah, air sepanjang kemarau.",
        "story": "Mama Nona menunggu truk air sejak subuh.",
        "channels": "Papan desa",
    },
}


def make_worksheet(
    *,
    author: User | None = None,
    organization: Organization | None = None,
    title: str = "Panen air hujan",
    steps: int = 6,
) -> Worksheet:
    """A draft with its first `steps` steps complete."""
    author = author or make_person(regency=make_regency())
    if organization and not organization.memberships.filter(person=author).exists():
        make_member(
            person=author, organization=organization, role=Membership.Role.EDITOR
        )
    worksheet = writing.start(author=author, title=title, organization=organization)
    for number in range(1, steps + 1):
        save(worksheet, number)
    return worksheet


def save(worksheet: Worksheet, number: int, **changes: Any) -> None:
    """What the author would save from a page that knows the newest text."""
    step = worksheet.steps.get(number=number)
    content = outline.step_of(number).whole({**WRITTEN[number], **changes})
    writing.save_step(
        writer=worksheet.author,
        worksheet=worksheet,
        number=number,
        content=content,
        base=step.revision,
        page=uuid4(),
    )


def make_submitted(*, mentor: User | None = None, **options: Any) -> Worksheet:
    """A worksheet that waits for `mentor`, one of the national staff."""
    mentor = mentor or make_person(name="Wayan", is_staff=True)
    worksheet = make_worksheet(**options)
    return reviewing.submit(writer=worksheet.author, worksheet=worksheet)


def make_approved(*, mentor: User | None = None, **options: Any) -> Worksheet:
    mentor = mentor or make_person(name="Wayan", is_staff=True)
    worksheet = make_submitted(mentor=mentor, **options)
    review(worksheet, mentor)
    worksheet.refresh_from_db()
    return worksheet


def review(
    worksheet: Worksheet,
    mentor: User,
    verdict: str = "approved",
    comment: str = "Sudah jelas.",
    **notes: str,
) -> None:
    reviewing.review(
        mentor=mentor,
        worksheet=worksheet,
        revision=worksheet.revision,
        verdict=verdict,
        comment=comment,
        notes={int(name.removeprefix("step")): text for name, text in notes.items()},
    )


def posted(
    number: int, *, base: int = 0, page: Any = None, **changes: Any
) -> dict[str, Any]:
    """What a browser sends for a step that is filled in."""
    data: dict[str, Any] = {"base": base, "page": str(page or uuid4())}
    for name, value in WRITTEN[number].items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for place, row in enumerate(value):
                for key, cell in row.items():
                    data[f"{name}-{place}-{key}"] = "" if cell is None else str(cell)
        else:
            data[name] = value
    return {**data, **changes}
