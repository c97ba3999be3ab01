"""Bringing a participant report, and saying who is who in it."""

from collections import Counter
from itertools import chain, count
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
# Its id on the page.
PEOPLE_LIST = "terdaftar"


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
    """For each participant the one with a seat who it is, by name; empty is nobody.

    All boxes suggest from one list: a choice of its own for each would grow with the
    square of those who came.
    """

    def __init__(
        self, participants: list[Participant], people: list[User], *args: Any
    ) -> None:
        super().__init__(*args)
        self.people = _told_apart(people)
        names = {pk: name for name, pk in self.people.items()}
        self.keys: dict[str, str] = {}
        for number, one in enumerate(participants):
            box = f"siapa-{number}"
            self.keys[box] = one.key
            self.fields[box] = forms.CharField(
                label=one.name or one.email,
                required=False,
                max_length=300,
                initial=names.get(one.person.pk, "") if one.person else "",
                widget=forms.TextInput(
                    attrs={"list": PEOPLE_LIST, "autocomplete": "off"}
                ),
            )

    def clean(self) -> dict[str, Any]:
        """Whom each participant that was sent along is said to be; 0 is nobody."""
        said: dict[str, int] = {}
        for box, key in self.keys.items():
            name = self.cleaned_data.get(box)
            if name is None or box not in self.data:
                continue
            if name and name not in self.people:
                self.add_error(
                    box,
                    _("Tidak ada peserta terdaftar bernama ini: pilih dari daftar."),
                )
            said[key] = self.people.get(name, 0)
        return {"said": said}


def _told_apart(people: list[User]) -> dict[str, int]:
    """Everyone's key by name; who shares one is told by their place, or a number."""
    often = Counter(person.name for person in people)
    named: dict[str, int] = {}
    for person in people:
        place = f", {person.regency.name}" if person.regency else ""
        name = person.name if often[person.name] == 1 else f"{person.name}{place}"
        tries = chain([name], (f"{name} ({n})" for n in count(2)))
        named[next(each for each in tries if each not in named)] = person.pk
    return named
