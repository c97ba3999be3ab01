"""What a certificate says, on paper and on its page: the same words for both."""

import json
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation

from courses.models import Achievement, Certificate

HERE = Path(__file__).parent
# Certificates are written in Indonesian, whoever reads the page around them.
LANGUAGE = "id"
HEADINGS = {
    Achievement.Kind.ATTENDANCE: "Sertifikat Kehadiran",
    Achievement.Kind.COMPLETION: "Sertifikat Kelulusan",
    Achievement.Kind.APPLICATION: "Sertifikat Penerapan",
}
EARNED = {
    Achievement.Kind.ATTENDANCE: "Hadir",
    Achievement.Kind.COMPLETION: "Lulus",
    Achievement.Kind.APPLICATION: "Diterapkan",
}
CARD_PPI = 72.0


def said(certificate: Certificate) -> dict[str, Any]:
    """Every word of an issued certificate; its page shows them all."""
    kind = Achievement.Kind(certificate.achievement.kind)
    with translation.override(LANGUAGE):
        facts = [
            (EARNED[kind], _day(certificate.earned_on)),
            ("Lama belajar", _hours(certificate.hours)),
            ("Angkatan", certificate.cohort),
            ("Terbit", _day(_issued_at(certificate))),
        ]
    return {
        "language": LANGUAGE,
        "heading": HEADINGS[kind],
        "opening": "Dengan ini dinyatakan bahwa",
        "name": certificate.name,
        "organization": certificate.organization,
        "statement": certificate.statement,
        "title": certificate.title,
        "number_label": "Nomor",
        "number": certificate.number,
        "facts": [(label, value) for label, value in facts if value],
        "signatories": certificate.signatories,
        "check": _check(certificate),
        "code": certificate.spoken_code,
    }


def pdf(certificate: Certificate) -> bytes:
    """The certificate as one sheet of A4."""
    return _print("certificate.typ", certificate, format="pdf")


def card(certificate: Certificate) -> bytes:
    """A picture of it for messages and feeds, 1,200 by 630."""
    return _print("card.typ", certificate, format="png", ppi=CARD_PPI)


def qr(certificate: Certificate, ink: str = "#083f3e") -> str:
    """The address of its page as an SVG."""
    drawn = BytesIO()
    code = segno.make(certificate.address, error="m", micro=False)
    looks = {"border": 0, "light": None, "omitsize": True, "svgclass": "qr"}
    code.save(drawn, kind="svg", xmldecl=False, **looks)
    return drawn.getvalue().decode().replace('stroke="#000"', f'stroke="{ink}"')


def _print(template: str, certificate: Certificate, **output: Any) -> bytes:
    words = {**said(certificate), "qr": qr(certificate)}
    printed: bytes = typst.compile(
        str(HERE / template),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(words)},
        timestamp=int(_issued_at(certificate).timestamp()),
        **output,
    )
    return printed


def _check(certificate: Certificate) -> str:
    host = urlsplit(settings.PORTAL_URL).netloc
    place = reverse("courses:certificate_check").strip("/")
    return f"Periksa keasliannya:\n{host}/{place}\nkode {certificate.spoken_code}"


def _hours(hours: Decimal) -> str:
    if not hours:
        return ""
    whole = hours == hours.to_integral_value()
    return f"{formats.number_format(hours, 0 if whole else 1)} jam"


def _issued_at(certificate: Certificate) -> datetime:
    return certificate.issued_at or timezone.now()


def _day(moment: date | None) -> str:
    """In Jakarta: a certificate's dates are the same for every reader."""
    if isinstance(moment, datetime):
        moment = timezone.localdate(moment, ZoneInfo(settings.TIME_ZONE))
    return formats.date_format(moment, "j F Y") if moment else ""
