"""Reading a worksheet's letter: what each of its six steps becomes here.

`docs/protocols/letters.md` has the letter's shape. A letter that does not keep to it is
rejected with the name of the field, so that both sides know what to mend.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from crowdfunding.campaigns.models import SupportForm
from crowdfunding.campaigns.models.campaign import PITCH_LENGTH
from crowdfunding.campaigns.reading import Part
from crowdfunding.partners.models import Partner

SUMMARY_LENGTH = 240
SDGS = range(1, 18)


@dataclass(frozen=True)
class ArrivedOrganization:
    uuid: uuid.UUID
    name: str
    kind: str
    legal_form: str
    regency: str
    sender_is_editor: bool


@dataclass(frozen=True)
class ArrivedWorksheet:
    """`fields` are Campaign's and `needs` are Need's own field names and values."""

    worksheet: uuid.UUID
    revision: int
    subject: str
    name: str
    organization: ArrivedOrganization | None
    fields: dict[str, Any]
    story_text: str
    needs: list[dict[str, Any]]


def read(body: dict[str, Any]) -> ArrivedWorksheet:
    """Raises `Rejected`, naming the first field that cannot be understood."""
    letter = Part(body, "")
    problem = letter.part("step1").text("problem")
    return ArrivedWorksheet(
        worksheet=letter.uuid("worksheet"),
        revision=letter.whole("revision"),
        subject=str(letter.part("person").uuid("sub")),
        name=letter.part("person").text("name", longest=120),
        organization=_organization(letter),
        fields={
            "summary": Truncator(problem).chars(SUMMARY_LENGTH),
            **_problem(letter.part("step1")),
            **_locality(letter.part("step2")),
            **_service(letter.part("step3")),
            **_resources(letter.part("step4")),
            **_change(letter.part("step5")),
            **_words(letter.part("step6")),
            "provenance": _provenance(letter.part("provenance")),
        },
        story_text=letter.part("step6").text("story"),
        needs=[_need(part) for part in letter.part("step4").parts("needs")],
    )


def _organization(letter: Part) -> ArrivedOrganization | None:
    if letter.values.get("organization") is None:
        return None
    part = letter.part("organization")
    return ArrivedOrganization(
        uuid=part.uuid("uuid"),
        name=part.text("name", longest=160),
        kind=part.one_of("kind", Partner.Kind.values),
        legal_form=part.one_of("legal_form", Partner.LegalForm.values),
        regency=part.regency("regency"),
        sender_is_editor=part.values.get("editor") is True,
    )


def _problem(step: Part) -> dict[str, Any]:
    return {
        "problem": step.text("problem"),
        "affected": step.text("affected"),
        "urgency": step.text("urgency"),
        "evidence": [
            {"text": part.text("text"), "url": part.link("url")}
            for part in step.parts("evidence")
        ],
    }


def _locality(step: Part) -> dict[str, Any]:
    return {
        "regency_id": step.regency("regency"),
        "place": step.text("place", longest=200),
        "citizens_part": step.text("citizens_part"),
        "local_wisdom": step.text("local_wisdom"),
    }


def _service(step: Part) -> dict[str, Any]:
    return {
        "title": step.text("name", longest=160),
        "service": step.text("description"),
        "beneficiaries": step.text("users"),
        "frequency": step.text("frequency"),
        "starts_on": step.day("starts_on"),
        "ends_on": step.day("ends_on"),
    }


def _resources(step: Part) -> dict[str, Any]:
    return {
        "actors": [
            {name: part.text(name) for name in ("name", "sector", "role")}
            for part in step.parts("actors")
        ],
        "own_contribution": step.text("own_contribution"),
    }


def _change(step: Part) -> dict[str, Any]:
    sdgs = step.values.get("sdgs") or []
    if not isinstance(sdgs, list) or any(goal not in SDGS for goal in sdgs):
        raise step.rejected("sdgs")
    return {
        "theory_of_change": step.text("if_then"),
        "outcomes": step.text("outcomes"),
        "indicators": [
            {
                name: part.text(name)
                for name in ("name", "baseline", "target", "unit", "date")
            }
            for part in step.parts("indicators")
        ],
        "sdgs": sdgs,
        "risks": step.text("risks"),
    }


def _words(step: Part) -> dict[str, Any]:
    pitch = step.text("pitch", longest=PITCH_LENGTH)
    return {
        "pitch": pitch,
        "share_text": pitch,
        "channels": step.text("channels"),
    }


def _provenance(part: Part) -> dict[str, Any]:
    return {
        name: part.text(name) for name in ("course", "cohort", "mentor", "approved_at")
    }


def _need(part: Part) -> dict[str, Any]:
    form = part.text("form")
    if not SupportForm.objects.filter(slug=form).exists():
        raise part.rejected("form", _("Bentuk dukungan ini tidak dikenal."))
    return {
        "form_id": form,
        "item": part.text("item", longest=160),
        "quantity": part.amount("quantity"),
        "unit": part.text("unit", longest=40),
        "value": part.rupiah("value"),
        "by": part.day("by"),
    }
