"""What an author says of a course, its modules and activities, and their order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.actions.kinds import MAKERS
from courses.models import Activity


class CourseForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=120)
    summary = forms.CharField(
        label=_("Ringkasan satu kalimat"),
        help_text=_("Tampil di daftar kelas dan saat kelas dibagikan."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    description = forms.CharField(
        label=_("Uraian"),
        help_text=_("Untuk siapa kelas ini, dan apa yang bisa dikerjakan sesudahnya."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    hours = forms.IntegerField(
        label=_("Jam belajar"), min_value=1, max_value=500, initial=4
    )
    capacity = forms.CharField(
        label=_("Kapasitas yang dibangun"), max_length=80, required=False
    )


class ModuleForm(forms.Form):
    title = forms.CharField(label=_("Judul modul"), max_length=120)


class NewActivityForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=[(kind.value, kind.label) for kind in Activity.Kind if kind in MAKERS],
    )
    title = forms.CharField(label=_("Judul kegiatan"), max_length=160)


class ActivityForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=160)
    minutes = forms.IntegerField(
        label=_("Lama, dalam menit"), min_value=0, max_value=2000, initial=0
    )
    is_required = forms.BooleanField(
        label=_("Wajib untuk menuntaskan kelas"), required=False
    )


class OrderForm(forms.Form):
    """`12:5,7;13:` is module 12 with activities 5 and 7, then module 13 with none."""

    order = forms.RegexField(
        regex=r"^(?:\d{1,18}:(?:\d{1,18}(?:,\d{1,18})*)?(?:;|$))+$", max_length=20_000
    )

    def clean(self) -> dict[str, Any]:
        parts = self.cleaned_data.get("order", "").strip(";").split(";")
        return {"order": [_module(part) for part in parts if part]}


def _module(part: str) -> tuple[int, list[int]]:
    module, _colon, activities = part.partition(":")
    return int(module), [int(pk) for pk in activities.split(",") if pk]
