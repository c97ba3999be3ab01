"""Each kind of activity of a backup as steps of ours, or why it stays outside."""

from collections.abc import Callable
from functools import partial
from html import escape

from django.utils.translation import gettext as _

from common import richtext
from common.archives import Archive
from courses.exchange import marked
from courses.exchange.moodle import books, fields, quizzes, tasks
from courses.exchange.moodle.bank import Bank
from courses.exchange.moodle.links import shown
from courses.exchange.moodle.modules import Module, Section
from courses.exchange.moodle.names import name_of, reason_for
from courses.exchange.moodle.pool import Pool
from courses.exchange.moodle.words import Words, joined, says_something, under
from courses.exchange.parcels import Content, Line, Step

DISCUSSION = ("type", "duedate", "cutoffdate", "assessed", "grade_forum")


class Left(Exception):
    """This activity does not come in; `line` says why."""

    def __init__(self, module: Module, reason: str) -> None:
        super().__init__(reason)
        self.line = Line(name_of(module.kind), module.title, notes=(reason,))


class Reader:
    def __init__(
        self, archive: Archive, pool: Pool, bank: Bank, *, course: str, tracks: bool
    ) -> None:
        self._archive, self._pool, self._bank = archive, pool, bank
        self._course, self._tracks = course, tracks
        self.words = Words(archive, pool)
        self.asked_for: set[str] = set()
        self._kinds: dict[str, Callable[[Module], list[Step]]] = {
            "page": self._page,
            "label": self._label,
            "book": self._book,
            "url": self._address,
            "resource": self._files,
            "folder": self._files,
            "assign": self._task,
            "forum": self._discussion,
            "quiz": self._quiz,
        }

    def steps(self, module: Module) -> list[Step]:
        """Of one activity; or `Left`. What is inside a subsection is a section."""
        if module.kind == "subsection":
            return []
        kind = self._kinds.get(module.kind)
        if kind is None:
            raise Left(module, reason_for(module.kind))
        if module.member not in self._archive:
            raise Left(module, _("Isinya tidak ada di dalam berkas."))
        return kind(module)

    def introduction(self, section: Section) -> list[Step]:
        """What the section says of itself, as its first page."""
        html = fields.html(section.about, "summary")
        if not says_something(richtext.clean(html)):
            return []
        area = (self._course, "course", "section")

        def read() -> Content:
            return self.words.content(html, area, section.listed.id)

        title = _("Tentang “%s”") % section.title[:140]
        step = Step(
            *("lesson", _("Ringkasan bagian"), title),
            keys=(f"section:{section.listed.id}",),
            read=read,
            is_required=False,
        )
        return [step.noting(_("Ringkasan bagian menjadi bacaan sendiri."))]

    def _step(
        self, kind: str, module: Module, read: Callable[[], Content], title: str = ""
    ) -> Step:
        return Step(
            kind=kind,
            what=name_of(module.kind),
            title=(title or module.title or name_of(module.kind))[:160],
            keys=module.keys,
            read=read,
            is_draft=module.is_hidden,
            is_required=module.is_tracked or not self._tracks,
            notes=module.notes,
        )

    def _page(self, module: Module) -> list[Step]:
        def read() -> Content:
            about = self.words.about(module, "content", "contentformat")
            before = self.words.of(module, about)
            note = _("Deskripsi halaman berada di awal bacaan.")
            return under(before, self.words.of(module, about, "content"), note)

        return [self._step("lesson", module, read)]

    def _label(self, module: Module) -> list[Step]:
        """Moodle shows a label between activities; here it is a page of its own."""

        def read() -> Content:
            return self.words.of(module, self.words.about(module))

        step = self._step("lesson", module, read)
        return [step.noting(_("Label menjadi bacaan sendiri."))]

    def _book(self, module: Module) -> list[Step]:
        """A lesson for each chapter, which takes its subchapters along."""
        chapters = books.chapters(self._archive, module.member)
        if not chapters:
            raise Left(module, _("Buku ini tidak punya bab."))
        steps = []
        for place, chapter in enumerate(chapters):
            read = partial(self._chapter, module, chapter, is_first=place == 0)
            step = self._step("lesson", module, read, chapter.title)
            keys = tuple(f"chapter:{each}" for each in chapter.ids)
            notes = [*step.notes, _("Satu bab buku menjadi satu bacaan.")]
            if chapter.is_hidden and not step.is_draft:
                notes.append(_("Bab tersembunyi: di sini berupa draf."))
            steps.append(
                Step(
                    *(step.kind, step.what, step.title),
                    keys=(*(module.keys if place == 0 else ()), *keys),
                    read=read,
                    is_draft=step.is_draft or chapter.is_hidden,
                    is_required=step.is_required,
                    notes=tuple(notes),
                )
            )
        return steps

    def _chapter(
        self, module: Module, chapter: books.Chapter, *, is_first: bool
    ) -> Content:
        area = (module.context, "mod_book", "chapter")
        parts = []
        for item, title, html in books.texts(self._archive, module.member, chapter):
            heading = f"<h2>{escape(title, quote=False)}</h2>" if title else ""
            parts += [Content(heading), self.words.content(html, area, item)]
        if not is_first:
            return joined(*parts)
        before = self.words.of(module, self.words.about(module))
        note = _("Pengantar buku berada di awal bab pertama.")
        return under(before, joined(*parts), note)

    def _address(self, module: Module) -> list[Step]:
        about = self.words.about(module, "externalurl")
        address = fields.text(about, "externalurl")
        if not address.startswith(("http://", "https://")):
            raise Left(module, _("Alamatnya bukan alamat situs."))

        def read() -> Content:
            content = self.words.of(module, about)
            words = escape(module.title or address, quote=False)
            link = f'<p><a href="{escape(address)}">{words}</a></p>'
            return Content(content.text + richtext.clean(link), notes=content.notes)

        return [self._step("lesson", module, read)]

    def _files(self, module: Module) -> list[Step]:
        """A file, or a folder of them, on a page under what is said of them."""
        area = (module.context, f"mod_{module.kind}", "content")
        files = [file for _path, file in self._pool.all_in(area)]
        refused = tuple(file.left(file.refusal) for file in files if file.refusal)
        if len(refused) == len(files):
            none = _("Berkasnya tidak ada di dalam backup.")
            raise Left(module, " ".join(dict.fromkeys(refused)) or none)

        def read() -> Content:
            content = self.words.of(module, self.words.about(module))
            given = "".join(shown(file) for file in files if not file.refusal)
            return joined(content, Content(given), notes=refused)

        return [self._step("lesson", module, read)]

    def _task(self, module: Module) -> list[Step]:
        """The introduction, what is attached to it, and the instructions of 4.0 on."""
        about = self.words.about(module, *tasks.FIELDS, many=tasks.MANY)

        def read() -> Content:
            area = (module.context, "mod_assign", "introattachment")
            files = [file for _path, file in self._pool.all_in(area)]
            refused = tuple(file.left(file.refusal) for file in files if file.refusal)
            given = "".join(shown(file) for file in files if not file.refusal)
            settings, notes = tasks.read(self._archive, module, about)
            content = joined(
                self.words.of(module, about),
                Content(given),
                self.words.of(module, about, "activity", "activityattachment"),
                notes=refused,
            )
            said = (*content.notes, *notes)
            return Content(marked.down(content.text), settings, notes=said)

        return [self._step("assignment", module, read)]

    def _discussion(self, module: Module) -> list[Step]:
        about = self.words.about(module, *DISCUSSION)
        if fields.text(about, "type") == "news":
            raise Left(
                module, _("Forum pengumuman: di sini ada sapaan untuk angkatan.")
            )

        def read() -> Content:
            content = self.words.of(module, about)
            question = marked.down(content.text) or module.title
            notes = [*content.notes]
            if fields.day(about, "duedate") or fields.day(about, "cutoffdate"):
                notes.append(_("Tenggatnya tidak dibawa: tenggat milik angkatan."))
            if fields.is_on(about, "assessed") or fields.is_on(about, "grade_forum"):
                notes.append(_("Penilaian forum tidak dibawa."))
            return Content(question, notes=tuple(notes))

        step = self._step("discussion", module, read)
        return [step.noting(_("Topik dan balasan peserta tidak dibawa."))]

    def _quiz(self, module: Module) -> list[Step]:
        about = self.words.about(module, *quizzes.FIELDS, many=quizzes.MANY)
        slots = quizzes.slots(about)
        self.asked_for |= {slot.question for slot in slots}

        def read() -> Content:
            intro = self.words.of(module, about)
            notes = [*intro.notes, *quizzes.notes(about)]
            if "<a " in intro.text or "<img" in intro.text:
                notes.append(_("Gambar dan tautan di pengantarnya tidak dibawa."))
            asked = [slot for slot in slots if self._bank.asks(slot.question)]
            if len(asked) < len(slots):
                notes.append(_("Keterangan di antara soal tidak dibawa."))
            places = quizzes.places(asked, self._bank.drawn_from, notes)
            return Content(
                richtext.plain(intro.text),
                quizzes.settings(self._archive, module, about),
                places,
                tuple(dict.fromkeys(notes)),
            )

        return [self._step("quiz", module, read)]
