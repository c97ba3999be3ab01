"""Item analysis: the same figures as by hand."""

import pytest

from courses.summaries.items import item_figures
from courses.tests.factories import (
    answers,
    hand_in,
    make_cohort,
    make_enrollment,
    make_quiz,
)

pytestmark = pytest.mark.django_db

# Four learners, three questions: 1 is right, 2 is wrong.
TRIES = [(1, 1, 1), (1, 1, 2), (1, 2, 2), (2, 2, 1)]


def test_facility_and_discrimination_of_first_tries(django_assert_max_num_queries):
    quiz = make_quiz(questions=3)
    cohort = make_cohort(course=quiz.activity.module.course)
    for positions in TRIES:
        learner = make_enrollment(cohort=cohort).learner
        hand_in(learner=learner, quiz=quiz, given=answers(quiz, *positions))
        hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, 1, 1))

    with django_assert_max_num_queries(3):
        first, second, third = item_figures(quiz)

    assert [first.percent, second.percent, third.percent] == [75, 50, 50]
    assert [item.answers for item in (first, second, third)] == [4, 4, 4]
    # Against the rest: first 1110 with 2101, second 1100 with 2111, third 1001 with
    # 2210.
    assert first.discrimination == pytest.approx(0.0)
    assert second.discrimination == pytest.approx(0.57735, abs=1e-5)
    assert third.discrimination == pytest.approx(-0.30151, abs=1e-5)


def test_an_item_that_everybody_knows_tells_nobody_apart():
    quiz = make_quiz(questions=2)
    cohort = make_cohort(course=quiz.activity.module.course)
    for second in (1, 2):
        learner = make_enrollment(cohort=cohort).learner
        hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, second))

    known, _other = item_figures(quiz)

    assert (known.percent, known.discrimination) == (100, None)
