"""What a survey was answered, question by question."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common import charts
from courses.models import Survey

SCALE = [str(step) for step in range(1, 6)]


@dataclass(frozen=True)
class Poll:
    """One question: a chart of its choices, or the texts in an order of their own."""

    prompt: str
    answered: int
    chart: charts.Bars | None
    texts: list[str]
    mean: float | None = None


def polls(survey: Survey) -> list[Poll]:
    """All questions that are still asked, in one query."""
    given = list(survey.responses.values_list("given", flat=True))
    return [_poll(question, given) for question in survey.questions]


def _poll(question: dict[str, Any], given: list[dict[str, Any]]) -> Poll:
    answers = [each[question["id"]] for each in given if question["id"] in each]
    if question["kind"] == Survey.Ask.TEXT:
        return Poll(question["prompt"], len(answers), None, sorted(answers))
    counted = Counter(
        choice
        for answer in answers
        for choice in (answer if isinstance(answer, list) else [answer])
    )
    is_scale = question["kind"] == Survey.Ask.SCALE
    named = SCALE if is_scale else question["choices"]
    # What is no longer offered was answered all the same.
    known = [*named, *(choice for choice in counted if choice not in named)]
    chart = charts.bars(
        title=question["prompt"],
        column=_("Jawaban"),
        rows=[
            (_label(c, is_scale), counted[c], _share(counted[c], len(answers)))
            for c in known
        ],
    )
    mean = sum(map(int, answers)) / len(answers) if is_scale and answers else None
    return Poll(question["prompt"], len(answers), chart, [], mean)


def _share(count: int, total: int) -> str:
    return f"{round(100 * count / total)}%" if total else ""


def _label(choice: str, is_scale: bool) -> str:
    return _("Nilai %(step)s") % {"step": choice} if is_scale else choice
