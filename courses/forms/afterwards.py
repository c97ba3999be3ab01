"""What is filled in after a webinar: summary, recording, slides; seconds played."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.files import Family
from common.templatetags.lokadaya import size
from common.uploads.actions import require_family
from common.uploads.fields import UploadsField
from common.uploads.models import Upload
from courses.forms.webinars import https_only
from courses.models import Webinar

LONGEST_SECONDS = 12 * 60 * 60
MOST_RANGES = 500
RECORDINGS = (Family.VIDEO, Family.AUDIO)
SLIDES = (Family.PDF, Family.DOCUMENT)


ORDER = (
    "recap",
    "recording_file",
    "drop_recording_file",
    "recording",
    "recording_megabytes",
    "slides_file",
    "drop_slides_file",
    "slides",
)


class AfterForm(forms.Form):
    """Recording and slides as a file or as an address; a file stands before it."""

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
            "Bila rekamannya di tempat lain. Video (.mp4, .webm) diputar di portal dan"
            " menit menontonnya dihitung; alamat lain dibuka di tab baru."
        ),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[https_only],
    )
    recording_megabytes = forms.IntegerField(
        label=_("Ukuran rekaman di alamat itu (MB)"),
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

    def __init__(
        self, *args: Any, owner: User, webinar: Webinar, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer_file(
            "recording_file",
            UploadsField(
                owner=owner,
                most=1,
                label=_("Unggah rekaman"),
                help_text=_("Video MP4 atau WebM sampai 300 MB, atau audio."),
            ),
            webinar.recording_file,
        )
        self._offer_file(
            "slides_file",
            UploadsField(
                owner=owner,
                most=1,
                label=_("Unggah salindia"),
                help_text=_("PDF, PPTX, atau ODP sampai 50 MB."),
            ),
            webinar.slides_file,
        )
        self.order_fields(ORDER)

    def clean_recording_file(self) -> Upload | None:
        return self._only("recording_file", RECORDINGS)

    def clean_slides_file(self) -> Upload | None:
        return self._only("slides_file", SLIDES)

    def _offer_file(self, name: str, field: UploadsField, kept: Upload | None) -> None:
        """The file that lies there may be replaced, or taken away."""
        self.fields[name] = field
        if kept is not None:
            label = _("Hapus berkas %(name)s (%(size)s)") % {
                "name": kept.shown_name,
                "size": size(kept.size),
            }
            self.fields[f"drop_{name}"] = forms.BooleanField(
                label=label, required=False
            )

    def _only(self, name: str, allowed: tuple[Family, ...]) -> Upload | None:
        """The one file; what it is was read from its content."""
        found: list[Upload] = self.cleaned_data[name]
        for upload in found:
            require_family(upload, allowed)
        return found[0] if found else None


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
