"""Pretend worksheets: one approved, one waiting for its mentor, one half written."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from common.demo import read
from initiatives import outline
from initiatives.actions import reviewing, writing
from initiatives.models import Review, Step, Worksheet
from portal.demo import network, people

APPROVED_BY = (
    "Runut dan jujur tentang risikonya. Angka penimbangan delapan pekan itu kuat:"
    " letakkan di depan kalau bercerita kepada calon pendukung."
)
NOTE_TO_STEP_4 = "Bagus, setiap pihak punya nama dan peran yang jelas."


def load() -> None:
    for row in read("worksheets"):
        worksheet = writing.start(
            author=people.named(row["author"]),
            title=row["title"],
            organization=network.named(row["organization"]),
        )
        for step in outline.STEPS:
            _write(worksheet, step, row[f"step{step.number}"])
        if row["state"] in ("submitted", "approved"):
            worksheet = reviewing.submit(writer=worksheet.author, worksheet=worksheet)
        if row["state"] == "approved":
            _approve(worksheet)


def _write(worksheet: Worksheet, step: outline.Step, row: dict[str, Any]) -> None:
    """What is wholly empty was never opened."""
    content = step.whole(_dated(row))
    if content == step.whole({}):
        return
    writing.save_step(
        writer=worksheet.author,
        worksheet=worksheet,
        number=step.number,
        content=content,
        base=0,
        page=uuid4(),
    )
    Step.objects.filter(worksheet=worksheet, number=step.number).update(
        saved_at=timezone.now() - timedelta(days=9 - step.number, hours=step.number)
    )


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """The fixture counts days from the day it is loaded."""
    dated: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, list):
            value = [_dated(one) if isinstance(one, dict) else one for one in value]
        if name.endswith("_in_days"):
            day = timezone.localdate() + timedelta(days=value)
            name, value = name.removesuffix("_in_days"), day.isoformat()
            name = f"{name}_on" if name in ("starts", "ends") else name
        dated[name] = value.strip() if isinstance(value, str) else value
    return dated


def _approve(worksheet: Worksheet) -> None:
    mentor = people.named("mentor")
    worksheet.mentors.add(mentor)
    reviewing.review(
        mentor=mentor,
        worksheet=worksheet,
        revision=worksheet.revision,
        verdict=Review.Verdict.APPROVED,
        comment=APPROVED_BY,
        notes={4: NOTE_TO_STEP_4},
    )
