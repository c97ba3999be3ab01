"""Tables as files: CSV and XLSX, written row by row."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from common.streams import Stream

Cell = str | int | date | None
Rows = Iterable[list[Cell]]

BOM = "\ufeff"
ROWS_IN_PIECE = 200
BYTES_IN_PIECE = 64 * 1024
# A spreadsheet would take a text that begins so for a formula, and run it.
FORMULA = frozenset("=+-@\t\r")


def csv_file(rows: Rows, name: str) -> Stream:
    """With the mark by which spreadsheets know UTF-8."""
    return Stream(
        _csv(rows), name=f"{name}.csv", content_type="text/csv; charset=utf-8"
    )


def xlsx_file(rows: Rows, name: str) -> Stream:
    return Stream(
        _xlsx(rows),
        name=f"{name}.xlsx",
        content_type=(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
    )


def harmless(row: list[Cell]) -> list[Cell]:
    return [
        f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell
        for cell in row
    ]


def _csv(rows: Rows) -> Iterator[bytes]:
    piece = io.StringIO(BOM)
    piece.seek(0, io.SEEK_END)
    writer = csv.writer(piece)
    for number, row in enumerate(rows, start=1):
        writer.writerow(harmless(row))
        if number % ROWS_IN_PIECE == 0:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()


def _xlsx(rows: Rows) -> Iterator[bytes]:
    """The first row is the header: bold, and it stays when one scrolls."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "B2"
    bold = Font(bold=True)
    for number, row in enumerate(rows):
        cells = harmless(row)
        if number == 0:
            sheet.append([_cell(sheet, cell, bold) for cell in cells])
        else:
            sheet.append(cells)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(BYTES_IN_PIECE):
            yield piece


def _cell(sheet: object, value: Cell, font: Font) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = font
    return cell
