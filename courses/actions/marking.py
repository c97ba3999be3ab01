"""Scoring what was handed in, once, as the questions were worded then."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from courses.actions import completion
from courses.models import Answer, Attempt, Rule
from courses.questions import Unfit
from courses.questions.writing import LONGEST_ESSAY

Given = Mapping[int, Sequence[str]]

PRECISION = Decimal("0.000001")
# Shares such as a third are kept to six places; their sum must not lose a percent.
LOST_BY_ROUNDING = Decimal("0.001")


def fitting(answer: Answer, given: Sequence[str]) -> list[str]:
    """What fits the question; an answer that does not is as good as none.

    A text that a person will read is kept even so, as far as it goes.
    """
    asked = answer.version.asked
    try:
        return asked.fit(given)
    except Unfit:
        return [text[:LONGEST_ESSAY] for text in given[:1]] if asked.by_hand else []


def mark(answer: Answer) -> None:
    """The share the answer earns, unless a person has to say."""
    answer.share = as_share(answer.version.asked.score(answer.given))


def as_share(share: Fraction | None) -> Decimal | None:
    if share is None:
        return None
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return exact.quantize(PRECISION, ROUND_HALF_UP)


def add_up(attempt: Attempt, answers: Iterable[Answer]) -> None:
    """The attempt's figures, from its answers. What is not graded yet counts nothing.

    The score is rounded down: one shown as the pass score has reached it.
    """
    marked = list(answers)
    shares = [(answer.points, answer.share or Decimal(0)) for answer in marked]
    attempt.total = len(marked)
    attempt.points = sum(points for points, _share in shares)
    attempt.earned = sum((p * share for p, share in shares), Decimal(0))
    attempt.correct = sum(answer.is_right for answer in marked)
    attempt.waiting = sum(answer.share is None for answer in marked)
    percent = 100 * attempt.earned / (attempt.points or 1) + LOST_BY_ROUNDING
    attempt.score = min(100, int(percent))
    attempt.is_pass = attempt.score >= (attempt.quiz.activity.threshold or 0)


def credit(attempt: Attempt) -> None:
    """What the attempt earns its learner; a lower one takes nothing back."""
    completion.meet(
        learner=attempt.learner,
        activity=attempt.quiz.activity,
        event=Rule.SCORE,
        value=attempt.score,
        evidence=f"attempt:{attempt.pk}",
    )
