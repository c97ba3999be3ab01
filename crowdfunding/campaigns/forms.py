"""What is written about an initiative: its words, its needs, a reviewer's answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crowdfunding.campaigns.models import Campaign, Need, Review, SupportForm

MOST_NEEDS = 20
BLANK_NEEDS = 2


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EditForm(forms.ModelForm[Campaign]):
    consents_to_fee = forms.BooleanField(
        label=_(
            "Saya setuju: bila kelak inisiatif ini menerima dana, paling banyak 10%"
            " dipakai untuk biaya pengumpulan dan pengelolaan (sekarang 5%)."
        ),
        required=False,
    )

    class Meta:
        model = Campaign
        fields = [
            *("title", "pitch", "story_text", "share_text"),
            *("place", "starts_on", "ends_on", "role"),
        ]
        widgets = {
            "pitch": forms.Textarea(attrs={"rows": 2}),
            "story_text": forms.Textarea(attrs={"rows": 14}),
            "share_text": forms.Textarea(attrs={"rows": 3}),
            "starts_on": DateInput(),
            "ends_on": DateInput(),
        }
        help_texts = {
            "title": _("Sebut layanan dan untuk siapa. Paling banyak 160 huruf."),
            "pitch": _(
                "Satu kalimat yang membuat orang ingin tahu. Paling banyak 160 huruf."
            ),
            "story_text": _(
                "Pisahkan paragraf dengan baris kosong. **Dua bintang** menebalkan,"
                " baris yang diawali tanda - menjadi daftar."
            ),
            "share_text": _(
                "Dikirim bersama tautan saat orang membagikan halaman ini."
            ),
            "place": _("Desa, kecamatan, atau wilayah kerja."),
            "role": _("Misalnya: ketua, manajer program, relawan pencatat."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("pitch", "story_text", "place", "role"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Selesainya tidak bisa sebelum mulainya."))
        return cleaned


class NeedForm(forms.ModelForm[Need]):
    class Meta:
        model = Need
        fields = ["form", "item", "quantity", "unit", "value", "by"]
        localized_fields = ["quantity", "value"]
        widgets = {"by": DateInput()}

    def clean_quantity(self) -> Any:
        quantity = self.cleaned_data["quantity"]
        if quantity <= 0:
            raise ValidationError(_("Jumlahnya harus lebih dari nol."))
        return quantity

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if value is not None and value < 0:
            raise ValidationError(_("Nilainya tidak bisa kurang dari nol."))
        return value


Needs = forms.BaseFormSet[NeedForm]
NeedFormSet = forms.formset_factory(
    NeedForm,
    extra=BLANK_NEEDS,
    can_delete=True,
    max_num=MOST_NEEDS,
    validate_max=True,
)


def as_initial(needs: Iterable[Need]) -> list[dict[str, Any]]:
    """The needs as the formset shows them: 3 and 1,5, not 3,00 and 1,50."""
    return [
        {
            **{name: getattr(need, name) for name in NeedForm.Meta.fields},
            "quantity": need.quantity.normalize()
            if need.quantity % 1
            else int(need.quantity),
        }
        for need in needs
    ]


def written(needs: Needs) -> list[dict[str, Any]]:
    """The needs that are filled in and not marked for removal."""
    return [
        {name: data[name] for name in NeedForm.Meta.fields}
        for data in needs.cleaned_data
        if data and not data.get("DELETE")
    ]


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(choices=Review.Verdict.choices)
    comment = forms.CharField(
        label=_("Catatan untuk penggagas"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Wajib bila dikembalikan: sebut apa yang perlu diperbaiki."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        returned = cleaned.get("verdict") == Review.Verdict.RETURNED
        if returned and not cleaned.get("comment"):
            self.add_error(
                "comment", _("Tulis dulu apa yang perlu diperbaiki penggagas.")
            )
        return cleaned


class FilterForm(forms.Form):
    """The list's filters, by GET. What cannot be understood filters nothing."""

    cari = forms.CharField(label=_("Cari"), required=False, max_length=100)
    provinsi = forms.CharField(required=False, max_length=2)
    bentuk = forms.ModelChoiceField(SupportForm.objects.all(), required=False)
