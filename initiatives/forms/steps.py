"""What is typed in one step: forgiving while one is still writing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives import outline
from initiatives.forms.fields import field_of
from initiatives.outline import Content, Item, Kind, Table


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


@cache
def fields_form(step: outline.Step) -> type[forms.Form]:
    return type(
        f"Step{step.number}Form",
        (_ServiceForm if step is outline.SERVICE else forms.Form,),
        {item.name: field_of(item) for item in step.items},
    )


@cache
def row_form(table: Table) -> type[forms.Form]:
    return type(
        f"{table.name.title()}RowForm",
        (forms.Form,),
        {item.name: field_of(item) for item in table.items},
    )


class _ServiceForm(forms.Form):
    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        starts_on, ends_on = said.get("starts_on"), said.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Selesai tidak bisa sebelum mulai."))
        return said


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
