"""Sections and activities of a backup: where each stands, what is said of any."""

import json
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common.archives import Archive
from courses.exchange.moodle import fields

HEAD = 4096
FIRST = re.compile(rb"<(?:activity|course)\s[^>]*>")
# The last two are of Moodle 2.6 and older.
RESTRICTING = (
    *("availability", "availabilityjson", "availability_info"),
    *("availablefrom", "availableuntil"),
)
ATTRIBUTE = re.compile(rb'\s(id|contextid)="(\d+)"')


@dataclass(frozen=True)
class Listed:
    """An activity or section as the list of the backup names it."""

    id: str
    title: str
    folder: str
    kind: str = ""
    section: str = ""


@dataclass(frozen=True)
class Module:
    """One activity. `member` is its own file; `context` is where its files belong."""

    listed: Listed
    member: str
    instance: str
    context: str
    is_hidden: bool
    is_tracked: bool
    notes: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.listed.kind

    @property
    def title(self) -> str:
        return self.listed.title

    @property
    def keys(self) -> tuple[str, ...]:
        return (f"cm:{self.listed.id}", f"{self.kind}:{self.instance}")


@dataclass(frozen=True)
class Section:
    listed: Listed
    about: Element
    modules: tuple[Module, ...]

    @property
    def owner(self) -> str:
        """The activity whose inside it is; empty for a section of the course."""
        if fields.text(self.about, "component") != "mod_subsection":
            return ""
        return f"subsection:{fields.text(self.about, 'itemid')}"

    @property
    def title(self) -> str:
        number = fields.text(self.about, "number")
        unnamed = _("Umum") if number == "0" else _("Bagian %s") % (number or "1")
        return (fields.text(self.about, "name") or unnamed)[:120]

    @property
    def is_hidden(self) -> bool:
        return not fields.is_on(self.about, "visible", "1")

    @property
    def notes(self) -> tuple[str, ...]:
        if not _is_restricted(self.about):
            return ()
        return (
            _("Batasan akses bagian ini tidak dibawa: atur lagi di setelan kegiatan."),
        )


def opened(archive: Archive, listed: Listed) -> Module:
    member = f"{listed.folder}/{listed.kind}.xml"
    about = fields.only(archive, f"{listed.folder}/module.xml", "module")
    head = first_tag(archive, member)
    is_hidden = not (
        fields.is_on(about, "visible", "1")
        and fields.is_on(about, "visibleoncoursepage", "1")
    )
    notes = []
    if is_hidden:
        notes.append(_("Tersembunyi di Moodle: di sini berupa draf."))
    if _is_restricted(about):
        notes.append(_("Batasan akses tidak dibawa: atur lagi di setelan kegiatan."))
    if fields.whole(about, "completion") == 2:
        notes.append(_("Syarat selesai otomatis diganti aturan selesai di sini."))
    if expected := fields.day(about, "completionexpected"):
        notes.append(
            _("Target selesai %(day)s tidak dibawa: tenggat milik angkatan.")
            % {"day": expected}
        )
    return Module(
        listed,
        member,
        instance=head.get("id", ""),
        context=head.get("contextid", ""),
        is_hidden=is_hidden,
        is_tracked=fields.is_on(about, "completion"),
        notes=tuple(notes),
    )


def _is_restricted(about: Element) -> bool:
    said = (fields.text(about, name) for name in RESTRICTING)
    return any(each not in ("", "0") and not _asks_nothing(each) for each in said)


def _asks_nothing(said: str) -> bool:
    """A tree without conditions, as Moodle writes it once one was taken away."""
    try:
        return not json.loads(said)["c"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return False


def first_tag(archive: Archive, member: str) -> dict[str, str]:
    """The numbers in it; what follows may hold what hundreds of people did."""
    if member not in archive:
        return {}
    with archive.open(member) as file:
        head = FIRST.search(file.read(HEAD))
    found = ATTRIBUTE.findall(head[0]) if head else []
    return {name.decode(): value.decode() for name, value in found}
