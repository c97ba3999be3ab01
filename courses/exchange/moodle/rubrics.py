"""How the assignments of a backup are judged: by a rubric, a guide, a grade."""

from contextlib import suppress
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common import richtext
from common.archives import Archive
from courses.exchange.moodle import fields
from courses.exchange.moodle.modules import Module

MOST_CRITERIA = 20
MOST_POINTS = 999
LONGEST_TITLE, LONGEST_LEVEL = 200, 300


def read(
    archive: Archive, module: Module, about: Element
) -> tuple[list[dict[str, Any]], list[str]]:
    """The criteria as ours, and what of all that judges stays outside."""
    folder = module.listed.folder
    notes: list[str] = []
    found: list[dict[str, Any]] = []
    for criterion in fields.elements(archive, f"{folder}/grading.xml", "criterion"):
        title = _cut(_words(criterion, "description"), LONGEST_TITLE, notes)
        levels = [_level(level, notes) for level in criterion.iter("level")]
        if title and len(levels) > 1:
            found.append({"title": title, "levels": levels})
        else:
            said = _("Kriteria rubrik “%s” tidak dibawa: perlu judul dan dua tingkat.")
            notes.append(said % title)
    if outside := [each["title"] for each in found[MOST_CRITERIA:]]:
        said = _("Rubrik di sini paling banyak 20 kriteria. Tidak dibawa: %s.")
        notes.append(said % _listed(outside))
    rubric = found[:MOST_CRITERIA]
    notes += _guide(archive, f"{folder}/grading.xml")
    notes += _grades(archive, f"{folder}/grades.xml", about, has_rubric=bool(rubric))
    return rubric, notes


def _level(level: Element, notes: list[str]) -> dict[str, Any]:
    exact = 0.0
    with suppress(ValueError):
        exact = float(fields.text(level, "score") or 0)
    points = round(min(max(exact, 0), MOST_POINTS)) if exact == exact else 0
    if points != exact:
        notes.append(_("Angka rubrik menjadi bilangan bulat dari 0 sampai 999."))
    return {
        "points": points,
        "text": _cut(_words(level, "definition"), LONGEST_LEVEL, notes),
    }


def _guide(archive: Archive, member: str) -> list[str]:
    """A guide gives any number of points up to a most; a rubric of ours has levels."""
    parts = [
        _("%(name)s (%(points)s)")
        % {
            "name": fields.text(each, "shortname"),
            "points": fields.text(each, "maxscore").removesuffix(".00000"),
        }
        for each in fields.elements(archive, member, "guidecriterion")
    ]
    if not parts:
        return []
    said = _("Panduan penilaian tidak dibawa: susun rubriknya di sini. Isinya: %s.")
    return [said % _listed(parts)]


def _grades(
    archive: Archive, member: str, about: Element, *, has_rubric: bool
) -> list[str]:
    found = []
    most = fields.whole(about, "grade")
    if most < 0:
        found.append(_("Skala nilainya tidak dibawa: mentor menyetujui karya."))
    elif most and has_rubric:
        said = _("Nilai tertinggi %d tidak dibawa: angka rubrik yang berlaku.")
        found.append(said % most)
    elif most:
        said = _("Nilai tertinggi %d tidak dibawa: mentor menyetujui karya.")
        found.append(said % most)
    item = fields.only(archive, member, "grade_item")
    if lowest := fields.whole(item, "gradepass"):
        said = _("Nilai lulus %d tidak dibawa: tugas selesai bila mentor setuju.")
        found.append(said % lowest)
    return found


def _words(parent: Element, name: str) -> str:
    return richtext.plain(richtext.clean(fields.text(parent, name)))


def _cut(words: str, most: int, notes: list[str]) -> str:
    if len(words) > most:
        notes.append(_("Kata-kata rubrik yang panjang dipotong."))
    return words[:most]


def _listed(names: list[str]) -> str:
    return ", ".join(name[:60] for name in names)[:600]
