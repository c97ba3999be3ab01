"""The fields of a worksheet, as Indonesians write numbers, amounts and places."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.forms import WordsField
from common.models import Regency
from initiatives.numbers import spoken
from initiatives.outline import Item, Kind

GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
PLAIN = re.compile(r"\d+([.,]\d+)?")


class NumberField(forms.Field):
    """A number as Indonesians write it: 1.250,5. A point before fewer than three digits
    is taken for the decimal comma it probably is."""

    largest = 10**10

    def __init__(self, *, positive: bool = False, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 30})
        super().__init__(widget=widget, **options)
        self.positive = positive

    def to_python(self, value: Any) -> int | float | None:
        text = str(value or "").replace(" ", "")
        if not text:
            return None
        if GROUPED.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        elif PLAIN.fullmatch(text):
            text = text.replace(",", ".")
        else:
            raise ValidationError(_("Tulis angka saja, misalnya 12 atau 1,5."))
        number = round(Decimal(text), 2)
        if number >= self.largest:
            raise ValidationError(_("Angka ini terlalu besar."))
        if self.positive and not number:
            raise ValidationError(_("Jumlahnya harus lebih dari nol."))
        return int(number) if number == number.to_integral_value() else float(number)

    def prepare_value(self, value: Any) -> Any:
        return spoken(value) if isinstance(value, int | float) else value


class RupiahField(NumberField):
    """An amount in whole rupiah; “Rp” and points are welcome."""

    largest = 10**12

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        text = re.sub(r"^rp\.?\s*", "", text, flags=re.IGNORECASE).removesuffix(",-")
        amount = super().to_python(text)
        return amount if amount is None else round(amount)


class PlaceField(forms.ModelChoiceField[Regency]):
    """A kabupaten or kota, kept by its code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Regency.objects.for_choosing(),
            empty_label=_("Pilih kabupaten atau kota"),
            error_messages={
                "invalid_choice": _("Pilih kabupaten atau kota dari daftar.")
            },
            **options,
        )
        self.iterator = _ByProvince

    def clean(self, value: Any) -> str:
        regency = super().clean(value)
        return str(regency.pk) if regency else ""


class _ByProvince(forms.models.ModelChoiceIterator[Regency]):
    """All of Indonesia in groups by province, in one query."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        groups: dict[str, list[tuple[str, str]]] = {}
        for regency in self.queryset:
            groups.setdefault(regency.province.name, []).append(
                (regency.pk, regency.name)
            )
        yield from groups.items()


def field_of(item: Item) -> forms.Field:
    """Nothing is required while writing: `outline.lacking` says what is missing."""
    widget: forms.Widget
    common: dict[str, Any] = {
        "label": item.label,
        "help_text": item.hint,
        "required": False,
    }
    counted = {"data-limit": item.limit} if item.limit else {}
    match item.kind:
        case Kind.LINE:
            return forms.CharField(
                max_length=item.limit, widget=forms.TextInput(attrs=counted), **common
            )
        case Kind.TEXT:
            widget = forms.Textarea(attrs={"rows": item.rows, **counted})
            return WordsField(max_length=item.limit, widget=widget, **common)
        case Kind.LINK:
            widget = forms.URLInput(attrs={"inputmode": "url"})
            return forms.URLField(
                max_length=item.limit,
                assume_scheme="https",
                widget=widget,
                error_messages={"invalid": _("Tautan ini tidak terbaca.")},
                **common,
            )
        case Kind.DATE:
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(widget=widget, **common)
        case Kind.NUMBER:
            return NumberField(positive=item.positive, **common)
        case Kind.RUPIAH:
            return RupiahField(**common)
        case Kind.CHOICE:
            return forms.ChoiceField(
                choices=[("", _("Pilih")), *item.choices], **common
            )
        case Kind.GOALS:
            return forms.TypedMultipleChoiceField(
                choices=item.choices,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                **common,
            )
        case Kind.REGENCY:
            return PlaceField(**common)
