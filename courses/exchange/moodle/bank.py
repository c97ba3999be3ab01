"""The question bank of a backup, read twice: what hangs together, then each question.

Until 3.11 a category holds questions; from 4.0 on it holds entries, and an entry has
versions, the newest of which is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common.archives import Archive
from courses.exchange import moodle_xml
from courses.exchange.drafts import Found
from courses.exchange.moodle import asking, fields
from courses.exchange.moodle.pool import ASKED, Pool
from courses.exchange.parcels import Asked

BANK = "questions.xml"
LARGEST_PICTURE = 5_000_000


@dataclass(frozen=True)
class Stored:
    """A question where it lies."""

    key: str
    category: str
    category_id: str
    element: Element
    is_hidden: bool

    @property
    def is_inner(self) -> bool:
        """Part of another, as the gaps of a text are."""
        parent = fields.text(self.element, "parent") or "0"
        return parent not in ("0", self.element.get("id", ""))

    @property
    def is_draw(self) -> bool:
        return fields.text(self.element, "qtype") == "random"


@dataclass
class Overview:
    """Titles of categories, by what quizzes call them; and texts of inner questions."""

    titles: dict[str, str] = field(default_factory=dict)
    inner: dict[str, str] = field(default_factory=dict)


class Bank:
    def __init__(self, archive: Archive, pool: Pool) -> None:
        self._archive, self._pool = archive, pool

    @property
    def titles(self) -> dict[str, str]:
        """A draw of old is a question itself, by whose key its category is found."""
        return self._overview.titles

    def questions(self, wanted: set[str]) -> Iterator[Asked]:
        """All that are not hidden, and of the hidden those that a quiz asks."""
        shown = (each for each in self._stored() if not (each.is_inner or each.is_draw))
        for stored in shown:
            if stored.is_hidden and stored.key not in wanted:
                yield Asked(stored.key, stored.category, _hidden(stored.element))
                continue
            yield Asked(stored.key, stored.category, self._found(stored))

    def _found(self, stored: Stored) -> Found:
        exported = asking.exported(stored.element, self._overview.inner)
        for area in ASKED:
            for folder, file in self._pool.beside(area, stored.element.get("id", "")):
                if file.size <= LARGEST_PICTURE:
                    content = self._archive.read(file.member)
                    asking.enclose(exported, area, folder, file.name, content)
        return moodle_xml.found(exported, stored.category)

    @cached_property
    def _overview(self) -> Overview:
        found = Overview()
        for stored in self._stored():
            if stored.category_id:
                found.titles.setdefault(stored.category_id, stored.category)
            if stored.is_draw:
                found.titles[stored.key] = stored.category
            elif stored.is_inner:
                text = fields.text(stored.element, "questiontext")
                found.inner[stored.element.get("id", "")] = text
        return found

    def _stored(self) -> Iterator[Stored]:
        category = ""
        names = ("name", "question_bank_entry", "question")
        for each in fields.elements(self._archive, BANK, *names):
            if each.tag == "name":
                category = fields.text_of(each)[:160] or _("Dari Moodle")
            elif each.tag == "question":
                key = f"question:{each.get('id', '')}"
                yield Stored(key, category, "", each, fields.is_on(each, "hidden"))
            elif (newest := _newest(each)) is not None:
                question, status = newest
                yield Stored(
                    f"entry:{each.get('id', '')}",
                    category,
                    fields.text(each, "questioncategoryid"),
                    question,
                    status not in ("", "ready"),
                )


def _newest(entry: Element) -> tuple[Element, str] | None:
    """The question of the entry's last version, and how that stands."""
    versions = sorted(
        entry.iter("question_versions"), key=lambda each: fields.whole(each, "version")
    )
    for version in reversed(versions):
        question = version.find("questions/question")
        if question is not None:
            return question, fields.text(version, "status")
    return None


def _hidden(question: Element) -> Found:
    about = fields.text(question, "name")[:140]
    reason = _("Tersembunyi di bank soal, dan tidak dipakai kuis mana pun.")
    return Found(0, about, None, (reason,))
