"""Worksheets' forms: made from the outline, forgiving while one is still writing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.models import Regency
from initiatives import outline
from initiatives.models import Review
from initiatives.numbers import spoken
from initiatives.outline import Content, Item, Kind, Table
from network.models import Membership, Organization

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


class TextField(forms.CharField):
    """Long text. Browsers count a line's end as one letter, so it is kept as one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


@dataclass(frozen=True)
class Row:
    """One row of a table on the page: its form, and whether it should stand open."""

    table: Table
    form: forms.Form
    title: str
    details: str
    is_open: bool
    is_blank: bool

    @property
    def fields(self) -> list[tuple[Item, forms.BoundField]]:
        return [(item, self.form[item.name]) for item in self.table.items]


@dataclass(frozen=True)
class Part:
    """One part of a section on the page: a field, or a table with its rows."""

    item: Item | None = None
    field: forms.BoundField | None = None
    table: Table | None = None
    rows: tuple[Row, ...] = ()
    blank: Row | None = None

    @property
    def is_goals(self) -> bool:
        return self.item is not None and self.item.kind is Kind.GOALS

    @property
    def fresh_id(self) -> str:
        """The anchor of the empty row that was asked for."""
        return f"{self.table.name}-baru" if self.table else ""


class StepForm:
    """Everything typed in one step: its fields, and any number of rows of its tables.

    Rows are found by their names (`needs-3-item`), so a page without scripts, a page
    with them and a letter kept in the outbox need no counters to agree.
    """

    def __init__(
        self,
        step: outline.Step,
        *,
        content: Content | None = None,
        data: QueryDict | None = None,
        new_row_in: str = "",
    ) -> None:
        self.step = step
        self.content = step.whole(content or {})
        self.data = data
        self.fields = fields_form(step)(data, initial=self.content)
        self.tables = {
            table.name: self._rows(table, new_row_in) for table in step.tables
        }

    def _rows(self, table: Table, new_row_in: str) -> list[Row]:
        if self.data is None:
            kept = self.content[table.name]
            rows = [_kept_row(table, *numbered) for numbered in enumerate(kept)]
            wanted = new_row_in == table.name or not rows
        else:
            rows = self._typed_rows(table, self.data)
            wanted = self.data.get("add") == table.name
        return [*rows, _kept_row(table, len(rows), {})] if wanted else rows

    def _typed_rows(self, table: Table, data: QueryDict) -> list[Row]:
        pattern = re.compile(rf"{table.name}-(\d{{1,4}})-\w+")
        numbers = {int(found[1]) for found in map(pattern.fullmatch, data) if found}
        prefixes = [f"{table.name}-{number}" for number in sorted(numbers)]
        rows = [
            _typed_row(table, row_form(table)(data, prefix=prefix))
            for prefix in prefixes
            if data.get("remove") != prefix
        ]
        return [row for row in rows if not row.is_blank]

    def is_valid(self) -> bool:
        valid = [self.fields.is_valid()]
        for table in self.step.tables:
            rows = self.tables[table.name]
            valid += [row.form.is_valid() for row in rows if not row.is_blank]
            if len(rows) > outline.MOST_ROWS:
                self.fields.add_error(
                    None, _("Paling banyak %d baris.") % outline.MOST_ROWS
                )
                valid.append(False)
        return all(valid)

    @property
    def cleaned(self) -> Content:
        """What was typed, as it is kept. Only after is_valid()."""
        kept = {item.name: _kept(self.fields, item) for item in self.step.items}
        for table in self.step.tables:
            kept[table.name] = [
                {item.name: _kept(row.form, item) for item in table.items}
                for row in self.tables[table.name]
                if not row.is_blank
            ]
        return self.step.whole(kept)

    @property
    def is_refused(self) -> bool:
        return self.data is not None and not self.is_valid()

    @property
    def total(self) -> int:
        if self.data is None or "needs" not in self.tables:
            return outline.total_value(self.content)
        rows = [row.form for row in self.tables["needs"] if row.form.is_valid()]
        return outline.total_value({"needs": [form.cleaned_data for form in rows]})

    @property
    def errors(self) -> dict[str, str]:
        """The first sentence for each field, by the name it has on the page."""
        forms_shown = [self.fields]
        forms_shown += [row.form for rows in self.tables.values() for row in rows]
        return {
            form.add_prefix(name): str(sentences[0])
            for form in forms_shown
            for name, sentences in form.errors.items()
        }

    def sections(self) -> list[tuple[outline.Section, list[Part]]]:
        return [
            (section, [self._part(part) for part in section.parts])
            for section in self.step.sections
        ]

    def _part(self, part: Item | Table) -> Part:
        if isinstance(part, Item):
            return Part(item=part, field=self.fields[part.name])
        rows = tuple(self.tables[part.name])
        # The blank row is what a script copies when one more is wanted.
        return Part(table=part, rows=rows, blank=_kept_row(part, "NOMOR", {}))


class SavedPageForm(forms.Form):
    """Which page is being saved, and which text it had seen."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput)


class WorksheetForm(forms.Form):
    """What a worksheet is called, and whom it is for."""

    title = forms.CharField(
        label=_("Judul sementara"),
        max_length=120,
        help_text=_("Misalnya: Panen air hujan di tiga dusun. Bisa diubah nanti."),
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Untuk organisasi"),
        required=False,
        empty_label=_("Belum atas nama organisasi"),
        help_text=_("Pengelola organisasi itu ikut dapat mengubahnya."),
    )

    def __init__(self, *args: Any, author: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        memberships = Membership.objects.confirmed().filter(person=author)
        field.queryset = (
            Organization.objects.listed()
            .filter(pk__in=memberships.values("organization"))
            .order_by("name", "pk")
        )
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]


class ReviewForm(forms.Form):
    """A mentor's answer: a verdict, a word to the author, a note for any step."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Pesan untuk penulis"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mulai dari yang sudah baik, lalu yang perlu diperbaiki."),
    )
    verdict = forms.ChoiceField(
        choices=Review.Verdict.choices,
        error_messages={"required": _("Pilih: kembalikan atau setujui.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for step in outline.STEPS:
            self.fields[f"note{step.number}"] = forms.CharField(
                label=_("Catatan untuk langkah %d") % step.number,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        notes = {
            step.number: said.pop(f"note{step.number}", "") for step in outline.STEPS
        }
        returned = said.get("verdict") == Review.Verdict.RETURNED
        if returned and not said.get("comment") and not any(notes.values()):
            self.add_error(
                "comment",
                _("Tulis yang perlu diperbaiki, di sini atau per langkah."),
            )
        return {**said, "notes": notes}

    def note_fields(self) -> dict[int, forms.BoundField]:
        return {step.number: self[f"note{step.number}"] for step in outline.STEPS}


@cache
def fields_form(step: outline.Step) -> type[forms.Form]:
    return type(
        f"Step{step.number}Form",
        (_ServiceForm if step is outline.SERVICE else forms.Form,),
        {item.name: _field(item) for item in step.items},
    )


@cache
def row_form(table: Table) -> type[forms.Form]:
    return type(
        f"{table.name.title()}RowForm",
        (forms.Form,),
        {item.name: _field(item) for item in table.items},
    )


class _ServiceForm(forms.Form):
    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        starts_on, ends_on = said.get("starts_on"), said.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Selesai tidak bisa sebelum mulai."))
        return said


def _field(item: Item) -> forms.Field:
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
            return TextField(max_length=item.limit, widget=widget, **common)
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


def _kept(form: forms.Form, item: Item) -> Any:
    value = form.cleaned_data[item.name]
    return value.isoformat() if value and item.kind is Kind.DATE else value


def _kept_row(table: Table, number: int | str, values: Mapping[str, Any]) -> Row:
    form = row_form(table)(initial=dict(values), prefix=f"{table.name}-{number}")
    return _shown_row(table, form, values, is_valid=True)


def _typed_row(table: Table, form: forms.Form) -> Row:
    is_valid = form.is_valid()
    typed = {item.name: form[item.name].value() for item in table.items}
    return _shown_row(
        table, form, form.cleaned_data if is_valid else typed, is_valid=is_valid
    )


def _shown_row(
    table: Table, form: forms.Form, values: Mapping[str, Any], *, is_valid: bool
) -> Row:
    """A row stands open while something in it is missing or wrong."""
    needed = [values.get(item.name) for item in table.items if item.required]
    incomplete = any(value in (None, "") for value in needed)
    title, details = _named(table, values)
    return Row(
        table=table,
        form=form,
        title=title,
        details=details,
        is_open=incomplete or not is_valid,
        is_blank=not any(str(value or "").strip() for value in values.values()),
    )


def _named(table: Table, values: Mapping[str, Any]) -> tuple[str, str]:
    """What a closed row is called, and the rest of it in one line."""
    title = str(values.get(table.title_of) or "")
    pieces: list[str] = []
    for item in table.items:
        text = outline.said(item, values.get(item.name))
        if item.name == "unit" and text and pieces:
            pieces[-1] += f" {text}"
        elif item.name != table.title_of and text:
            pieces.append(text)
    return title, " · ".join(pieces)
