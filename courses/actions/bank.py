"""The question bank: writing questions, and every change as a version of its own."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions.authoring import Outdated
from courses.models import Category, Course, Question, QuestionVersion
from courses.permissions import can_write_bank
from courses.questions import Mistaken, asked


@transaction.atomic
def add_category(*, author: User, course: Course | None, title: str) -> Category:
    """A category of the course's bank, or of the shared one; one of each name."""
    require(can_write_bank(author, course))
    return Category.objects.get_or_create(course=course, title=title)[0]


@transaction.atomic
def rename_category(*, author: User, category: Category, title: str) -> None:
    require(can_write_bank(author, category.course))
    others = Category.objects.of_bank(category.course).exclude(pk=category.pk)
    if others.filter(title=title).exists():
        raise Refused(_("Sudah ada kategori dengan nama itu."))
    category.title = title
    category.save(update_fields=["title"])


@transaction.atomic
def write_question(
    *,
    author: User,
    category: Category,
    kind: str,
    prompt: str,
    body: dict[str, Any],
    explanation: str,
    name: str = "",
) -> Question:
    require(can_write_bank(author, category.course))
    question = Question.objects.create(category=category, name=name)
    add_version(
        question=question,
        kind=kind,
        prompt=prompt,
        body=body,
        explanation=explanation,
        author=author,
    )
    return question


@transaction.atomic
def reword(
    *,
    author: User,
    question: Question,
    version: int,
    category: Category,
    prompt: str,
    body: dict[str, Any],
    explanation: str,
    name: str = "",
) -> Question:
    """Say it otherwise from now on, or raise `Refused` or `Outdated`.

    Papers already given out and answers already handed in keep the version they were
    about. The row is locked: of two people who save at once, one is told.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    require(can_write_bank(author, question.category.course))
    if category.course_id != question.category.course_id:
        raise Refused(_("Kategori itu ada di bank soal lain."))
    current = question.current
    if current is None or current.number != version:
        raise Outdated(_("Soal ini sudah disimpan orang lain sejak Anda membukanya."))
    question.category, question.name = category, name
    question.save(update_fields=["category", "name"])
    add_version(
        question=question,
        kind=current.kind,
        prompt=prompt,
        body=body,
        explanation=explanation,
        author=author,
    )
    return question


@transaction.atomic
def retire(*, author: User, question: Question) -> None:
    """Ask it no more in draws. Quizzes that name it keep it until it is taken out."""
    require(can_write_bank(author, question.category.course))
    Question.objects.filter(pk=question.pk).update(retired_at=timezone.now())


@transaction.atomic
def bring_back(*, author: User, question: Question) -> None:
    require(can_write_bank(author, question.category.course))
    Question.objects.filter(pk=question.pk).update(retired_at=None)


def add_new(
    *, category: Category, versions: list[QuestionVersion], names: list[str]
) -> list[Question]:
    """A question for each of these first versions, whose content has been checked."""
    new = [Question(category=category, name=name) for name in names]
    questions = Question.objects.bulk_create(new)
    for question, version in zip(questions, versions, strict=True):
        version.question, version.number = question, 1
    QuestionVersion.objects.bulk_create(versions)
    for question, version in zip(questions, versions, strict=True):
        question.current = version
    Question.objects.bulk_update(questions, ["current"])
    return questions


def add_version(
    *,
    question: Question,
    kind: str,
    prompt: str,
    body: dict[str, Any],
    explanation: str = "",
    author: User | None = None,
) -> QuestionVersion:
    """The next version, unless nothing changed. The caller has asked who may."""
    try:
        document = asked(kind, body).document()
    except Mistaken as mistake:
        raise Refused(str(mistake)) from mistake
    current = question.current
    version = QuestionVersion(
        question=question,
        number=current.number + 1 if current else 1,
        kind=kind,
        prompt=prompt,
        body=document,
        explanation=explanation,
        written_by=author,
    )
    if current is not None and current.says_the_same(version):
        return current
    version.save()
    question.current = version
    question.save(update_fields=["current"])
    return version
