"""Deeds that name whoever does them, also where they speak under a pseudonym."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenForm(forms.Form):
    """Who has another name there is told that it is not used, and says yes to it."""

    is_open = forms.BooleanField(label=_("Ya, pakai nama asli saya"))

    def __init__(self, *args: Any, is_masked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_masked:
            del self.fields["is_open"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("is_open", None)
        return self.cleaned_data
