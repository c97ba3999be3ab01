"""No edit takes a completion back, whatever hypothesis makes of the order."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.tests.factories import make_person
from courses.actions import (
    authoring,
    completion,
    enrollment,
    outline,
    pacing,
    quiz_making,
    reading,
)
from courses.models import Activity, Cohort, Completion, Course, Lesson
from courses.tests.factories import (
    answers,
    hand_in,
    make_cohort,
    make_lesson,
    make_module,
    make_quiz,
)


class Scene:
    """A learner who earns and a trainer who edits."""

    def __init__(self) -> None:
        self.trainer = make_person(is_staff=True)
        self.module = make_module()
        self.course = self.module.course
        self.lesson = make_lesson(module=self.module)
        self.quiz = make_quiz(module=self.module)
        self.cohort = make_cohort(course=self.course, mode=Cohort.Mode.SCHEDULED)
        self.learner = make_person()
        enrollment.enroll(learner=self.learner, cohort=self.cohort)

    @property
    def is_enrolled(self) -> bool:
        return self.cohort.enrollments.active().filter(learner=self.learner).exists()

    def earned(self) -> dict[int, datetime]:
        rows = Completion.objects.of_learner(self.learner)
        return dict(rows.values_list("activity", "earned_at"))


def finish_the_lesson(scene: Scene) -> None:
    if scene.is_enrolled:
        reading.finish(learner=scene.learner, activity=scene.lesson.activity)


def pass_the_quiz(scene: Scene) -> None:
    _answer(scene, position=0)


def fail_the_quiz(scene: Scene) -> None:
    _answer(scene, position=1)


def earn_it_again(scene: Scene) -> None:
    for activity in Activity.objects.filter(completions__learner=scene.learner):
        completion.complete(
            learner=scene.learner, activity=activity, evidence="sekali lagi"
        )


def rewrite_the_lesson(scene: Scene) -> None:
    lesson = Lesson.objects.get(pk=scene.lesson.pk)
    authoring.edit_lesson(
        author=scene.trainer,
        lesson=lesson,
        version=lesson.version,
        title="Lain",
        minutes=1,
        summary="",
        body="<p>Lain.</p>",
    )


def raise_the_pass_score(scene: Scene) -> None:
    scene.quiz.activity.threshold = 100
    scene.quiz.activity.save()


def take_out_a_question(scene: Scene) -> None:
    if scene.quiz.slots.count() > 1:
        slot = scene.quiz.slots.order_by("position")[0]
        quiz_making.take_out(author=scene.trainer, slot=slot)


def make_it_optional(scene: Scene) -> None:
    Activity.objects.filter(module=scene.module).update(is_required=False)


def move_the_lesson(scene: Scene) -> None:
    other = outline.add_module(course=scene.course, title="Lain")
    Activity.objects.filter(pk=scene.lesson.activity.pk).update(module=other)


def hide_the_course(scene: Scene) -> None:
    Course.objects.filter(pk=scene.course.pk).update(status=Course.Status.DRAFT)


def move_the_due_date(scene: Scene) -> None:
    pacing.set_pace(
        facilitator=scene.trainer,
        cohort=scene.cohort,
        due_dates={scene.lesson.activity.pk: scene.cohort.starts_on},
    )


def leave(scene: Scene) -> None:
    if scene.is_enrolled:
        enrollment.leave(learner=scene.learner, cohort=scene.cohort)


def try_to_delete_what_was_earned(scene: Scene) -> None:
    for activity in Activity.objects.filter(completions__learner=scene.learner):
        with pytest.raises(ProtectedError):
            activity.delete()


EARNING = (finish_the_lesson, pass_the_quiz, fail_the_quiz, earn_it_again)
EDITING = (
    rewrite_the_lesson,
    raise_the_pass_score,
    take_out_a_question,
    make_it_optional,
    move_the_lesson,
    move_the_due_date,
    leave,
    try_to_delete_what_was_earned,
)
DEEDS: list[Callable[[Scene], None]] = [*EARNING, *EDITING]


class CompletionsAreKept(TestCase):
    """Each example is a transaction of its own, rolled back at its end."""

    @settings(max_examples=25, deadline=None)
    @given(deeds=st.lists(st.sampled_from(DEEDS), min_size=3, max_size=12))
    def test_a_completion_is_never_taken_back_by_edits(self, deeds) -> None:
        scene = Scene()
        earned: dict[int, datetime] = {}

        for deed in deeds:
            deed(scene)
            now = scene.earned()
            assert earned.items() <= now.items()
            earned = now

        hide_the_course(scene)
        assert scene.earned() == earned


def _answer(scene: Scene, position: int) -> None:
    if scene.is_enrolled:
        positions = [position + 1] * scene.quiz.slots.count()
        given = answers(scene.quiz, *positions)
        hand_in(learner=scene.learner, quiz=scene.quiz, given=given)
