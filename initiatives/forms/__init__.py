"""Worksheets' forms."""

from initiatives.forms.fields import NumberField, RupiahField
from initiatives.forms.steps import StepForm
from initiatives.forms.worksheets import ReviewForm, SavedPageForm, WorksheetForm

__all__ = [
    "NumberField",
    "ReviewForm",
    "RupiahField",
    "SavedPageForm",
    "StepForm",
    "WorksheetForm",
]
