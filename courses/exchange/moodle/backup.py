"""A backup as a parcel: its sections, and in their order what stands in them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from common import richtext
from common.archives import Archive
from courses.exchange.drafts import Unreadable
from courses.exchange.moodle import fields, modules, surroundings
from courses.exchange.moodle.bank import Bank
from courses.exchange.moodle.modules import Listed, Section
from courses.exchange.moodle.pool import Pool
from courses.exchange.moodle.reading import Left, Reader
from courses.exchange.parcels import Asked, File, Line, Part, Step

LIST, COURSE = "moodle_backup.xml", "course/course.xml"
MOST_STEPS = 3_000


def is_backup(archive: Archive) -> bool:
    """Whether this is one that we read; or `Unreadable`."""
    if LIST not in archive and "moodle.xml" in archive:
        raise Unreadable(
            _("Ini backup Moodle 1.9 atau lebih lama. Pulihkan dulu di Moodle 2–4.")
        )
    return LIST in archive


class Backup:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        names = ("original_course_fullname", "moodle_release")
        many = ("activity", "section", "setting")
        self._list = fields.record(archive, LIST, *names, many=many)
        course = fields.record(archive, COURSE, "fullname", "summary", "summaryformat")
        self.title = (
            fields.text(course, "fullname")
            or fields.text(self._list, "original_course_fullname")
            or _("Kelas dari Moodle")
        )[:120]
        self.summary = richtext.plain(richtext.clean(fields.html(course, "summary")))
        release = fields.text(self._list, "moodle_release").partition(" ")[0]
        self.origin = f"Moodle {release[:20]}".strip()

    def parts(self) -> list[Part]:
        parts = [self._part(section) for section in self._sections]
        steps = [step for part in parts for step in part.steps]
        if len(steps) > MOST_STEPS:
            raise Unreadable(_("Lebih dari 3.000 kegiatan dalam satu backup."))
        self._reader.words.known = {key for step in steps for key in step.keys} | {
            "course"
        }
        return parts

    def questions(self) -> Iterator[Asked]:
        self.parts()
        return self._bank.questions(self._reader.asked_for)

    def around(self) -> Iterator[Line]:
        settings = {
            fields.text(each, "name"): fields.text(each, "value")
            for each in self._list.iter("setting")
            if fields.text(each, "level") == "root"
        }
        yield from surroundings.left(self._archive, settings)
        yield from self._pool.left()

    def files(self) -> list[File]:
        return self._pool.files()

    def file(self, key: str) -> File:
        return self._pool[key]

    @cached_property
    def _pool(self) -> Pool:
        titles = {
            module.context: module.title
            for section in self._sections
            for module in section.modules
        }
        sections = {f"section:{each.listed.id}": each.title for each in self._sections}
        return Pool(self._archive, titles | sections)

    @cached_property
    def _bank(self) -> Bank:
        return Bank(self._archive, self._pool)

    @cached_property
    def _reader(self) -> Reader:
        """What a course that follows progress does not follow is optional."""
        found = [module for each in self._sections for module in each.modules]
        tracks = any(module.is_tracked for module in found)
        context = modules.first_tag(self._archive, COURSE).get("contextid", "")
        return Reader(
            self._archive, self._pool, self._bank, course=context, tracks=tracks
        )

    @cached_property
    def _sections(self) -> list[Section]:
        """In their order, each subsection after the section that it stands in."""
        sections = [self._section(each) for each in self._listed("section")]
        sections.sort(key=lambda each: fields.whole(each.about, "number"))
        inner = {each.owner: each for each in sections if each.owner}
        found = []
        for section in sections:
            if section.owner:
                continue
            found.append(section)
            keys = (key for module in section.modules for key in module.keys)
            found += [inner.pop(key) for key in keys if key in inner]
        return [*found, *inner.values()]

    def _section(self, listed: Listed) -> Section:
        member = f"{listed.folder}/section.xml"
        about = fields.only(self._archive, member, "section")
        order = fields.text(about, "sequence").split(",")
        inside = [
            each for each in self._listed("activity") if each.section == listed.id
        ]
        inside.sort(key=lambda each: order.index(each.id) if each.id in order else 9999)
        found = tuple(modules.opened(self._archive, each) for each in inside)
        return Section(listed, about, found)

    def _listed(self, name: str) -> list[Listed]:
        key = "moduleid" if name == "activity" else "sectionid"
        return [
            Listed(
                id=fields.text(each, key),
                title=fields.text(each, "title")[:160],
                folder=fields.text(each, "directory"),
                kind=fields.text(each, "modulename"),
                section=fields.text(each, "sectionid"),
            )
            for each in self._list.iter(name)
            if fields.text(each, "directory")
        ]

    def _part(self, section: Section) -> Part:
        steps: list[Step] = self._reader.introduction(section)
        left: list[Line] = []
        for module in section.modules:
            try:
                steps += self._reader.steps(module)
            except Left as reason:
                left.append(reason.line)
        if section.is_hidden:
            note = _("Bagian ini tersembunyi di Moodle: isinya di sini berupa draf.")
            steps = [replace(step, is_draft=True).noting(note) for step in steps]
        return Part(section.title, tuple(steps), tuple(left), section.notes)
