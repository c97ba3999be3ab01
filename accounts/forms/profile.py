"""What a person says about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import RegencyField


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    about = forms.CharField(
        label=_("Tentang Anda"),
        max_length=300,
        required=False,
        help_text=_("Satu atau dua kalimat untuk sesama anggota."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    regency = RegencyField()
