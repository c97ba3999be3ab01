"""Form fields about people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import phone_numbers


class MobileField(forms.CharField):
    """An Indonesian mobile number, normalised to +628…"""

    default_error_messages = {
        "mobile": _("Tulis nomor ponsel Indonesia, misalnya 0812 3456 7890."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Nomor ponsel"))
        options.setdefault(
            "widget",
            forms.TextInput(
                attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
            ),
        )
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if not text:
            return ""
        try:
            return phone_numbers.normalize(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["mobile"], "mobile") from error
