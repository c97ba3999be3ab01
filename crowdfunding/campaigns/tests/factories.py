"""Initiatives that tests are about, and the letters they come from."""

import uuid
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from common.letters.receiving import Letter
from common.tests.factories import make_regency
from crowdfunding.campaigns import letters
from crowdfunding.campaigns.models import Campaign, Need, SupportForm
from crowdfunding.partners.models import Partner
from crowdfunding.people.models import Person
from crowdfunding.people.tests.factories import make_person

_numbers = count(1)


def make_form(slug: str = "waktu", *, needs_permit: bool | None = None) -> SupportForm:
    form, _made = SupportForm.objects.get_or_create(
        slug=slug,
        defaults={
            "name": slug.capitalize(),
            "icon": "time",
            "needs_permit": slug in ("dana", "barang")
            if needs_permit is None
            else needs_permit,
        },
    )
    return form


def make_partner(*, name: str | None = None) -> Partner:
    number = next(_numbers)
    return Partner.objects.create(
        name=name or f"Perkumpulan Contoh {number}",
        slug=f"perkumpulan-contoh-{number}",
        kind=Partner.Kind.OMS,
        regency=make_regency(),
    )


def make_campaign(
    *,
    state: str = Campaign.State.PUBLISHED,
    initiator: Person | None = None,
    worksheet: uuid.UUID | None = None,
    **fields: Any,
) -> Campaign:
    """An initiative that lacks nothing; its needs are made apart."""
    number = next(_numbers)
    public = state in Campaign.PUBLIC_STATES
    values: dict[str, Any] = {
        "title": f"Inisiatif contoh {number}",
        "pitch": "Ajakan singkat.",
        "place": "Tiga desa",
        "role": "Ketua",
        "fee_consented_at": timezone.now(),
        "published_at": timezone.now() if public else None,
        "partner": None,
    }
    campaign = Campaign(
        state=state,
        initiator=initiator or make_person(),
        worksheet=worksheet,
        regency=make_regency(),
        **{**values, **fields},
    )
    campaign.write_story("Cerita contoh.")
    campaign.save()
    return campaign


def make_need(
    *,
    campaign: Campaign | None = None,
    form: str = "waktu",
    quantity: int | str = 10,
    item: str = "Relawan",
    unit: str = "hari",
) -> Need:
    campaign = campaign or make_campaign()
    return Need.objects.create(
        campaign=campaign,
        position=campaign.needs.count() + 1,
        form=make_form(form),
        item=item,
        quantity=Decimal(quantity),
        unit=unit,
    )


def worksheet_body(**changes: Any) -> dict[str, Any]:
    """The body of a `worksheet.sent`; a change named `step2__regency` goes deep."""
    make_regency()
    for slug in ("waktu", "dana"):
        make_form(slug)
    body: dict[str, Any] = {
        "worksheet": str(uuid.uuid4()),
        "revision": 1,
        "sent_at": "2026-11-21T08:00:00+08:00",
        "person": {"sub": str(uuid.uuid4()), "name": "Hasniar"},
        "organization": {
            "uuid": str(uuid.uuid4()),
            "name": "Yayasan Contoh",
            "kind": "oms",
            "legal_form": "yayasan",
            "regency": "73.06",
            "editor": True,
        },
        "step1": {
            "problem": "Jelantah dibuang ke selokan.",
            "affected": "640 keluarga",
            "urgency": "Musim hujan dekat.",
            "evidence": [{"text": "Catatan", "url": "https://data.contoh.id/a"}],
        },
        "step2": {
            "regency": "73.06",
            "place": "Tiga desa",
            "citizens_part": "Menyetor.",
            "local_wisdom": "Sipakainga.",
        },
        "step3": {
            "name": "Bank jelantah",
            "description": "Dijemput setiap Jumat.",
            "users": "120 keluarga",
            "frequency": "Setiap Jumat",
            "starts_on": "2027-01-04",
            "ends_on": None,
        },
        "step4": {
            "actors": [{"name": "Majelis Taklim", "sector": "warga", "role": "Sabun"}],
            "own_contribution": "Motor roda tiga.",
            "needs": [
                {
                    "form": "waktu",
                    "item": "Relawan",
                    "quantity": 2.5,
                    "unit": "hari",
                    "value": 100000,
                    "by": "2027-02-01",
                },
                {
                    "form": "dana",
                    "item": "Renovasi",
                    "quantity": 1,
                    "unit": "paket",
                    "value": None,
                    "by": None,
                },
            ],
        },
        "step5": {
            "if_then": "Jika, maka.",
            "outcomes": "Selokan lancar.",
            "indicators": [
                {
                    "name": "Jelantah",
                    "baseline": 0,
                    "target": 150,
                    "unit": "liter",
                    "date": "2027-06-01",
                }
            ],
            "sdgs": [6, 12],
            "risks": "Soda api.",
        },
        "step6": {
            "pitch": "Dua liter jelantah, satu sabun.",
            "story": "Dulu **Daeng Bau** menuang minyak.",
            "channels": "Radio",
        },
        "provenance": {
            "course": "6 Langkah",
            "cohort": "Angkatan 2",
            "mentor": "Ni Wayan",
            "approved_at": "2026-11-20T10:00:00+08:00",
        },
    }
    for path, value in changes.items():
        part = body
        *outer, last = path.split("__")
        for name in outer:
            part = part[int(name)] if isinstance(part, list) else part[name]
        part[last] = value
    return body


def arrive(body: dict[str, Any], number: int = 1) -> Campaign:
    """Hand a letter with this body to its receiver."""
    letters.take_in_worksheet(
        Letter(
            id=uuid.uuid4(),
            kind="worksheet.sent",
            version=1,
            subject=f"worksheet:{body['worksheet']}",
            number=number,
            sent_at=timezone.now(),
            body=body,
        )
    )
    return Campaign.objects.get(worksheet=body["worksheet"])
