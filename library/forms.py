"""What people type to find things in the library, and to put things in."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.models import Province
from common.uploads.fields import UploadsField
from common.uploads.models import Upload
from library.actions.shelving import ACCEPTED
from library.models import Item
from library.summaries import capacities
from network.forms import SectorsField
from network.models import Sector

OLDEST = 1900


def _all(label: str, names: list[str]) -> list[tuple[str, str]]:
    return [("", label), *((name, name) for name in names)]


class FindForm(forms.Form):
    """The library's filters. What is no filter is no filter, never an error page."""

    q = forms.CharField(
        label=gettext_lazy("Cari judul, isi ringkasan, atau penulis"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        choices=[("", gettext_lazy("Semua jenis")), *Item.Kind.choices],
        required=False,
    )
    kapasitas = forms.ChoiceField(
        label=gettext_lazy("Kapasitas"),
        choices=lambda: _all(_("Semua kapasitas"), capacities()),
        required=False,
    )
    sektor = forms.ModelChoiceField(
        label=gettext_lazy("Sektor"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=gettext_lazy("Semua sektor"),
    )
    provinsi = forms.ModelChoiceField(
        label=gettext_lazy("Provinsi"),
        queryset=Province.objects.current().order_by("name"),
        required=False,
        empty_label=gettext_lazy("Semua provinsi"),
    )

    def wanted(self) -> dict[str, Any]:
        """The keywords of `Item.objects.matching`."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "words": given.get("q", ""),
            "kind": given.get("jenis", ""),
            "capacity": given.get("kapasitas", ""),
            "sector": given.get("sektor"),
            "province": given.get("provinsi"),
        }


class ItemForm(forms.Form):
    """One item: a file of ours, or an address elsewhere."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=Item.Kind.choices)
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("Ringkasan"),
        help_text=gettext_lazy("Apa isinya, untuk siapa, dan dipakai kapan."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    address = forms.CharField(
        label=gettext_lazy("Atau alamatnya di tempat lain"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[
            URLValidator(
                schemes=["https"],
                message=gettext_lazy("Tulis alamat lengkap yang diawali https://"),
            )
        ],
    )
    authors = forms.CharField(
        label=gettext_lazy("Penulis"),
        help_text=gettext_lazy("Orang atau organisasi, dipisahkan koma."),
        max_length=300,
        required=False,
    )
    year = forms.IntegerField(
        label=gettext_lazy("Tahun"), required=False, min_value=OLDEST
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Lisensi"),
        choices=Item.Licence.choices,
        initial=Item.Licence.BY_SA,
    )
    capacities = forms.MultipleChoiceField(
        label=gettext_lazy("Kapasitas"),
        choices=lambda: [(name, name) for name in capacities()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sectors = SectorsField()
    provinces = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Provinsi"),
        queryset=Province.objects.current().order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, owner: User, *args: Any, item: Item | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.item = item
        self.fields["file"] = UploadsField(
            owner=owner,
            most=1,
            families=ACCEPTED,
            label=gettext_lazy("Berkas"),
            help_text=gettext_lazy(
                "PDF, DOCX, XLSX, PPTX, atau audio. Siapa pun bisa mengunduhnya: jangan"
                " taruh data pribadi di dalamnya."
            ),
        )
        self.order_fields(["kind", "title", "summary", "file"])

    def clean_file(self) -> Upload | None:
        return next(iter(self.cleaned_data["file"]), None)

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("Tahun itu belum datang."))
        return year

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        file, address = given.get("file"), given.get("address")
        has_file = bool(self.item and self.item.file)
        if {"file", "address"} & set(self.errors):
            return given
        if file and address:
            self.add_error("address", _("Pilih salah satu: berkas atau alamat."))
        elif not file and not address and not has_file:
            self.add_error("file", _("Pilih berkas, atau tulis alamatnya."))
        return given

    @staticmethod
    def filled_from(item: Item) -> dict[str, Any]:
        plain = ("kind", "title", "summary", "address", "authors", "year", "licence")
        return {
            **{name: getattr(item, name) for name in plain},
            "capacities": item.capacities,
            "sectors": item.sectors.all(),
            "provinces": item.provinces.all(),
        }
