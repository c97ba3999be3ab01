"""Handing in a quiz."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, Refused, no, require
from courses.actions import completion
from courses.models import Activity, Answer, Attempt, Choice, Question, Quiz, Rule
from courses.permissions import can_do


@transaction.atomic
def submit(*, learner: User, quiz: Quiz, chosen: Mapping[int, int]) -> Attempt:
    """Score one try: a choice for every question asked, or `Refused` is raised.

    Every try is kept; reaching the pass score completes the activity, and a later,
    lower try takes nothing back.
    """
    require(can_do(learner, quiz.activity))
    choices = {
        choice.question_id: choice
        for choice in Choice.objects.filter(
            pk__in=chosen.values(), question__in=quiz.questions.asked()
        )
        if chosen.get(choice.question_id) == choice.pk
    }
    asked = set(quiz.questions.asked().values_list("pk", flat=True))
    if not asked or set(choices) != asked:
        raise Refused(_("Jawab semua soal dulu, lalu kirim."))
    attempt = _score(learner, quiz, list(choices.values()))
    completion.meet(
        learner=learner,
        activity=quiz.activity,
        event=Rule.SCORE,
        value=attempt.score,
        evidence=f"attempt:{attempt.pk}",
    )
    return attempt


def _score(learner: User, quiz: Quiz, choices: list[Choice]) -> Attempt:
    correct = sum(choice.is_correct for choice in choices)
    # Rounded down: a score shown as the pass score has reached it.
    score = 100 * correct // len(choices)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        score=score,
        correct=correct,
        total=len(choices),
        is_pass=score >= (quiz.activity.threshold or 0),
        submitted_at=timezone.now(),
    )
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            question_id=choice.question_id,
            choice=choice,
            is_correct=choice.is_correct,
        )
        for choice in choices
    )
    return attempt


def make_empty(activity: Activity) -> None:
    """The quiz of a new activity, still without questions."""
    Quiz.objects.create(activity=activity)


def is_ready(activity: Activity) -> Decision:
    if activity.quiz.questions.asked().exists():
        return YES
    return no(_("Tulis dulu paling sedikit satu soal."))


def copy(source: Activity, into: Activity) -> None:
    """The same questions as rows of their own: each quiz keeps its own answers."""
    quiz = source.quiz
    questions = list(quiz.questions.asked().prefetch_related("choices"))
    twin = Quiz.objects.create(activity=into, intro=quiz.intro)
    for question in questions:
        _copy_question(question, twin)


def _copy_question(question: Question, quiz: Quiz) -> None:
    twin = Question.objects.create(
        quiz=quiz,
        prompt=question.prompt,
        explanation=question.explanation,
        position=question.position,
    )
    Choice.objects.bulk_create(
        Choice(
            question=twin,
            text=choice.text,
            is_correct=choice.is_correct,
            feedback=choice.feedback,
            position=choice.position,
        )
        for choice in question.choices.all()
    )
