"""Questions of QTI 1.2 as Common Cartridge allows them, read into drafts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common import markup
from common.markup import said
from courses.exchange import numbers
from courses.exchange.drafts import Draft, Enclosed, Found, settled, short
from courses.exchange.moodle_texts import naming
from courses.exchange.texts import plainly
from courses.questions import Mistaken

PROFILE = re.compile(r"cc\.(\w+)\.v0p1")
TRUE = {"true", "benar", "t", "ya"}
MOST_POINTS = 1000

# The picture at an address of the package, if it is one.
Find = Callable[[str], Enclosed | None]


def fields(element: Element) -> dict[str, str]:
    """What the metadata of an item or assessment says."""
    pairs = element.iter("qtimetadatafield")
    return {said(each, "fieldlabel"): said(each, "fieldentry") for each in pairs}


def points(item: Element, notes: list[str]) -> int:
    """As whole points, at least one: a question that weighs nothing is asked too."""
    weight = numbers.exact(fields(item).get("cc_weighting", ""))
    exact = weight if weight is not None else 1
    found = max(1, min(round(exact), MOST_POINTS))
    if found != exact:
        notes.append(_("Bobot soal menjadi bilangan bulat, paling sedikit 1."))
    return found


def read(item: Element, find: Find) -> Found:
    line, name = markup.line(item), short(item.get("title", ""))
    asking = _Asking(item, find)
    try:
        draft = asking.draft(name)
    except Mistaken as mistake:
        about = name or " ".join(asking.shown("presentation/material").split())
        return Found(line, about[:140], None, (str(mistake),))
    return settled(line, name, draft, asking.notes)


@dataclass(frozen=True)
class Rule:
    """What an answer earns, and which feedback it is shown."""

    given: tuple[str, ...]
    excluded: frozenset[str]
    is_right: bool
    feedback: tuple[str, ...]
    exact: bool
    is_pattern: bool

    @property
    def is_single(self) -> bool:
        """Whether it is about one choice alone."""
        return len(self.given) == 1 and not self.excluded


class _Asking:
    def __init__(self, item: Element, find: Find) -> None:
        self._item, self._find = item, find
        self.notes: list[str] = []
        self._pictures: dict[str, Enclosed] = {}
        self._rules = [_rule(each) for each in item.iter("respcondition")]
        self._feedback = {
            each.get("ident", ""): each for each in item.iter("itemfeedback")
        }

    def draft(self, name: str) -> Draft:
        profile = PROFILE.search(fields(self._item).get("cc_profile", ""))
        kinds: dict[str, Callable[[], tuple[str, dict[str, Any]]]] = {
            "multiple_choice": self._single,
            "multiple_response": self._several,
            "true_false": self._statement,
            "fib": self._short,
            "pattern_match": self._short,
            "essay": self._essay,
        }
        kind = profile[1] if profile else self._guessed()
        if kind not in kinds:
            raise Mistaken(
                _("Soal jenis “%(kind)s” tidak ada di sini.") % {"kind": kind}
            )
        prompt = self.shown("presentation/material") or self.shown(
            "presentation/flow/material"
        )
        found, body = kinds[kind]()
        explanation = self._told("general_fb", shows=True)
        whole = ("correct_fb", "general_incorrect_fb")
        if any(self._told(each) for each in whole):
            self.notes.append(_("Umpan balik untuk hasil keseluruhan tidak dibawa."))
        if self._item.find(".//itemfeedback//hint") is not None:
            self.notes.append(_("Petunjuk untuk mencoba lagi tidak dibawa."))
        pictures = tuple(self._pictures.values())
        return Draft(found, prompt, body, explanation, name=name, pictures=pictures)

    def shown(self, path: str) -> str:
        """The words of a material, naming its pictures."""
        return "\n".join(
            self._text(each, shows=True) for each in self._item.findall(path)
        )

    def _single(self) -> tuple[str, dict[str, Any]]:
        return "single", {"choices": self._choices(self._right())}

    def _several(self) -> tuple[str, dict[str, Any]]:
        self.notes.append(
            _("Di asalnya harus tepat semua; di sini sebagian pun dinilai.")
        )
        return "several", {"choices": self._choices(self._right())}

    def _statement(self) -> tuple[str, dict[str, Any]]:
        """The one that says it is true comes first."""
        choices = self._choices(self._right())
        choices.sort(key=lambda choice: choice["text"].lower() not in TRUE)
        return "truefalse", {"choices": choices}

    def _short(self) -> tuple[str, dict[str, Any]]:
        right = [rule for rule in self._rules if rule.is_right]
        if any(rule.is_pattern for rule in right):
            raise Mistaken(
                _("Jawabannya dicocokkan dengan pola, dan itu belum ada di sini.")
            )
        answers = [
            {"text": text.strip(), "weight": 100, "feedback": self._of(rule)}
            for rule in right
            for text in rule.given
            if text.strip()
        ]
        return "short", {"answers": answers, "case": any(rule.exact for rule in right)}

    def _essay(self) -> tuple[str, dict[str, Any]]:
        return "essay", {"guide": self._told("solution")}

    def _guessed(self) -> str:
        """Many packages say no profile: the shape of the answer tells it."""
        choice = self._item.find(".//response_lid")
        if choice is not None:
            several = choice.get("rcardinality", "Single").lower() == "multiple"
            return "multiple_response" if several else "multiple_choice"
        if self._item.find(".//response_str") is None:
            return "?"
        return "fib" if any(rule.is_right for rule in self._rules) else "essay"

    def _right(self) -> set[str]:
        """What all the right answers name, and none of them excludes."""
        return {
            each
            for rule in self._rules
            if rule.is_right
            for each in rule.given
            if each not in rule.excluded
        }

    def _choices(self, right: set[str]) -> list[dict[str, Any]]:
        told = {rule.given[0]: self._of(rule) for rule in self._rules if rule.is_single}
        return [
            {
                "text": self._words(label, ".//material"),
                "is_right": label.get("ident", "") in right,
                "weight": None,
                "feedback": told.get(label.get("ident", ""), ""),
            }
            for label in self._item.iter("response_label")
        ]

    def _of(self, rule: Rule) -> str:
        own = (
            each for each in rule.feedback if each not in ("correct_fb", "general_fb")
        )
        return " ".join(filter(None, (self._told(each) for each in own)))

    def _told(self, ident: str, *, shows: bool = False) -> str:
        feedback = self._feedback.get(ident)
        if feedback is None:
            return ""
        parts = (self._text(each, shows=shows) for each in feedback.iter("material"))
        return "\n".join(parts).strip()

    def _words(self, parent: Element, path: str) -> str:
        return " ".join(self._text(each) for each in parent.findall(path)).strip()

    def _text(self, material: Element, *, shows: bool = False) -> str:
        texts = []
        for each in material.iter("mattext"):
            html = "".join(each.itertext())
            is_html = each.get("texttype", "text/plain") != "text/plain"
            if is_html and shows:
                html = naming(html, self._picture)
            texts.append(plainly(html, "html" if is_html else "moodle", self.notes))
        return "\n".join(texts).strip()

    def _picture(self, address: str) -> Enclosed | None:
        picture = self._find(address)
        if picture is not None:
            self._pictures[picture.name] = picture
        return picture


def _rule(condition: Element) -> Rule:
    excluded = {
        id(each) for no in condition.iter("not") for each in no.iter("varequal")
    }
    named = list(condition.iter("varequal"))
    worth = (numbers.exact(said_text(each)) for each in condition.iter("setvar"))
    return Rule(
        given=tuple(said_text(each) for each in named if id(each) not in excluded),
        excluded=frozenset(said_text(each) for each in named if id(each) in excluded),
        is_right=any(each is not None and each > 0 for each in worth),
        feedback=tuple(
            each.get("linkrefid", "") for each in condition.iter("displayfeedback")
        ),
        exact=any(each.get("case", "No").lower() == "yes" for each in named),
        is_pattern=condition.find(".//varsubstring") is not None,
    )


def said_text(element: Element) -> str:
    return "".join(element.itertext()).strip()
