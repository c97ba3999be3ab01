"""Papers: the questions drawn for one try. No table, but what a try is made of."""

import random
from dataclasses import dataclass

from django.core import signing
from django.db.models import QuerySet

from common.prepared import prepared
from courses.models.question import QuestionVersion

SALT = "courses.paper"


@dataclass(frozen=True)
class Item:
    """One question of a paper: the version that is asked, and what it weighs."""

    version: QuestionVersion
    points: int

    def order(self, seed: str, *, shuffles: bool) -> list[int]:
        """In which order its parts are shown: the same, however often it is asked."""
        # Dealing questions is no secret worth a stronger die.
        dice = random.Random(f"{seed}:{self.version.question_id}")  # noqa: S311
        return self.version.asked.order(dice, shuffles=shuffles)


@dataclass(frozen=True)
class Paper:
    """What one learner is asked in one try.

    Signed, it travels in the form of a quiz without a clock: it may be kept on a phone
    for days, and is scored by the versions that were read.
    """

    quiz: int
    learner: int
    seed: str
    items: tuple[Item, ...]

    def sign(self) -> str:
        asked = [[item.version.pk, item.points] for item in self.items]
        return signing.dumps([self.quiz, self.learner, self.seed, asked], salt=SALT)


@prepared
def _versions(keys: tuple[int, ...]) -> QuerySet[QuestionVersion]:
    return QuestionVersion.objects.filter(pk__in=keys)


class Forged(ValueError):
    """This paper was not given out by us, or not to this learner for this quiz."""


def read_paper(signed: str, *, quiz: int, learner: int) -> Paper:
    """The paper that was given out, in one query, or `Forged` is raised."""
    try:
        whose, who, seed, asked = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Forged from error
    if (whose, who) != (quiz, learner):
        raise Forged
    keys = tuple(int(pk) for pk, _points in asked)
    versions = {version.pk: version for version in _versions(keys)}
    if len(versions) < len(asked):
        raise Forged
    items = tuple(Item(versions[pk], points) for pk, points in asked)
    return Paper(quiz, learner, seed, items)
