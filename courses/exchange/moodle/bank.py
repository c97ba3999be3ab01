"""The question bank of a backup, read twice: what hangs together, then each question.

Until 3.11 a category holds questions; from 4.0 on it holds entries, and an entry has
versions, the newest of which is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from common import markup
from common.archives import Archive
from courses.exchange import moodle_xml
from courses.exchange.drafts import Found
from courses.exchange.moodle import asking, fields
from courses.exchange.moodle.categories import Categories
from courses.exchange.moodle.pool import ASKED, Pool
from courses.exchange.parcels import Asked

BANK = "questions.xml"
HELD = ("question_bank_entry", "question")
LARGEST_PICTURE = 5_000_000


@dataclass(frozen=True)
class Stored:
    """A question where it lies; `category` is the id of what it lies in."""

    key: str
    category: str
    element: Element
    is_hidden: bool
    has_number: bool

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
    """All categories; by key, the one that a draw of old is from; and inner texts.

    `words` are the keys of what stands among the questions and asks nothing.
    """

    categories: Categories = field(default_factory=Categories)
    words: set[str] = field(default_factory=set)
    draws: dict[str, str] = field(default_factory=dict)
    inner: dict[str, str] = field(default_factory=dict)


class Bank:
    def __init__(self, archive: Archive, pool: Pool) -> None:
        self._archive, self._pool = archive, pool

    def drawn_from(self, key: str) -> str:
        """The title of the category that a quiz names; empty for a single question.

        A draw of old is a question itself, by whose key its category is found.
        """
        found = self._overview
        return found.categories.title(found.draws.get(key, key))

    def asks(self, key: str) -> bool:
        """Whether it is more than words between the questions."""
        return key not in self._overview.words

    def questions(self, wanted: set[str]) -> Iterator[Asked]:
        """All that are not hidden, and of the hidden those that a quiz asks."""
        shown = (each for each in self._stored() if not (each.is_inner or each.is_draw))
        for stored in shown:
            category = self._overview.categories.title(stored.category)
            if stored.is_hidden and stored.key not in wanted:
                yield Asked(stored.key, category, _hidden(stored.element))
                continue
            yield Asked(stored.key, category, self._found(stored, category))

    def _found(self, stored: Stored, category: str) -> Found:
        exported = asking.exported(stored.element, self._overview.inner)
        if stored.is_hidden:
            SubElement(exported, "hidden").text = "1"
        if stored.has_number:
            SubElement(exported, "idnumber").text = "1"
        notes = []
        for area in ASKED:
            for folder, file in self._pool.beside(area, stored.element.get("id", "")):
                if file.size > LARGEST_PICTURE:
                    notes.append(file.left(_("Gambar di soal paling besar 5 MB.")))
                    continue
                content = self._archive.read(file.member)
                asking.enclose(exported, area, folder, file.name, content)
        found = moodle_xml.found(exported, category)
        return replace(found, notes=(*notes, *found.notes))

    @cached_property
    def _overview(self) -> Overview:
        """Names of categories and questions stand before what is in them."""
        found = Overview()
        for each in self._elements("name", "parent", *HELD):
            if each.tag == "name":
                found.categories.add(markup.around(each), fields.text_of(each))
            elif each.tag == "parent":
                found.categories.put_inside(markup.around(each), fields.text_of(each))
            elif (stored := _stored(each)) is None:
                continue
            elif stored.is_draw:
                found.draws[stored.key] = stored.category
            elif fields.text(stored.element, "qtype") == "description":
                found.words.add(stored.key)
            elif stored.is_inner:
                text = fields.text(stored.element, "questiontext")
                found.inner[stored.element.get("id", "")] = text
        return found

    def _stored(self) -> Iterator[Stored]:
        found = (_stored(each) for each in self._elements(*HELD))
        return (each for each in found if each is not None)

    def _elements(self, *names: str) -> Iterator[Element]:
        return fields.elements(self._archive, BANK, *names)


def _stored(each: Element) -> Stored | None:
    """A question of old, or an entry of 4.0 on; one without a version is none."""
    has_number = bool(fields.text(each, "idnumber"))
    if each.tag == "question":
        hidden = fields.is_on(each, "hidden")
        key = f"question:{each.get('id', '')}"
        return Stored(key, markup.around(each), each, hidden, has_number)
    if (newest := _newest(each)) is None:
        return None
    question, status = newest
    return Stored(
        f"entry:{each.get('id', '')}",
        fields.text(each, "questioncategoryid") or markup.around(each),
        question,
        status not in ("", "ready"),
        has_number,
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
