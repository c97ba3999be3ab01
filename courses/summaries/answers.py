"""What each person answered in a named survey: lines of a page, and a sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from common.sheets import Cell
from courses.models import Response, Survey


@dataclass(frozen=True)
class AnswerLine:
    """One person; each question that is still asked, with what they answered."""

    person: User
    answers: list[tuple[str, str]]


def named_responses(survey: Survey) -> QuerySet[Response]:
    """Of an anonymous survey there are none, whatever the rows say."""
    if survey.is_anonymous:
        return survey.responses.none()
    named = survey.responses.exclude(learner=None).select_related("learner")
    return named.order_by("learner__name", "learner_id")


def answer_lines(survey: Survey, responses: Iterable[Response]) -> list[AnswerLine]:
    return [
        AnswerLine(response.learner, _answers(survey, response.given))
        for response in responses
        if response.learner is not None
    ]


def answer_sheet(survey: Survey) -> Iterator[list[Cell]]:
    yield [_("Peserta"), *(question["prompt"] for question in survey.questions)]
    for response in named_responses(survey).iterator():
        name = response.learner.name if response.learner else ""
        yield [name, *(said for _prompt, said in _answers(survey, response.given))]


def _answers(survey: Survey, given: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (question["prompt"], _spoken(given.get(question["id"], "")))
        for question in survey.questions
    ]


def _spoken(answer: Any) -> str:
    return "; ".join(answer) if isinstance(answer, list) else str(answer)
