"""Worksheets and their steps, mentors' reviews, and the initiatives they became."""

from initiatives.models.handoff import HandOff, Initiative
from initiatives.models.review import Review, StepNote
from initiatives.models.worksheet import Step, Worksheet

__all__ = ["HandOff", "Initiative", "Review", "Step", "StepNote", "Worksheet"]
