"""Drawing a paper: which questions of a quiz one learner is asked this time."""

import random
from collections import defaultdict

from django.utils.crypto import salted_hmac

from courses.models import Item, Paper, Question, QuestionVersion, Quiz, Slot


def draw(quiz: Quiz, learner: int, number: int) -> Paper:
    """The paper of the learner's try of this number, of a quiz read `for_asking`.

    The same until it is handed in: who reloads the page finds the questions they left,
    and cannot reload until the easy ones come.
    """
    whose = f"{quiz.pk}:{learner}:{number}"
    seed = salted_hmac("courses.paper", whose).hexdigest()[:32]
    # Dealing questions is no secret worth a stronger die.
    dice = random.Random(seed)  # noqa: S311
    slots = list(quiz.slots.all())
    pools = _pools(slots)
    items = [item for slot in slots for item in _take(slot, pools, dice)]
    if quiz.shuffles_questions:
        dice.shuffle(items)
    return Paper(quiz.pk, learner, seed, tuple(items))


def _pools(slots: list[Slot]) -> dict[int, list[QuestionVersion]]:
    """What may be drawn from each category: never what the quiz asks anyway."""
    categories = {slot.category_id for slot in slots if slot.category_id is not None}
    if not categories:
        return {}
    fixed = [slot.question_id for slot in slots if slot.question_id is not None]
    found = (
        Question.objects.asked()
        .filter(category__in=categories)
        .exclude(pk__in=fixed)
        .select_related("current")
        .order_by("pk")
    )
    pools: dict[int, list[QuestionVersion]] = defaultdict(list)
    for question in found:
        if question.current is not None:
            pools[question.category_id].append(question.current)
    return pools


def _take(
    slot: Slot, pools: dict[int, list[QuestionVersion]], dice: random.Random
) -> list[Item]:
    """The questions of one slot; drawn ones leave the pool, so none comes twice."""
    if slot.question is not None:
        current = slot.question.current
        return [Item(current, slot.points)] if current else []
    pool = pools.get(slot.category_id or 0, [])
    drawn = dice.sample(pool, min(slot.count, len(pool)))
    for version in drawn:
        pool.remove(version)
    return [Item(version, slot.points) for version in drawn]
