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

    def clean_quantity(self) -> Decimal:
        quantity: Decimal = self.cleaned_data["quantity"]
        if quantity <= 0:
            raise ValidationError(_("Jumlahnya harus lebih dari nol."))
        return quantity

    def clean_contact(self) -> str:
        """An address, or a number: Indonesian unless it begins with another +code."""
        contact: str = self.cleaned_data["contact"].strip()
        found = _address(contact) or _number(contact)
        if found is None:
            raise ValidationError(
                _("Tulis alamat e-mail, atau nomor ponsel seperti 0812 3456 7890.")
            )
        return found


def _address(contact: str) -> str | None:
    try:
        validate_email(contact)
    except ValidationError:
        return None
    return contact.lower()


def _number(contact: str) -> str | None:
    """In the one writing that can be dialled from anywhere."""
    try:
        number = phonenumbers.parse(contact, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    international = phonenumbers.PhoneNumberFormat.E164
    return str(phonenumbers.format_number(number, international))
