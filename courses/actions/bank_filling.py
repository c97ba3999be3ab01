"""Filling the bank from drafts: each question once, its pictures in the library.

The caller has asked who may, and holds the transaction.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounts.models import User
from courses.actions import bank
from courses.actions.picturing import Shelf
from courses.exchange import Draft
from courses.models import Category, Course, Question, QuestionVersion

BATCH = 50
Mark = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """Where questions go: those of a file to categories of its own, or all to one."""

    course: Course | None
    unnamed: str
    chosen: Category | None = None

    def title(self, draft: Draft) -> str:
        if self.chosen is not None:
            return self.chosen.title
        return (draft.category or self.unnamed)[:160]

    def mark(self, draft: Draft) -> Mark:
        return self.title(draft), _said(draft)

    def shelf(self, drafts: Sequence[Draft]) -> Shelf:
        return Shelf(self.course, drafts)

    def known(self, drafts: Sequence[Draft]) -> dict[Mark, Question]:
        """What its categories hold already, word for word."""
        titles = {self.title(draft) for draft in drafts}
        asked = Question.objects.of_bank(self.course).filter(category__title__in=titles)
        return {
            (question.category.title, _said(_draft(question.current))): question
            for question in asked.select_related("category", "current")
            if question.current is not None
        }

    def category(self, title: str) -> Category:
        if self.chosen is not None:
            return self.chosen
        return Category.objects.get_or_create(course=self.course, title=title)[0]


def fill(
    *,
    place: Place,
    author: User,
    drafts: Sequence[Draft],
    tell: Callable[[int], None] | None = None,
) -> list[Question]:
    """The question of each draft, in their order: the one that was there, or a new one.

    `tell` hears how many are through, every few.
    """
    known, shelf = place.known(drafts), place.shelf(drafts)
    marks = [place.mark(shelf.placed(draft)) for draft in drafts]
    fresh: dict[str, dict[Mark, Draft]] = defaultdict(dict)
    for mark, draft in zip(marks, drafts, strict=True):
        if mark not in known and mark not in fresh[mark[0]]:
            shelf.add(author, draft)
            fresh[mark[0]][mark] = shelf.placed(draft)
    done = len(drafts) - sum(map(len, fresh.values()))
    for title, wanted in fresh.items():
        category, waiting = place.category(title), list(wanted)
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            questions = bank.add_new(
                category=category,
                versions=[_version(wanted[mark], author) for mark in batch],
                names=[wanted[mark].name for mark in batch],
            )
            known |= zip(batch, questions, strict=True)
            done += len(batch)
            if tell is not None:
                tell(done)
    return [known[mark] for mark in marks]


def _version(draft: Draft, author: User) -> QuestionVersion:
    return QuestionVersion(
        kind=draft.kind,
        prompt=draft.prompt,
        body=draft.body,
        explanation=draft.explanation,
        written_by=author,
    )


def _draft(version: QuestionVersion) -> Draft:
    return Draft(version.kind, version.prompt, version.body, version.explanation)


def _said(draft: Draft) -> str:
    return json.dumps(draft.content, sort_keys=True)
