"""What people type about organisations."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import RegencyField
from common.models import Province
from network.models import Organization, Sector

OLDEST = 1900


class DirectoryForm(forms.Form):
    """The directory's filters. What is no filter is no filter, never an error page."""

    q = forms.CharField(
        label=_("Nama organisasi"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    provinsi = forms.ModelChoiceField(
        label=_("Provinsi"),
        queryset=Province.objects.current().order_by("name"),
        required=False,
        empty_label=_("Semua provinsi"),
    )
    jenis = forms.ChoiceField(
        label=_("Jenis"),
        choices=[("", _("Semua jenis")), *Organization.Kind.choices],
        required=False,
    )
    sektor = forms.ModelChoiceField(
        label=_("Sektor"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=_("Semua sektor"),
    )


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Cari nama organisasi"),
        max_length=100,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "organization"}
        ),
    )


class SectorsField(forms.ModelMultipleChoiceField[Sector]):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Sektor"))
        super().__init__(queryset=Sector.objects.all(), required=False, **options)


class ProposeForm(forms.Form):
    name = forms.CharField(
        label=_("Nama organisasi"),
        max_length=160,
        help_text=_("Seperti di akta, atau seperti warga menyebutnya."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=Organization.Kind.choices)
    legal_form = forms.ChoiceField(
        label=_("Bentuk hukum"),
        choices=[
            ("", _("Tidak tahu, atau bukan OMS")),
            *Organization.LegalForm.choices,
        ],
        required=False,
    )
    regency = RegencyField(help_text=_("Tempat kantornya, atau tempat kerjanya."))
    sectors = SectorsField()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class DescribeForm(forms.Form):
    about = forms.CharField(
        label=_("Tentang"),
        max_length=2000,
        required=False,
        help_text=_("Apa yang dikerjakan, untuk siapa, sejak kapan."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    legal_form = forms.ChoiceField(
        label=_("Bentuk hukum"),
        choices=[
            ("", _("Tidak tahu, atau bukan OMS")),
            *Organization.LegalForm.choices,
        ],
        required=False,
    )
    founded_year = forms.IntegerField(
        label=_("Tahun berdiri"), required=False, min_value=OLDEST
    )
    sectors = SectorsField()

    def clean_founded_year(self) -> int | None:
        year: int | None = self.cleaned_data["founded_year"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("Tahun itu belum datang."))
        return year


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        help_text=_("Dibaca orang yang bersangkutan."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
