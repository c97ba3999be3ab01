"""What is written to many learners at once, and by which way."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GreetingForm(forms.Form):
    text = forms.CharField(
        label=_("Pesan"),
        help_text=_(
            "{nama}, {kegiatan}, dan {tautan} terisi sendiri untuk tiap orang."
        ),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    way = forms.ChoiceField(
        label=_("Lewat mana"),
        choices=[
            ("email", _("Kotak kabar dan e-mail")),
            ("inbox", _("Kotak kabar saja")),
            ("whatsapp", _("WhatsApp: daftar tautan untuk dibuka satu per satu")),
        ],
        initial="email",
        widget=forms.RadioSelect,
    )
