"""What an author writes in a lesson."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.editor import RichTextField


class LessonForm(forms.Form):
    """A lesson as its author writes it, and the version the edit was begun from."""

    use_required_attribute = False

    title = forms.CharField(label=_("Judul"), max_length=160)
    minutes = forms.IntegerField(
        label=_("Lama membaca, dalam menit"),
        help_text=_("Dikosongkan: dihitung dari panjang teksnya."),
        min_value=1,
        max_value=240,
        required=False,
    )
    summary = forms.CharField(
        label=_("Ringkasan satu kalimat"), max_length=300, required=False
    )
    body = RichTextField(label=_("Isi pelajaran"), max_length=200_000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def parts(self) -> dict[str, Any]:
        """The lesson alone, without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}
