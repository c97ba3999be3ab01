"""A file with names and contacts, read into rows."""

import csv
import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from common import archives
from courses.people import contact

MOST_ROWS = 1_000
MOST_BYTES = 2 * 1024 * 1024
# Of a thousand names; a spreadsheet that unfolds to more is none of ours.
UNFOLDED = archives.Limits(members=500, member=20_000_000, total=40_000_000)
NAMES = {"nama", "name", "peserta", "nama lengkap", "nama peserta"}
CONTACTS = {
    *("email", "surel", "kontak", "alamat email", "alamat surel", "email address"),
    *("telepon", "nomor", "ponsel", "hp", "wa", "whatsapp", "no telepon", "no telp"),
    *("nomor ponsel", "no ponsel", "nomor hp", "no hp", "nomor wa", "no wa"),
    *("nomor whatsapp", "no whatsapp", "nomor telepon"),
}


class RosterForm(forms.Form):
    """CSV or XLSX, known by its content; its first row names the columns."""

    file = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        help_text=_(
            "Baris pertama berisi judul kolom: nama, lalu e-mail dan/atau nomor ponsel."
            " Paling banyak 1.000 orang."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("Berkasnya terlalu besar: paling banyak 2 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """`name` of the file and its `rows` of name and contact."""
        file = self.cleaned_data.get("file")
        if file is None:
            return {}
        table = [row for row in _table(file.read()) if any(row)]
        rows = _rows(table)
        if not rows:
            raise ValidationError(_("Berkas ini belum berisi nama orang."))
        if len(rows) > MOST_ROWS:
            raise ValidationError(_("Paling banyak 1.000 orang dalam satu berkas."))
        return {"name": (file.name or "")[:120], "rows": rows}


def _table(content: bytes) -> list[list[str]]:
    if content.startswith(b"PK"):
        return _spreadsheet(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise ValidationError(_("Berkas ini bukan CSV dan bukan XLSX."))
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        return [[cell.strip() for cell in line] for line in lines]
    except csv.Error as wrong:
        raise ValidationError(
            _("Berkas CSV ini tidak bisa dibaca: periksa tanda kutipnya.")
        ) from wrong


def _spreadsheet(content: bytes) -> list[list[str]]:
    try:
        with archives.opened(io.BytesIO(content), UNFOLDED):
            pass
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=20, values_only=True)
        return [[_spoken(cell) for cell in line] for line in lines]
    except Exception as wrong:
        # Of a file of strangers the library lets through whatever its parsers raise.
        raise ValidationError(_("Berkas XLSX ini tidak bisa dibaca.")) from wrong


def _spoken(cell: Any) -> str:
    """Numbers lose the zero that a spreadsheet adds behind the comma."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).replace("\0", "").strip()


def _rows(table: list[list[str]]) -> list[list[str]]:
    """A contact for each: the first of its contact columns that has one."""
    if not table:
        return []
    titles = [_title(cell) for cell in table[0]]
    contacts = [at for at, title in enumerate(titles) if title in CONTACTS]
    names = [at for at, title in enumerate(titles) if title in NAMES]
    if not contacts:
        raise ValidationError(
            _("Tidak ada kolom e-mail atau nomor ponsel di baris pertama.")
        )
    return [[_first(row, names), contact(_first(row, contacts))] for row in table[1:]]


def _title(cell: str) -> str:
    """`No. HP` and `E-mail` as one would say them."""
    return " ".join(cell.casefold().replace(".", " ").replace("-", "").split())


def _first(row: list[str], columns: list[int]) -> str:
    found = (row[at] for at in columns if at < len(row) and row[at])
    return next(found, "")
