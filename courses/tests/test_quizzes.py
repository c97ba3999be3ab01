"""Quizzes: scored when handed in, kept for ever, passed once."""

import pytest

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.models import Attempt, Completion, Quiz
from courses.tests.factories import (
    answers,
    hand_in,
    make_cohort,
    make_enrollment,
    make_quiz,
)

pytestmark = pytest.mark.django_db


def learner_of(quiz: Quiz) -> User:
    cohort = make_cohort(course=quiz.activity.module.course)
    return make_enrollment(cohort=cohort).learner


def test_reaching_the_pass_score_completes_the_activity():
    quiz = make_quiz(questions=5, pass_score=80)
    learner = learner_of(quiz)

    attempt = hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, 1, 1, 1, 2))

    assert (attempt.score, attempt.correct, attempt.is_pass) == (80, 4, True)
    assert Completion.objects.get(learner=learner).activity == quiz.activity


def test_below_the_pass_score_nothing_is_completed_but_the_try_is_kept():
    quiz = make_quiz(questions=5, pass_score=80)
    learner = learner_of(quiz)

    attempt = hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, 1, 1, 2, 2))

    assert not attempt.is_pass
    assert attempt.answers.count() == 5
    assert not Completion.objects.exists()


def test_two_of_three_is_never_shown_as_67():
    quiz = make_quiz(questions=3, pass_score=67)
    learner = learner_of(quiz)

    attempt = hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, 1, 2))

    assert (attempt.score, attempt.is_pass) == (66, False)


def test_a_later_lower_try_takes_nothing_back():
    quiz = make_quiz(questions=2, pass_score=100)
    learner = learner_of(quiz)
    hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, 1))

    hand_in(learner=learner, quiz=quiz, given=answers(quiz, 2, 2))

    best = Attempt.objects.visible_to(learner).best_first().first()
    assert best is not None
    assert best.score == 100
    assert Completion.objects.count() == 1


def test_every_question_must_be_answered_with_a_choice_of_its_own():
    quiz = make_quiz()
    learner = learner_of(quiz)
    first, second = answers(quiz, 1, 1)

    for bad in (
        {},
        {first: ["0"]},
        {first: ["0"], second: ["7"]},
        {first: ["0"], second: ["0", "1"]},
        {first: ["0"], second: ["benar"]},
    ):
        with pytest.raises(Refused):
            hand_in(learner=learner, quiz=quiz, given=bad)

    assert not Attempt.objects.exists()


def test_only_those_with_a_seat_hand_in_quizzes():
    quiz = make_quiz()

    with pytest.raises(Refused):
        hand_in(learner=make_person(), quiz=quiz, given=answers(quiz, 1, 1))
