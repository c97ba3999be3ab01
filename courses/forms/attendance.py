"""What is filled in about who was there: code words, corrections, lists."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.forms.people import PeopleField
from courses.models import Registration


class CodeWordForm(forms.Form):
    code_word = forms.CharField(
        label=_("Kata yang disebutkan pemandu"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


class CorrectionForm(forms.Form):
    is_present = forms.TypedChoiceField(
        label=_("Kehadiran"),
        choices=[("ya", _("Hadir")), ("tidak", _("Tidak hadir"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tersimpan di jurnal dan dibaca oleh yang bersangkutan."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperListForm(forms.Form):
    """Who signed on paper, of those that nothing else shows to have been there; and who
    came without having registered."""

    walk_ins = PeopleField(
        label=_("Datang tanpa mendaftar"),
        help_text=_(
            "Nama lengkap, e-mail, atau nomor ponsel akunnya, satu per baris. Mereka"
            " ikut terdaftar."
        ),
        takes_names=True,
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Tersimpan di jurnal, dan dibaca oleh yang bersangkutan."),
        initial=_("Menandatangani daftar hadir kertas."),
        min_length=5,
        max_length=500,
    )

    def __init__(self, seats: list[Registration], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        self.fields["registrations"] = forms.TypedMultipleChoiceField(
            label=_("Yang hadir"),
            choices=[(seat.pk, seat.person.name) for seat in seats],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_registrations(self) -> list[Registration]:
        return [self.seats[pk] for pk in self.cleaned_data["registrations"]]

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = self.cleaned_data
        if not self.errors and not (fields["registrations"] or fields["walk_ins"]):
            raise ValidationError(
                _("Centang atau tulis paling sedikit satu orang yang hadir.")
            )
        return fields
