"""Form fields that both sites ask with."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from common.models import Regency

KINDS = ("kabupaten", "kota administrasi", "kota", "kab", "kab.")
SHOWN = 4
EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 20
# Of an option, by whether it is the chosen one.
SELECTED = (SafeString(""), SafeString(" selected"))


def spoken(regency: Regency) -> str:
    return f"{regency.name}, {regency.province.name}"


class DayField(forms.DateField):
    """A day that somebody plans or remembers.

    A slip of the finger makes the year 0226 or 9999, and no calendar counts on from
    there: it is answered with a question.
    """

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "far": _("Periksa tahunnya: tulis hari antara %(first)s dan %(last)s.")
    }

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = timezone.localdate()
        last = date(today.year + YEARS_AHEAD, 12, 31)
        if value is not None and not EARLIEST <= value <= last:
            days = {"first": date_format(EARLIEST), "last": date_format(last)}
            raise ValidationError(self.error_messages["far"], "far", days)


class WordsField(forms.CharField):
    """Words as typed. Browsers count a line's end as one letter and send two: it is
    counted, and kept, as one."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class LongSelect(forms.Select):
    """A flat list of choices, written at once and not by a template for each."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        chosen = self.format_value(value) or []
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED[str(key) in chosen], text) for key, text in self.choices),
        )
        given = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", given, options)


class RegencyWidget(forms.TextInput):
    """A text box with every kabupaten and kota as suggestions, without scripts."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        given = attrs or {}
        list_id = f"{given.get('id', name)}_list"
        box = super().render(name, value, {**given, "list": list_id}, renderer)
        names = Regency.objects.for_choosing().values_list("name", "province__name")
        options = format_html_join("", '<option value="{}, {}">', names)
        return format_html('{}<datalist id="{}">{}</datalist>', box, list_id, options)


class RegencyField(forms.Field):
    """A kabupaten or kota, by suggestion, by name as people write it, or by code.

    A name that several places carry is answered with the ones that it may mean.
    """

    widget = RegencyWidget(attrs={"autocomplete": "off"})
    default_error_messages = {
        "unknown": _("Kami tidak mengenal “%(value)s”. Pilih dari daftar yang muncul."),
        "several": _("Maksud Anda yang mana: %(names)s?"),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Kabupaten/kota"))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return spoken(value) if isinstance(value, Regency) else value

    def to_python(self, value: Any) -> Regency | None:
        if not value or not str(value).strip():
            return None
        typed = " ".join(str(value).split())
        found = _matching(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                self.error_messages["unknown"], "unknown", {"value": typed}
            )
        names = "; ".join(spoken(regency) for regency in found[:SHOWN])
        raise ValidationError(
            self.error_messages["several"], "several", {"names": names}
        )


def _matching(typed: str) -> list[Regency]:
    """The places of the strictest reading of what was typed that finds any."""
    name, _comma, province = (part.strip() for part in typed.partition(","))
    known = Regency.objects.for_choosing()
    if province:
        known = known.filter(province__name__iexact=province)
    by_code = list(known.filter(code=typed))
    exact = by_code or list(known.filter(name__iexact=name))
    if exact:
        return exact
    bare = _bare(name)
    near = [r for r in known.filter(name__icontains=bare) if bare]
    same = [regency for regency in near if _bare(regency.name) == bare]
    return same or near


def _bare(name: str) -> str:
    """The name without the word for its kind."""
    lower = name.casefold()
    for kind in KINDS:
        if lower.startswith(f"{kind} "):
            return lower.removeprefix(f"{kind} ").strip()
    return lower
