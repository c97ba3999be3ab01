"""What a webinar is to be about, whenever it is held."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WebinarPlanForm(forms.Form):
    summary = forms.CharField(
        label=_("Tentang apa"),
        help_text=_(
            "Apa yang dikerjakan bersama, dan apa yang perlu disiapkan. Setiap angkatan"
            " menentukan tanggalnya sendiri."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
