"""Telling courses what a worksheet shows of its author: filled in, or approved."""

from courses.actions import worksheet_tasks
from initiatives.coursework import evidence_of, filled_steps
from initiatives.models import Worksheet


def note_filled(worksheet: Worksheet) -> None:
    worksheet_tasks.note_filled(
        learner=worksheet.author,
        steps=filled_steps(worksheet),
        evidence=evidence_of(worksheet),
    )


def note_approved(worksheet: Worksheet) -> None:
    worksheet_tasks.note_approved(
        learner=worksheet.author, evidence=evidence_of(worksheet)
    )
