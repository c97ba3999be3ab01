"""Quizzes: scored when handed in, kept for ever, passed once."""

import pytest

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import quizzes
from courses.models import Attempt, Completion, Quiz
from courses.tests.factories import make_cohort, make_enrollment, make_module, make_quiz

pytestmark = pytest.mark.django_db


def chosen(quiz: Quiz, *positions: int) -> dict[int, int]:
    """The choice at each position, counted from one; the first is the right one."""
    return {
        question.pk: question.choices.all()[position - 1].pk
        for question, position in zip(quiz.questions.asked(), positions, strict=True)
    }


def learner_of(quiz: Quiz) -> User:
    cohort = make_cohort(course=quiz.activity.module.course)
    return make_enrollment(cohort=cohort).learner


def test_reaching_the_pass_score_completes_the_activity():
    quiz = make_quiz(questions=5, pass_score=80)
    learner = learner_of(quiz)

    attempt = quizzes.submit(
        learner=learner, quiz=quiz, chosen=chosen(quiz, 1, 1, 1, 1, 2)
    )

    assert (attempt.score, attempt.correct, attempt.is_pass) == (80, 4, True)
    assert Completion.objects.get(learner=learner).activity == quiz.activity


def test_below_the_pass_score_nothing_is_completed_but_the_try_is_kept():
    quiz = make_quiz(questions=5, pass_score=80)
    learner = learner_of(quiz)

    attempt = quizzes.submit(
        learner=learner, quiz=quiz, chosen=chosen(quiz, 1, 1, 1, 2, 2)
    )

    assert not attempt.is_pass
    assert attempt.answers.count() == 5
    assert not Completion.objects.exists()


def test_two_of_three_is_never_shown_as_67():
    quiz = make_quiz(questions=3, pass_score=67)
    learner = learner_of(quiz)

    attempt = quizzes.submit(learner=learner, quiz=quiz, chosen=chosen(quiz, 1, 1, 2))

    assert (attempt.score, attempt.is_pass) == (66, False)


def test_a_later_lower_try_takes_nothing_back():
    quiz = make_quiz(questions=2, pass_score=100)
    learner = learner_of(quiz)
    quizzes.submit(learner=learner, quiz=quiz, chosen=chosen(quiz, 1, 1))

    quizzes.submit(learner=learner, quiz=quiz, chosen=chosen(quiz, 2, 2))

    best = Attempt.objects.visible_to(learner).best_first().first()
    assert best is not None
    assert best.score == 100
    assert Completion.objects.count() == 1


def test_every_question_must_be_answered_with_a_choice_of_its_own():
    module = make_module()
    quiz, other = make_quiz(module=module), make_quiz(module=module)
    learner = learner_of(quiz)
    whole = chosen(quiz, 1, 1)
    first, second = whole
    foreign = chosen(other, 1, 1)

    for bad in (
        {},
        {first: whole[first]},
        {first: whole[first], second: whole[first]},
        {first: whole[first], second: next(iter(foreign.values()))},
    ):
        with pytest.raises(Refused):
            quizzes.submit(learner=learner, quiz=quiz, chosen=bad)

    assert not Attempt.objects.exists()


def test_only_those_with_a_seat_hand_in_quizzes():
    quiz = make_quiz()

    with pytest.raises(Refused):
        quizzes.submit(learner=make_person(), quiz=quiz, chosen=chosen(quiz, 1, 1))
