"""Scoring what was handed in, once, as the questions were worded then."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from courses.actions import completion
from courses.models import Answer, Attempt, Rule
from courses.questions import Asked, Unfit

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
        return asked.part(given) if asked.by_hand else []


def noted(answer: Answer, given: Sequence[str]) -> list[str]:
    """What stands of an answer while a clock runs.

    What does not fit takes the place of no answer that does, and else leaves its part.
    A text that a person will read is kept as it was written last.
    """
    asked = answer.version.asked
    if fits(asked, given):
        return asked.fit(given)
    if not asked.by_hand and fits(asked, answer.given):
        return answer.given or asked.part(given)
    return asked.part(given) or answer.given


def fits(asked: Asked, given: Sequence[str]) -> bool:
    """Also when nothing was given."""
    try:
        asked.fit(given)
    except Unfit:
        return False
    return True


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
