"""Bringing a participant report, and saying who is who in it."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.actions.reports import Participant
from courses.models import Webinar
from courses.reports import Report, Unreadable, as_text, read

ZONES = [
    ("Asia/Jakarta", "WIB"),
    ("Asia/Makassar", "WITA"),
    ("Asia/Jayapura", "WIT"),
    ("UTC", "UTC"),
]


class ReportForm(forms.Form):
    """A file, or the text of one that was brought before and only shown."""

    file = forms.FileField(
        label=_("Laporan peserta (CSV)"),
        help_text=_(
            "Dari Zoom: Reports → Usage, lalu Export. Dari BigBlueButton: dasbor"
            " analitik, lalu Download Session Data."
        ),
        error_messages={"required": _("Pilih berkas laporannya.")},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    zone = forms.ChoiceField(
        label=_("Jam di laporan itu menurut"),
        choices=ZONES,
        help_text=_("Zona waktu akun Zoom, atau komputer yang mengunduhnya."),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, webinar: Webinar, **kwargs: Any) -> None:
        own = str(timezone.get_current_timezone())
        kwargs.setdefault("initial", {"zone": own})
        super().__init__(*args, **kwargs)
        self.webinar = webinar
        self.fields["file"].required = not self.data.get("text")

    def clean(self) -> dict[str, Any]:
        """`report` is what was read, `text` the file as it can be sent once more."""
        fields = self.cleaned_data
        given = fields.get("file")
        content = given.read() if given else fields.get("text", "").encode()
        if content and "zone" in fields:
            self._read(content, fields)
        return fields

    def _read(self, content: bytes, fields: dict[str, Any]) -> None:
        zone, starts_at = ZoneInfo(fields["zone"]), self.webinar.starts_at
        try:
            report: Report = read(content, zone=zone, starts_at=starts_at)
        except Unreadable as error:
            self.add_error("file", str(error))
        else:
            fields["report"] = report
            fields["text"] = as_text(content)


class WhoForm(forms.Form):
    """For each participant that nobody was matched to: one of those with a seat."""

    def __init__(
        self, participants: list[Participant], people: list[User], *args: Any
    ) -> None:
        super().__init__(*args)
        self.keys: dict[str, str] = {}
        nobody = ("", _("Bukan salah satu dari kami"))
        choices = [nobody, *((person.pk, person.name) for person in people)]
        for number, one in enumerate(participants):
            name = f"siapa-{number}"
            self.keys[name] = one.key
            self.fields[name] = forms.TypedChoiceField(
                label=one.name or one.email,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=one.person.pk if one.person else "",
            )

    def said(self) -> dict[str, int]:
        """Whom each participant was said to be; 0 is nobody of ours."""
        self.is_valid()
        return {
            key: self.cleaned_data.get(name) or 0
            for name, key in self.keys.items()
            if name in self.data
        }
