"""What is typed into the box. What is no filter is no filter, never an error page."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.sources import SOURCES, source_of
from search.wanted import Wanted

DAYS = {"minggu": 7, "bulan": 31, "tahun": 366}


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Semua jenis")), *((s.slug, s.label) for s in SOURCES.values())]


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Kata yang dicari"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    jenis = forms.ChoiceField(label=_("Jenis"), choices=_kinds, required=False)
    kapan = forms.ChoiceField(
        label=_("Kapan"),
        choices=[
            ("", _("Kapan saja")),
            ("minggu", _("Seminggu terakhir")),
            ("bulan", _("Sebulan terakhir")),
            ("tahun", _("Setahun terakhir")),
        ],
        required=False,
    )
    penulis = forms.CharField(label=_("Penulis"), max_length=80, required=False)
    tagar = forms.CharField(label=_("Tagar"), max_length=40, required=False)

    def __init__(self, *args: Any, places: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["forum"] = forms.TypedChoiceField(
            label=_("Forum"),
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", _("Semua forum")), *places],
        )

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        days = DAYS.get(given.get("kapan", ""))
        return Wanted(
            words=given.get("q", ""),
            source=source_of(given.get("jenis", "")),
            within=timedelta(days=days) if days else None,
            place=given.get("forum"),
            author=given.get("penulis", "").strip(),
            tag=given.get("tagar", "").strip().removeprefix("#"),
        )

    @property
    def is_narrowed(self) -> bool:
        names = ("kapan", "penulis", "tagar", "forum")
        return any(self.cleaned_data.get(name) for name in names)
