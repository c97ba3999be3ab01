"""Days and words, as the forms of a musyawarah ask for them."""

from datetime import date, datetime, time

from django import forms
from django.utils import timezone

LONGEST_TEXT = 20_000


def end_of(day: date) -> datetime:
    """The last minute of a day, where the reader is."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeenField(forms.IntegerField):
    """Which version of the text stood on the page that was sent."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)
