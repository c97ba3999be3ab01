"""What a supporter writes. No account is needed."""

from decimal import Decimal

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _


class PledgeForm(forms.Form):
    quantity = forms.DecimalField(
        label=_("Berapa banyak?"),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Nama Anda atau kelompok Anda"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("E-mail atau nomor ponsel"),
        max_length=254,
        help_text=_("Hanya dilihat penggagas, untuk menghubungi Anda."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Pesan"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya kapan Anda bisa. Tampil di halaman inisiatif."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Jangan tampilkan nama saya"), required=False
    )

    def clean_contact(self) -> str:
        """An address or an Indonesian (or foreign, with +) number, in one writing."""
        contact: str = self.cleaned_data["contact"].strip()
        if "@" in contact:
            validate_email(contact)
            return contact.lower()
        try:
            number = phonenumbers.parse(contact, "ID")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise ValidationError(
                _("Tulis alamat e-mail, atau nomor ponsel seperti 0812 3456 7890.")
            )
        international = phonenumbers.PhoneNumberFormat.E164
        return str(phonenumbers.format_number(number, international))
