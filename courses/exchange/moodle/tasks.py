"""Assignments of a backup: what is handed in, by which rubric, and until when."""

from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common.archives import Archive
from courses.exchange.moodle import fields, rubrics
from courses.exchange.moodle.modules import Module

# The whole file is an `activity` too: only the one in the row is meant.
FIELDS = (
    *("allowsubmissionsfromdate", "duedate", "cutoffdate", "teamsubmission"),
    *("assign/activity", "activityformat", "submissionattachments", "timelimit"),
    *("grade", "blindmarking", "maxattempts", "attemptreopenmethod"),
)
MANY = ("plugin_config",)
MOST_FILES = 20

# What plugins of an assignment say, by plugin and name.
Config = dict[tuple[str, str], str]


def read(
    archive: Archive, module: Module, about: Element
) -> tuple[dict[str, Any], list[str]]:
    """Its settings as ours, and what of it is changed or stays outside."""
    config: Config = {
        (fields.text(each, "plugin"), fields.text(each, "name")): fields.text(
            each, "value"
        )
        for each in about.iter("plugin_config")
        if fields.text(each, "subtype") == "assignsubmission"
    }
    rubric, judged = rubrics.read(archive, module, about)
    settings = _settings(config, about) | ({"rubric": rubric} if rubric else {})
    return settings, [*_dates(about), *_handing_in(config, about), *judged]


def _settings(config: Config, about: Element) -> dict[str, Any]:
    takes_text, takes_files = _takes(config, "onlinetext"), _takes(config, "file")
    form = "both"
    if takes_text != takes_files:
        form = "text" if takes_text else "files"
    found: dict[str, Any] = {"form": form}
    if takes_files:
        found["most_files"] = min(max(_most_files(config), 1), MOST_FILES)
    if (attempts := fields.whole(about, "maxattempts")) > 1:
        found["resubmissions"] = min(attempts - 1, 100)
    return found


def _dates(about: Element) -> list[str]:
    said = {
        "allowsubmissionsfromdate": _("Tanggal buka %s tidak dibawa."),
        "duedate": _("Tenggat %s tidak dibawa: tenggat milik angkatan."),
        "cutoffdate": _("Tanggal tutup %s tidak dibawa."),
    }
    days = ((words, fields.day(about, name)) for name, words in said.items())
    found = [words % day for words, day in days if day]
    if fields.whole(about, "timelimit"):
        found.append(_("Batas waktu mengerjakan tidak dibawa."))
    return found


def _handing_in(config: Config, about: Element) -> list[str]:
    found = {
        _("Tugas kelompok menjadi tugas perorangan."): fields.is_on(
            about, "teamsubmission"
        ),
        _("Penilaian tanpa nama tidak dibawa."): fields.is_on(about, "blindmarking"),
        _("Lampirannya tampil sejak awal, tidak hanya saat menulis."): fields.is_on(
            about, "submissionattachments"
        ),
        _("Paling banyak 20 berkas."): _most_files(config) > MOST_FILES,
        _("Batasan jenis berkas tidak dibawa."): bool(
            config.get(("file", "filetypeslist"))
        ),
        _("Batas banyaknya kata tidak dibawa."): _is_on(
            config, "onlinetext", "wordlimitenabled"
        ),
        _("Tugas luring: di sini dikumpulkan sebagai teks atau berkas."): bool(config)
        and not (_takes(config, "onlinetext") or _takes(config, "file")),
    }
    return [words for words, is_so in found.items() if is_so]


def _takes(config: Config, plugin: str) -> bool:
    return _is_on(config, plugin, "enabled")


def _is_on(config: Config, plugin: str, name: str) -> bool:
    return config.get((plugin, name)) == "1"


def _most_files(config: Config) -> int:
    said = config.get(("file", "maxfilesubmissions")) or config.get(
        ("file", "maxfiles")
    )
    return int(said[:4]) if said and said.isdecimal() else 1
