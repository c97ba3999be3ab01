"""Learners at once: the last try, the first answer, and a judgement that came late."""

from functools import partial

import pytest

from accounts.tests.factories import make_person
from courses.actions import discussions, quizzes, submissions
from courses.models import Feedback, Quiz, Submission
from courses.summaries.papers import draw
from courses.tests import test_discussions
from courses.tests.assignment_factories import make_assignment, make_learner, review
from courses.tests.at_once import at_once
from courses.tests.factories import answers, make_cohort, make_enrollment, make_quiz
from courses.tests.test_discussions import make_discussion
from forum.models import Topic

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_try_at_a_quiz_is_taken_once():
    made = make_quiz()
    Quiz.objects.filter(pk=made.pk).update(tries=1)
    quiz = Quiz.objects.for_asking().get(pk=made.pk)
    cohort = make_cohort(course=quiz.activity.module.course)
    learner = make_enrollment(cohort=cohort).learner
    hand_in = partial(
        quizzes.hand_in,
        learner=learner,
        quiz=quiz,
        paper=draw(quiz, learner.pk, 1),
        given=answers(made, 1, 1),
    )

    refusals = at_once(hand_in, hand_in, hand_in)

    assert refusals.count(None) == 1
    assert made.attempts.get().score == 100


def test_two_first_answers_of_a_discussion_open_one_topic():
    discussion = make_discussion()
    learners = [test_discussions.make_learner(discussion) for _ in range(3)]

    refusals = at_once(
        *(
            partial(
                discussions.answer,
                author=learner,
                discussion=discussion,
                body="Kami sudah mencoba.",
            )
            for learner in learners
        )
    )

    assert refusals == [None, None, None]
    topic = Topic.objects.get()
    discussion.refresh_from_db()
    assert discussion.topic == topic
    # The question, and an answer of each.
    assert topic.posts.count() == 4


def test_what_was_handed_in_anew_is_never_judged_by_what_was_read_before():
    assignment, mentor = make_assignment(), make_person()
    learner = make_learner(assignment, mentor=mentor)
    submissions.hand_in(learner=learner, assignment=assignment, text="Pertama.")
    submission = Submission.objects.get()
    review(mentor, submission, "returned")

    refusals = at_once(
        partial(
            submissions.hand_in,
            learner=learner,
            assignment=assignment,
            text="Kedua.",
        ),
        partial(review, mentor, submission, "approved", turn=1),
    )

    submission.refresh_from_db()
    assert refusals[0] is None
    assert refusals[1] is not None
    assert submission.state == Submission.State.HANDED_IN
    assert submission.turns.count() == 2
    assert Feedback.objects.get().verdict == "returned"


def test_of_two_mentors_who_judge_at_once_one_has_the_word():
    assignment, mentor = make_assignment(), make_person()
    learner = make_learner(assignment, mentor=mentor)
    other = make_person()
    assignment.activity.module.course.authors.add(other)
    submissions.hand_in(learner=learner, assignment=assignment, text="Petanya.")
    submission = Submission.objects.get()

    refusals = at_once(
        *(
            partial(review, one, submission, "approved", turn=1)
            for one in (mentor, other)
        )
    )

    assert refusals.count(None) == 1
    assert Feedback.objects.count() == 1
    assert learner.completions.count() == 1
