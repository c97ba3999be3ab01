"""Assignments of a backup: what is handed in, by which rubric, and until when."""

from contextlib import suppress
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common import richtext
from common.archives import Archive
from courses.exchange.moodle import fields
from courses.exchange.moodle.modules import Module

FIELDS = ("allowsubmissionsfromdate", "duedate", "cutoffdate", "teamsubmission")
MANY = ("plugin_config",)
MOST_CRITERIA = 20


def settings(archive: Archive, module: Module, about: Element) -> dict[str, Any]:
    on = {
        fields.text(each, "plugin"): fields.text(each, "value") == "1"
        for each in about.iter("plugin_config")
        if (fields.text(each, "subtype"), fields.text(each, "name"))
        == ("assignsubmission", "enabled")
    }
    takes_text, takes_files = on.get("onlinetext", False), on.get("file", False)
    form = "both"
    if takes_text != takes_files:
        form = "text" if takes_text else "files"
    found: dict[str, Any] = {"form": form}
    if takes_files:
        found["most_files"] = min(max(_most_files(about), 1), 20)
    rubric = _rubric(archive, f"{module.listed.folder}/grading.xml")
    return found | ({"rubric": rubric} if rubric else {})


def notes(about: Element) -> list[str]:
    said = {
        "allowsubmissionsfromdate": _("Tanggal buka %s tidak dibawa."),
        "duedate": _("Tenggat %s tidak dibawa: tenggat milik angkatan."),
        "cutoffdate": _("Tanggal tutup %s tidak dibawa."),
    }
    days = ((words, fields.day(about, name)) for name, words in said.items())
    found = [words % day for words, day in days if day]
    if fields.is_on(about, "teamsubmission"):
        found.append(_("Tugas kelompok menjadi tugas perorangan."))
    return found


def _most_files(about: Element) -> int:
    for each in about.iter("plugin_config"):
        if fields.text(each, "name") in ("maxfilesubmissions", "maxfiles"):
            return fields.whole(each, "value", 1)
    return 1


def _rubric(archive: Archive, member: str) -> list[dict[str, Any]]:
    """Criteria as ours; one without two levels in whole points says nothing here."""
    found = []
    for criterion in fields.elements(archive, member, "criterion"):
        levels = []
        for level in criterion.iter("level"):
            with suppress(ValueError):
                points = round(float(fields.text(level, "score") or 0))
                text = _words(level, "definition")[:300]
                levels.append({"points": min(max(points, 0), 999), "text": text})
        title = _words(criterion, "description")[:200]
        if title and len(levels) > 1:
            found.append({"title": title, "levels": levels})
    return found[:MOST_CRITERIA]


def _words(parent: Element, name: str) -> str:
    return richtext.plain(richtext.clean(fields.text(parent, name)))
