"""Reading a participant report of Zoom or BigBlueButton, line by line.

What a line cannot say is a sentence for the person who brought the file, and no reason
to lose the other lines.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from courses.reports import moments

LARGEST = 2 * 1024 * 1024
MOST_LINES = 5_000
# The first names of columns stand within so many lines.
HEAD_WITHIN = 10
FAR = timedelta(hours=36)
# Heads of columns, in lower case, as Zoom and BigBlueButton write them in the
# languages that our people have on their screens.
HEADS = {
    "name": {
        *("name (original name)", "name", "nama (nama asli)", "nama"),
        # Of a Zoom Webinar, which is another product than a Zoom Meeting.
        *("user name (original name)", "user name"),
    },
    "attended": {"attended", "hadir"},
    "email": {"user email", "email", "e-mail", "email pengguna"},
    "joined": {"join time", "join", "waktu bergabung", "bergabung", "gabung"},
    "left": {"leave time", "left", "waktu keluar", "keluar"},
    "minutes": {
        *("duration (minutes)", "total duration (minutes)", "duration"),
        *("durasi (menit)", "durasi total (menit)", "durasi"),
        "time in session (minutes)",
    },
}
# Registered, and did not come.
ABSENT = {"no", "tidak"}
Columns = dict[str, int]


class Unreadable(ValueError):
    """The file as a whole is no report; the message says why."""


@dataclass(frozen=True)
class Line:
    """One time in the room, as the report has it, or why it cannot be taken."""

    number: int
    name: str
    email: str = ""
    joined_at: datetime | None = None
    left_at: datetime | None = None
    error: str = ""

    @property
    def minutes(self) -> int:
        if self.joined_at is None or self.left_at is None:
            return 0
        return int((self.left_at - self.joined_at).total_seconds() // 60)


@dataclass(frozen=True)
class Report:
    lines: list[Line]

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.error]

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if line.error]


def read(content: bytes, *, zone: ZoneInfo, starts_at: datetime) -> Report:
    """The lines of a report. Hours without a zone are those of `zone`."""
    if len(content) > LARGEST:
        raise Unreadable(_("Berkasnya lebih dari 2 MB: itu bukan laporan peserta."))
    rows = _rows(as_text(content))
    body = [
        (number, row, columns)
        for number, row, columns in _body(rows)
        if any(map(str.strip, row)) and not _is_absent(row, columns)
    ]
    if len(body) > MOST_LINES:
        raise Unreadable(_("Laporannya lebih dari 5.000 baris."))
    if not body:
        raise Unreadable(_("Laporannya tidak berisi satu peserta pun."))
    return Report([_line(*line, zone, starts_at) for line in body])


def as_text(content: bytes) -> str:
    """Spreadsheets save as UTF-8 with a mark, or as UTF-16."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unreadable(_("Ini bukan berkas CSV."))
    return text


def _rows(text: str) -> list[tuple[int, list[str]]]:
    # Indonesian spreadsheets part columns with semicolons.
    comma = max(",;\t", key=text[:4000].count)
    parted = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    try:
        return list(enumerate(parted, start=1))
    except csv.Error as wrong:
        raise Unreadable(
            _("Berkas CSV ini tidak bisa dibaca: periksa tanda kutipnya.")
        ) from wrong


def _body(
    rows: list[tuple[int, list[str]]],
) -> Iterator[tuple[int, list[str], Columns]]:
    """The lines below the names of columns. Zoom writes about the meeting above them;
    a Zoom Webinar names them again, below a title, for panelists and for attendees.
    """
    heads = {number: _columns(row) for number, row in rows}
    if not any(columns for number, columns in heads.items() if number <= HEAD_WITHIN):
        raise Unreadable(
            _(
                "Kolomnya tidak kami kenali. Unduh laporan peserta (CSV) dari Zoom atau"
                " BigBlueButton, dan unggah tanpa mengubahnya."
            )
        )
    columns: Columns | None = None
    for number, row in rows:
        is_title = heads.get(number + 1) is not None
        if columns is not None and heads[number] is None and not is_title:
            yield number, row, columns
        columns = heads[number] or columns


def _columns(row: list[str]) -> Columns | None:
    """Where each part is, if these are the names of columns."""
    cells = [cell.strip().casefold() for cell in row]
    columns = {
        part: next((i for i, cell in enumerate(cells) if cell in names), -1)
        for part, names in HEADS.items()
    }
    timed = columns["joined"] >= 0 and columns["left"] >= 0
    is_head = columns["name"] >= 0 and (timed or columns["minutes"] >= 0)
    return columns if is_head else None


def _is_absent(row: list[str], columns: Columns) -> bool:
    at = columns["attended"]
    return 0 <= at < len(row) and row[at].strip().casefold() in ABSENT


def _line(
    number: int,
    row: Sequence[str],
    columns: Columns,
    zone: ZoneInfo,
    starts_at: datetime,
) -> Line:
    def cell(part: str) -> str:
        at = columns[part]
        return row[at].strip() if 0 <= at < len(row) else ""

    name, email = cell("name"), cell("email").lower()

    def bad(why: str) -> Line:
        return Line(number, name, email, error=why)

    if not name and not email:
        return bad(_("Tanpa nama dan e-mail."))
    length = moments.minutes(cell("minutes")) if cell("minutes") else None
    if not cell("joined"):
        # Zoom's short report has only how long: as if from the start on.
        if length is None:
            return bad(_("Waktu bergabung dan lamanya tidak terbaca."))
        return Line(number, name, email, starts_at, starts_at + _for(length))
    joined_at = moments.moment(cell("joined"), zone, starts_at)
    left_at = moments.moment(cell("left"), zone, starts_at)
    if joined_at is None:
        return bad(_("Waktu bergabung tidak terbaca: %s") % cell("joined"))
    if abs(joined_at - starts_at) > FAR:
        return bad(_("Harinya bukan hari webinar ini: %s") % cell("joined"))
    if left_at is None and length is not None:
        left_at = joined_at + _for(length)
    if left_at is None:
        return bad(_("Waktu keluar tidak terbaca: %s") % (cell("left") or "–"))
    if left_at < joined_at:
        return bad(_("Waktu keluarnya sebelum waktu bergabung."))
    if length is not None:
        # BigBlueButton tells the first coming, the last going and how long between:
        # where the gaps lay is not known, so they stand at the end.
        rounded = 0 if ":" in cell("minutes") else 1
        left_at = min(left_at, joined_at + _for(length + rounded))
    return Line(number, name, email, joined_at, left_at)


def _for(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)
