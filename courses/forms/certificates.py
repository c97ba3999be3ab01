"""The shape of checking a certificate, revoking it, and correcting its name."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models.certificate import ALPHABET, CODE_LENGTH

# What people read for letters that codes do not have.
HEARD_AS = str.maketrans("ILOU", "110V")


class CheckForm(forms.Form):
    """A code as typed from paper: dashes, spaces and small letters are forgiven."""

    kode = forms.CharField(
        label=_("Kode di bawah QR"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

    def clean_kode(self) -> str:
        typed = re.sub(r"[^0-9A-Z]", "", self.cleaned_data["kode"].upper())
        code = typed.translate(HEARD_AS)
        if len(code) != CODE_LENGTH or set(code) - set(ALPHABET):
            raise forms.ValidationError(
                _("Kode sertifikat terdiri atas 12 huruf dan angka.")
            )
        return code


def _reason(hint: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"),
        help_text=hint,
        min_length=5,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RevokeForm(forms.Form):
    reason = _reason(
        _("Tersimpan di jurnal, dikirim ke pemiliknya, dan tampil di halaman publik.")
    )


class ReissueForm(forms.Form):
    name = forms.CharField(label=_("Nama yang benar"), max_length=120)
    reason = _reason(_("Tersimpan di jurnal dan tampil di halaman sertifikat lama."))


class IssueAgainForm(forms.Form):
    reason = _reason(_("Tersimpan di jurnal bersama nama Anda."))
