"""What forms of django-allauth say in our words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD = _("Kata sandi baru")
PASSWORD_HINT = _(
    "Paling sedikit 10 huruf atau angka; kalimat pendek lebih mudah diingat."
)
CODE = _("Kode enam angka")


class AccountForm(forms.Form):
    """Labels instead of placeholders, and a new password typed once.

    A password typed blind twice is two chances to err on a phone; who errs once asks
    for a code.
    """

    words: dict[str, Any] = {
        "email": _("Alamat e-mail"),
        "password": _("Kata sandi"),
        "oldpassword": _("Kata sandi sekarang"),
        "password1": NEW_PASSWORD,
        "code": CODE,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            if name in ("password", "oldpassword"):
                field.help_text = ""
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HINT
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(
                {"inputmode": "numeric", "maxlength": "9", "autofocus": True}
            )
