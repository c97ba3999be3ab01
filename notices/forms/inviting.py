"""A list of people to invite, pasted: one a line, a name if there is one."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts import phone_numbers

MOST_LINES = 200
CONTACT = re.compile(r"\S+@\S+|\+?\d[\d ().-]{7,}\d")
AROUND = " \t,;:<>()\"'-"


class InvitationsForm(forms.Form):
    people = forms.CharField(
        label=_("Siapa yang diundang"),
        help_text=_(
            "Satu orang per baris: nama bila ada, lalu e-mail atau nomor ponselnya."
            " Misalnya: Ani Lestari, 0812 3456 7890"
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_people(self) -> list[tuple[str, str]]:
        """Name and contact of each; every line that cannot be read is named."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        if len([line for line in lines if line]) > MOST_LINES:
            raise ValidationError(_("Paling banyak 200 orang sekali undang."))
        read = [(number, _read(line)) for number, line in enumerate(lines, 1) if line]
        wrong = [number for number, found in read if found is None]
        if wrong:
            named = ", ".join(map(str, wrong[:10]))
            raise ValidationError(
                _("Tidak ada e-mail atau nomor ponsel Indonesia di baris %(lines)s."),
                params={"lines": named},
            )
        return [found for _number, found in read if found]


def _read(line: str) -> tuple[str, str] | None:
    found = CONTACT.search(line)
    if found is None:
        return None
    name = (line[: found.start()] + " " + line[found.end() :]).strip(AROUND)
    contact = found.group().strip(AROUND).lower()
    try:
        if "@" in contact:
            validate_email(contact)
        else:
            contact = phone_numbers.normalize(contact)
    except (ValidationError, ValueError):
        return None
    return " ".join(name.split())[:120], contact


class AcceptForm(forms.Form):
    """In whose name; asked only where there is more than one."""

    name = forms.ChoiceField(
        label=_("Atas nama organisasi mana?"), widget=forms.RadioSelect
    )

    def __init__(self, names: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["name"])
        field.choices = names
        self.is_asked = len(names) > 1
        field.required = self.is_asked
        self.only = names[0][0] if len(names) == 1 else ""

    def clean_name(self) -> str:
        return self.only or str(self.cleaned_data["name"])
