"""An attempt as its learner may look back on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.models import Answer, Attempt, Item, QuestionVersion, Quiz
from courses.questions import Line

CHOSEN = {
    QuestionVersion.Kind.SINGLE,
    QuestionVersion.Kind.SEVERAL,
    QuestionVersion.Kind.TRUE_FALSE,
}


@dataclass(frozen=True)
class Reviewed:
    """One answer, marked as far as the review rule tells."""

    answer: Answer
    lines: list[Line]
    explanation: str

    @property
    def version(self) -> QuestionVersion:
        return self.answer.version

    @property
    def is_choice(self) -> bool:
        return self.version.kind in CHOSEN

    @property
    def is_waiting(self) -> bool:
        return self.answer.share is None

    @property
    def percent(self) -> int:
        return int(100 * (self.answer.share or 0))


@dataclass(frozen=True)
class Review:
    """`tells`: what is right is said. `answers` is empty when only the score is."""

    attempt: Attempt
    tells: bool
    answers: list[Reviewed]


def review(attempt: Attempt, tries: Sequence[Attempt]) -> Review:
    """What the learner sees of an attempt read `for_reading`, among all their tries."""
    rule = attempt.quiz.review
    if rule == Quiz.Review.SCORE:
        return Review(attempt, False, [])
    tells = rule == Quiz.Review.ALL or _is_over(attempt.quiz, tries)
    return whole_review(attempt, tells=tells)


def whole_review(attempt: Attempt, *, tells: bool = True) -> Review:
    """The attempt as whoever grades it sees it."""
    answers = [_reviewed(attempt, a, tells=tells) for a in attempt.answers.all()]
    return Review(attempt, tells, answers)


def _is_over(quiz: Quiz, tries: Sequence[Attempt]) -> bool:
    """Passed, or no try left."""
    if any(one.is_pass for one in tries):
        return True
    return quiz.tries is not None and len(tries) >= quiz.tries


def _reviewed(attempt: Attempt, answer: Answer, *, tells: bool) -> Reviewed:
    lines = answer.version.asked.lines(answer.given, tells=tells)
    if answer.version.kind in CHOSEN:
        # In the order in which they were read.
        shuffles = attempt.quiz.shuffles_choices
        order = Item(answer.version, answer.points).order(
            attempt.seed, shuffles=shuffles
        )
        lines = [lines[place] for place in order]
    explanation = answer.version.explanation if tells else ""
    return Reviewed(answer, lines, explanation)
