"""What of a course a phone may keep: which pages, what they weigh, what changed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from urllib.parse import unquote

from django.core.files.storage import storages
from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from accounts.models import User
from courses import pictured
from courses.models import Activity, Attempt, Lesson, Quiz
from courses.summaries.outline import Outline, Step

# In bytes: the frame of a page, a step of the course page and of the list beside a
# lesson, and what stands around the words of a question.
FRAME = 8_500
ROW = 900
BESIDE = 300
QUESTION = 400

PICTURE = re.compile(r'<img [^>]*?src="([^"]+)"')


@dataclass(frozen=True)
class Leaf:
    """One page of a pocket.

    `version` changes with what the page says to anyone, `mark` with what its reader
    has done.
    """

    url: str
    title: str
    kind: str
    size: int
    version: str
    mark: str


@dataclass(frozen=True)
class Pocket:
    """A course as one reader may keep it; `left_out` open steps need a line."""

    title: str
    url: str
    pages: list[Leaf]
    left_out: int

    size: int = field(init=False)
    version: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", sum(leaf.size for leaf in self.pages))
        object.__setattr__(
            self, "version", _digest(leaf.version for leaf in self.pages)
        )


def pocket(outline: Outline, reader: User) -> Pocket:
    """Of an outline's steps those that the reader may open, as pages to keep.

    Lessons, and quizzes without a clock: whatever else needs a line. Four queries,
    however long the course is.
    """
    open_ones = [step for step in outline.steps if step.decision]
    lessons = _lessons(open_ones)
    quizzes = _quizzes(open_ones)
    tries = _tries(quizzes.values(), reader)
    leaves = []
    for step in open_ones:
        pk = step.activity.pk
        if pk in lessons:
            leaves.append(_lesson_leaf(outline, step, lessons[pk]))
        elif pk in quizzes:
            quiz = quizzes[pk]
            leaves.append(_quiz_leaf(outline, step, quiz, tries.get(quiz.pk, 0)))
    return Pocket(
        title=outline.course.title,
        url=outline.course.get_absolute_url(),
        pages=[_course_leaf(outline), *leaves],
        left_out=len(open_ones) - len(leaves),
    )


def _lessons(steps: list[Step]) -> dict[int, Lesson]:
    keys = _keys(steps, Activity.Kind.LESSON)
    return {lesson.activity_id: lesson for lesson in _of(Lesson.objects.all(), keys)}


def _quizzes(steps: list[Step]) -> dict[int, Quiz]:
    untimed = Quiz.objects.for_asking().filter(minutes_allowed=None)
    keys = _keys(steps, Activity.Kind.QUIZ)
    return {quiz.activity_id: quiz for quiz in _of(untimed, keys)}


def _keys(steps: list[Step], kind: str) -> list[int]:
    return [step.activity.pk for step in steps if step.activity.kind == kind]


def _of(rows: QuerySet, keys: list[int]) -> QuerySet:  # type: ignore[type-arg]
    return rows.filter(activity__in=keys)


def _tries(quizzes: Iterable[Quiz], reader: User) -> dict[int, int]:
    """How often the reader has handed in each: the next paper differs."""
    mine = Attempt.objects.filter(learner=reader, quiz__in=list(quizzes))
    return dict(mine.order_by().values_list("quiz").annotate(n=Count("pk")))


def _course_leaf(outline: Outline) -> Leaf:
    course = outline.course
    steps = list(outline.steps)
    shape = ([course.title, course.summary, course.description], _shape(steps))
    done = [step.activity.pk for step in steps if step.is_done]
    return Leaf(
        url=course.get_absolute_url(),
        title=course.title,
        kind="course",
        size=FRAME + ROW * len(steps) + _weight(course.description),
        version=_version(shape),
        mark=_digest(map(str, done)),
    )


def _lesson_leaf(outline: Outline, step: Step, lesson: Lesson) -> Leaf:
    words = f"{lesson.version}{lesson.summary}{lesson.body}"
    return Leaf(
        url=step.activity.get_absolute_url(),
        title=step.activity.title,
        kind=step.activity.kind,
        size=_frame(outline, step) + _weight(lesson.body) + sum(_pictures(lesson.body)),
        version=_version(words, _around(outline, step)),
        mark=str(step.activity.done_at or ""),
    )


def _quiz_leaf(outline: Outline, step: Step, quiz: Quiz, tries: int) -> Leaf:
    asked = [
        (slot.question and slot.question.current_id, slot.category_id, slot.count)
        for slot in quiz.slots.all()
    ]
    rules = (quiz.intro, quiz.tries, quiz.shuffles_questions, quiz.shuffles_choices)
    current = [slot.question.current for slot in quiz.slots.all() if slot.question]
    words = sum(_weight(f"{each.prompt}{each.body}") for each in current if each)
    prompts = "".join(each.prompt for each in current if each)
    pictures = sum(map(_picture, pictured.files_in(prompts)))
    return Leaf(
        url=step.activity.get_absolute_url(),
        title=step.activity.title,
        kind=step.activity.kind,
        size=_frame(outline, step) + QUESTION * quiz.question_count + words + pictures,
        version=_version(asked, rules, _around(outline, step)),
        mark=f"{step.activity.done_at or ''} {tries}",
    )


def _frame(outline: Outline, step: Step) -> int:
    return FRAME + BESIDE * len(outline.part_of(step.activity).steps)


def _around(outline: Outline, step: Step) -> object:
    """What a page shows of the steps beside it."""
    beside = [outline.before(step.activity), outline.after(step.activity)]
    return _shape([*outline.part_of(step.activity).steps, *filter(None, beside)])


def _shape(steps: Iterable[Step]) -> list[tuple[object, ...]]:
    return [
        (
            step.activity.pk,
            step.activity.title,
            step.activity.minutes,
            bool(step.decision),
        )
        for step in steps
    ]


def _pictures(body: str) -> Iterator[int]:
    """What each picture of ours weighs; those of other sites are not kept."""
    ours = storages["public"].url("")
    for address in set(PICTURE.findall(body)):
        if address.startswith(ours):
            yield _picture(unquote(address.removeprefix(ours)))


@lru_cache(maxsize=4096)
def _picture(name: str) -> int:
    """A file never changes under its name; one that is gone weighs nothing."""
    storage = storages["public"]
    return storage.size(name) if storage.exists(name) else 0


def _weight(text: str) -> int:
    return len(text.encode())


def _version(*facts: object) -> str:
    """A page in another language is another page."""
    return _digest(chain([get_language() or ""], map(repr, facts)))


def _digest(facts: Iterable[str]) -> str:
    return sha256("\n".join(facts).encode()).hexdigest()[:16]
