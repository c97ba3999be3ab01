"""What is filled in after a webinar: summary, recording, slides; seconds played."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.forms.webinars import https_only

LONGEST_SECONDS = 12 * 60 * 60
MOST_RANGES = 500


class AfterForm(forms.Form):
    recap = forms.CharField(
        label=_("Rangkuman"),
        help_text=_(
            "Apa yang disepakati dan dipelajari, untuk yang tidak sempat ikut."
        ),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    recording = forms.CharField(
        label=_("Alamat rekaman"),
        help_text=_(
            "Berkas video (.mp4, .webm) diputar di portal dan menit menontonnya"
            " dihitung; alamat lain dibuka di tab baru."
        ),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[https_only],
    )
    recording_megabytes = forms.IntegerField(
        label=_("Ukuran rekaman (MB)"),
        help_text=_("Ditunjukkan sebelum orang menekan putar."),
        required=False,
        min_value=1,
        max_value=30_000,
    )
    slides = forms.CharField(
        label=_("Alamat salindia"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[https_only],
    )


class WatchForm(forms.Form):
    """Ranges of whole seconds that were played: [[0, 30], [45, 90]]."""

    ranges = forms.CharField(max_length=20_000)

    def clean_ranges(self) -> list[tuple[int, int]]:
        try:
            given: Any = json.loads(self.cleaned_data["ranges"])
            pairs = [(start, end) for start, end in given]
        except (ValueError, TypeError, RecursionError) as error:
            raise ValidationError(_("Tidak terbaca.")) from error
        if len(pairs) > MOST_RANGES or not all(map(_is_range, pairs)):
            raise ValidationError(_("Tidak terbaca."))
        return pairs


def _is_range(pair: tuple[Any, Any]) -> bool:
    start, end = pair
    whole = type(start) is int and type(end) is int
    return whole and 0 <= start <= end <= LONGEST_SECONDS
