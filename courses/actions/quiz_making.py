"""Putting a quiz together: its rules, its questions, and what is drawn."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, Refused, no, require
from courses.actions import bank
from courses.models import Activity, Category, Course, Question, Quiz, Slot
from courses.permissions import can_edit

RULES = (
    "intro",
    "tries",
    "minutes_allowed",
    "grace_seconds",
    "shuffles_questions",
    "shuffles_choices",
    "review",
)


@transaction.atomic
def set_rules(*, author: User, quiz: Quiz, **rules: Any) -> Quiz:
    """How the quiz is taken from now on. What was scored stays as it was scored."""
    quiz = _lock(author, quiz)
    for name in RULES:
        setattr(quiz, name, rules[name])
    quiz.save()
    return quiz


@transaction.atomic
def ask(
    *, author: User, quiz: Quiz, questions: Iterable[Question], points: int = 1
) -> None:
    """Put questions at the end of the quiz; what it asks already stays where it is."""
    quiz = _lock(author, quiz)
    asked = set(quiz.slots.values_list("question_id", flat=True))
    for question in questions:
        _require_usable(question.category, quiz)
        if question.pk not in asked:
            _add(quiz, question=question, points=points)


@transaction.atomic
def ask_some(
    *, author: User, quiz: Quiz, category: Category, count: int, points: int = 1
) -> Slot:
    """Draw so many questions from a category, anew for every try."""
    quiz = _lock(author, quiz)
    _require_usable(category, quiz)
    return _add(quiz, category=category, count=count, points=points)


@transaction.atomic
def weigh(*, author: User, slot: Slot, points: int, count: int = 1) -> None:
    """What a slot weighs, and how many it draws."""
    _lock(author, slot.quiz)
    if slot.category_id is not None:
        slot.count = count
    slot.points = points
    slot.save(update_fields=["points", "count"])


@transaction.atomic
def move(*, author: User, slot: Slot, by: int) -> None:
    """Change places with the neighbour before (-1) or after (1), if there is one."""
    quiz = _lock(author, slot.quiz)
    slots = list(quiz.slots.all())
    place = slots.index(slot)
    other = place + by
    if not 0 <= other < len(slots):
        return
    slots[place], slots[other] = slots[other], slots[place]
    for position, each in enumerate(slots, start=1):
        Slot.objects.filter(pk=each.pk).update(position=position)


@transaction.atomic
def take_out(*, author: User, slot: Slot) -> None:
    """Ask it no more here; the question stays in the bank."""
    _lock(author, slot.quiz)
    slot.delete()


def make_empty(activity: Activity) -> None:
    """The quiz of a new activity, still without questions."""
    Quiz.objects.create(activity=activity)


def is_ready(activity: Activity) -> Decision:
    if activity.quiz.slots.exists():
        return YES
    return no(_("Susun dulu soalnya: paling sedikit satu."))


def copy(source: Activity, into: Activity) -> None:
    """The same rules and questions. In another course the course's own bank comes too,
    shared categories stay shared."""
    quiz, course = source.quiz, into.module.course
    twin = Quiz(activity=into, **{name: getattr(quiz, name) for name in RULES})
    twin.save()
    for slot in quiz.slots.select_related("question__category", "category"):
        Slot.objects.create(
            quiz=twin,
            position=slot.position,
            count=slot.count,
            points=slot.points,
            question=slot.question and _question_in(slot.question, course),
            category=slot.category and _category_in(slot.category, course),
        )


def _question_in(question: Question, course: Course) -> Question:
    """The question itself where it may be used, else its copy in the course's bank."""
    if question.category.course_id in (None, course.pk):
        return question
    return _copied(question, _twin_of(question.category, course))


def _category_in(category: Category, course: Course) -> Category:
    if category.course_id in (None, course.pk):
        return category
    twin = _twin_of(category, course)
    for question in category.questions.asked().select_related("current").order_by("pk"):
        _copied(question, twin)
    return twin


def _twin_of(category: Category, course: Course) -> Category:
    return Category.objects.get_or_create(course=course, title=category.title)[0]


def _copied(question: Question, category: Category) -> Question:
    """Its copy, made once however many quizzes ask it."""
    version = question.current
    assert version is not None
    known = category.questions.filter(
        current__kind=version.kind,
        current__prompt=version.prompt,
        current__body=version.body,
    ).first()
    if known is not None:
        return known
    twin = Question.objects.create(category=category)
    bank.add_version(
        question=twin,
        kind=version.kind,
        prompt=version.prompt,
        body=version.body,
        explanation=version.explanation,
        author=version.written_by,
    )
    return twin


def _lock(author: User, quiz: Quiz) -> Quiz:
    """The quiz, its row locked: two people cannot give two slots one place."""
    quiz = Quiz.objects.select_for_update(of=("self",)).get(pk=quiz.pk)
    require(can_edit(author, quiz.activity.module.course))
    return quiz


def _add(quiz: Quiz, **slot: Any) -> Slot:
    last = quiz.slots.aggregate(last=Max("position"))["last"] or 0
    return Slot.objects.create(quiz=quiz, position=last + 1, **slot)


def _require_usable(category: Category, quiz: Quiz) -> None:
    if category.course_id not in (None, quiz.activity.module.course_id):
        raise Refused(_("Soal itu ada di bank kelas lain."))
