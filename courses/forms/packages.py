"""Bringing a whole course from elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.files import Family
from common.uploads.fields import UploadsField


class PackageForm(forms.Form):
    """One package, sent ahead in pieces; `cleaned_data["file"]` is its upload."""

    def __init__(self, owner: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"] = UploadsField(
            owner=owner,
            most=1,
            families=(Family.PACKAGE,),
            required=True,
            label=_("Berkas kelas"),
            help_text=_(
                "Backup Moodle 2.0–5.0 (.mbz) atau Common Cartridge 1.0–1.3 (.imscc),"
                " paling besar 300 MB. Bila sinyal putus, pengiriman dilanjutkan dari"
                " tempat berhentinya."
            ),
        )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if not sent:
            raise forms.ValidationError(_("Pilih dulu berkasnya."))
        return sent[0]
