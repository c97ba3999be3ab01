"""A quiz as a file of a course says it: its rules, and its questions in order."""

from typing import Any

from django.utils import timezone

from courses.actions import bank
from courses.actions.quiz_making import RULES
from courses.actions.sources.digests import digest
from courses.models import Activity, Category, Question, QuestionVersion, Quiz, Slot
from courses.models.rule import PASS_SCORE
from courses.questions import asked as asked_of

SINGLE = QuestionVersion.Kind.SINGLE
NOT_CONTENT = ("kind", "prompt", "explanation")


def write(activity: Activity, said: dict[str, Any]) -> None:
    """Questions that stay the same keep their rows; the others are retired."""
    activity.threshold = said.get("pass_score", PASS_SCORE)
    activity.save(update_fields=["threshold"])
    rules = {name: said[name] for name in RULES if name in said}
    quiz, _created = Quiz.objects.update_or_create(activity=activity, defaults=rules)
    present = {
        digest(_question_content(slot.question.current)): slot.question
        for slot in _slots(quiz)
        if slot.question and slot.question.current
    }
    quiz.slots.exclude(question=None).delete()
    versions = [_version(row) for row in said["questions"]]
    known = [present.pop(digest(_question_content(each)), None) for each in versions]
    pairs = zip(versions, known, strict=True)
    new = iter(_add(quiz, [version for version, question in pairs if not question]))
    Slot.objects.bulk_create(
        Slot(quiz=quiz, question=question or next(new), position=position)
        for position, question in enumerate(known, start=1)
    )
    for question in present.values():
        question.retired_at = timezone.now()
        question.save()


def content(activity: Activity) -> list[Any]:
    """What the rows say, to tell whether somebody has edited them here."""
    quiz = activity.quiz
    versions = [slot.question.current for slot in _slots(quiz) if slot.question]
    plain = Quiz()
    rules = {
        name: getattr(quiz, name)
        for name in RULES
        if name != "intro" and getattr(quiz, name) != getattr(plain, name)
    }
    said = [_question_content(version) for version in versions if version]
    return [quiz.intro, activity.threshold, said, *([rules] if rules else [])]


def _slots(quiz: Quiz) -> list[Slot]:
    return list(quiz.slots.select_related("question__current").order_by("position"))


def _version(row: dict[str, Any]) -> QuestionVersion:
    """The question of a file, as a version that is not stored yet."""
    kind = row.get("kind", SINGLE)
    body = {name: value for name, value in row.items() if name not in NOT_CONTENT}
    if "choices" in body:
        body["choices"] = [_choice(choice) for choice in body["choices"]]
    return QuestionVersion(
        kind=kind,
        prompt=row["prompt"],
        explanation=row.get("explanation", ""),
        body=asked_of(kind, body).document(),
    )


def _choice(row: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in row.items() if name != "correct"}
    return {**rest, "is_right": row["correct"]}


def _add(quiz: Quiz, versions: list[QuestionVersion]) -> list[Question]:
    """New questions, in the category of the course that is named like the quiz."""
    activity = quiz.activity
    category = Category.objects.get_or_create(
        course=activity.module.course, title=activity.title
    )[0]
    return bank.add_new(
        category=category, versions=versions, names=[""] * len(versions)
    )


def _question_content(version: QuestionVersion) -> Any:
    """Of the first kind as it was said before there were others: digests still fit."""
    if version.kind != SINGLE or _is_weighted(version):
        return [version.prompt, version.explanation, version.kind, version.body]
    choices = [
        [choice["text"], choice["is_right"], choice["feedback"]]
        for choice in version.body["choices"]
    ]
    return [version.prompt, version.explanation, choices]


def _is_weighted(version: QuestionVersion) -> bool:
    return any(choice["weight"] is not None for choice in version.body["choices"])
