"""The lines of a report on a whole course: what each thing is, what became of it."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from courses.actions.bringing import Entry
from courses.exchange.parcels import Asked, File, Line, Parcel, Part, Step

Tell = Callable[[int], None]


class Report:
    """Lines in their order, numbered; `tell` hears how many there are."""

    def __init__(self, tell: Tell | None = None) -> None:
        self.entries: list[Entry] = []
        self._tell = tell
        self._ahead = 0

    def add(self, *entries: Entry) -> None:
        for entry in entries:
            entry["line"] = len(self.entries) + 1
            self.entries.append(entry)
        self.go_ahead(self._ahead)

    def go_ahead(self, count: int) -> None:
        """So many more are done, whose place in the report has not come yet."""
        self._ahead = count
        if self._tell is not None:
            self._tell(len(self.entries) + count)


def about(parcel: Parcel) -> Entry:
    note = _("Dari %s.") % parcel.origin
    return of_line(Line(_("Kelas"), parcel.title, "in", (note,)))


def of_part(part: Part) -> Entry:
    if part.steps:
        outcome = "changed" if part.notes else "in"
        return of_line(Line(_("Bagian"), part.title, outcome, part.notes))
    reason = _("Tidak ada isinya yang bisa dibawa.")
    return of_line(Line(_("Bagian"), part.title, notes=(reason,)))


def of_step(step: Step, notes: Iterable[str]) -> Entry:
    said = tuple(dict.fromkeys((*step.notes, *notes)))
    return of_line(Line(step.what, step.title, "changed" if said else "in", said))


def of_line(line: Line) -> Entry:
    return Entry(
        line=0,
        what=line.what,
        outcome=line.outcome,  # type: ignore[typeddict-item]
        about=line.about[:140],
        notes=list(line.notes),
    )


def of_question(asked: Asked) -> Entry:
    found = asked.found
    outcome = "changed" if found.notes else "in"
    if found.draft is None:
        outcome = "left"
    return of_line(Line(_("Soal"), found.about, outcome, found.notes))


def unused() -> str:
    return _("Tidak dipakai di halaman mana pun.")


def of_file(file: File, outcome: str, *notes: str) -> Entry:
    if outcome == "left" and file.place:
        notes = (*notes, _("Letaknya: %s.") % file.place)
    return Entry(
        line=0,
        what=_("Gambar dan berkas"),
        outcome=outcome,  # type: ignore[typeddict-item]
        about=file.name[:140],
        notes=list(notes),
        size=file.size,
    )
