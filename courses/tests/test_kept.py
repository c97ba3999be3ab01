"""No edit takes back or re-dates what was earned, whatever order hypothesis makes."""

import contextlib
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import (
    arranging,
    authoring,
    certificates,
    completion,
    composing,
    corrections,
    enrollment,
    pacing,
    quiz_making,
    reading,
    rules,
    settling,
)
from courses.models import (
    Achievement,
    Activity,
    Certificate,
    Cohort,
    Completion,
    Course,
    Enrollment,
    Lesson,
    Result,
    Rule,
)
from courses.tests.factories import (
    answers,
    hand_in,
    make_cohort,
    make_lesson,
    make_module,
    make_quiz,
)

Earned = dict[tuple[Any, ...], datetime]
places = st.integers(min_value=0, max_value=2)
percents = st.sampled_from([0, 50, 60, 100])


class ThreeSteps(RuleBasedStateMachine):
    """A learner who earns in three steps, and a trainer who edits what they stand on.

    Each run is a transaction of its own, rolled back at its end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.trainer = make_person(is_staff=True)
        module = make_module()
        self.course = module.course
        self.lesson = make_lesson(module=module)
        self.quiz = make_quiz(module=module)
        self.steps = [
            self.lesson.activity,
            self.quiz.activity,
            make_lesson(module=module).activity,
        ]
        self.cohort = make_cohort(course=self.course, mode=Cohort.Mode.SCHEDULED)
        self.learner = make_person()
        enrollment.enroll(learner=self.learner, cohort=self.cohort)
        self.before: Earned = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @invariant()
    def what_was_earned_is_still_there_and_of_the_same_day(self) -> None:
        now = self.earned()
        assert self.before.items() <= now.items()
        self.before = now

    @invariant()
    def at_most_one_certificate_of_an_achievement_holds(self) -> None:
        holding = Certificate.objects.filter(revoked_at=None, replaced_at=None)
        about = list(holding.values_list("achievement", flat=True))
        assert len(about) == len(set(about))

    def earned(self) -> Earned:
        steps = Completion.objects.values_list("activity", "earned_at")
        whole = Achievement.objects.values_list("kind", "subject", "earned_at")
        return {
            **{("step", step): at for step, at in steps},
            **{(kind, subject): at for kind, subject, at in whole},
        }

    # Earning

    @precondition(lambda self: self.is_enrolled)
    @rule()
    def finish_the_lesson(self) -> None:
        with contextlib.suppress(Refused):
            reading.finish(learner=self.learner, activity=self.fresh(self.steps[0]))

    @precondition(lambda self: self.is_enrolled)
    @rule(position=st.sampled_from([1, 2]))
    def try_the_quiz(self, position: int) -> None:
        positions = [position] * self.quiz.slots.count()
        given = answers(self.quiz, *positions)
        with contextlib.suppress(Refused):
            hand_in(learner=self.learner, quiz=self.quiz, given=given)

    @rule(place=places, event=st.sampled_from(list(Rule)), value=percents)
    def something_happens(self, place: int, event: Rule, value: int) -> None:
        completion.meet(
            learner=self.learner,
            activity=self.fresh(self.steps[place]),
            event=event,
            value=value,
            evidence="uji",
        )

    @rule()
    def settle(self) -> None:
        settling.settle()

    # Editing

    @rule(
        place=places,
        asked=st.sampled_from([Rule.SCORE, Rule.APPROVED, Rule.VIEWED]),
        threshold=percents,
        average=st.sampled_from([None, 50, 100]),
    )
    def change_the_rules(
        self, place: int, asked: Rule, threshold: int, average: int | None
    ) -> None:
        rules.set_rules(
            author=self.trainer,
            course=self.course,
            asked={self.steps[place].pk: (asked, threshold)},
            minimum_average=average,
        )

    @rule(place=places, is_required=st.booleans())
    def make_a_step_required_or_not(self, place: int, is_required: bool) -> None:
        composing.set_up_activity(
            author=self.trainer,
            activity=self.fresh(self.steps[place]),
            title="Lain",
            minutes=1,
            is_required=is_required,
        )

    @rule(place=places, by=st.sampled_from([-1, 1]))
    def change_the_order(self, place: int, by: int) -> None:
        step = self.fresh(self.steps[place])
        with contextlib.suppress(Refused):
            arranging.shift_activity(author=self.trainer, activity=step, by=by)

    @rule(place=places)
    def withdraw_a_step(self, place: int) -> None:
        step = self.fresh(self.steps[place])
        composing.withdraw_activity(author=self.trainer, activity=step)

    @rule(place=places)
    def publish_a_step(self, place: int) -> None:
        with contextlib.suppress(Refused):
            composing.publish_activity(
                author=self.trainer, activity=self.fresh(self.steps[place])
            )

    @rule()
    def add_a_step(self) -> None:
        make_lesson(module=self.course.modules.all()[0])

    @rule()
    def rewrite_the_lesson(self) -> None:
        lesson = Lesson.objects.get(pk=self.lesson.pk)
        authoring.edit_lesson(
            author=self.trainer,
            lesson=lesson,
            version=lesson.version,
            title="Lain",
            minutes=1,
            summary="",
            body="<p>Lain.</p>",
        )

    @rule()
    def take_out_a_question(self) -> None:
        if self.quiz.slots.count() > 1:
            slot = self.quiz.slots.order_by("position")[0]
            quiz_making.take_out(author=self.trainer, slot=slot)

    @rule(status=st.sampled_from(Course.Status.values))
    def hide_or_show_the_course(self, status: str) -> None:
        Course.objects.filter(pk=self.course.pk).update(status=status)

    @rule()
    def move_the_due_date(self) -> None:
        pacing.set_pace(
            facilitator=self.trainer,
            cohort=self.cohort,
            due_dates={self.steps[0].pk: self.cohort.starts_on},
        )

    @precondition(lambda self: self.is_enrolled)
    @rule()
    def leave(self) -> None:
        enrollment.leave(learner=self.learner, cohort=self.cohort)

    @rule()
    def delete_what_it_stands_on(self) -> None:
        stood_on = [*Activity.objects.filter(completions__learner=self.learner)]
        for thing in stood_on:
            with pytest.raises(ProtectedError):
                thing.delete()

    # Correcting

    @rule(place=places, deed=st.sampled_from([corrections.grant, corrections.contest]))
    def correct_a_step(self, place: int, deed: Any) -> None:
        with contextlib.suppress(Refused):
            deed(
                facilitator=self.trainer,
                learner=self.learner,
                activity=self.fresh(self.steps[place]),
                reason="Alasan yang baik",
            )

    @rule(again=st.booleans())
    def void_the_certificates(self, again: bool) -> None:
        """Issued on the spot: printing them is not what is tried here."""
        held = Certificate.objects.filter(revoked_at=None, replaced_at=None)
        for number, certificate in enumerate(held):
            certificate.issued_at = certificate.requested_at
            certificate.number = f"{certificate.pk}-{number}"
            certificate.save()
            deed: dict[str, Any] = {"certificate": certificate, "reason": "Keliru"}
            if again:
                certificates.reissue(corrector=self.trainer, name="Lain", **deed)
            else:
                certificates.revoke(revoker=self.trainer, **deed)

    @property
    def is_enrolled(self) -> bool:
        return Enrollment.objects.active().filter(learner=self.learner).exists()

    def fresh(self, activity: Activity) -> Activity:
        return Activity.objects.select_related("module__course").get(pk=activity.pk)


@pytest.mark.django_db
def test_what_is_earned_is_kept():
    run_state_machine_as_test(
        ThreeSteps,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            # A failure is told as it was found: to shrink one takes ten minutes.
            phases=[Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_results_only_ever_grow():
    machine = ThreeSteps()
    for value in (50, 100, 0):
        machine.something_happens(place=1, event=Rule.SCORE, value=value)

    assert Result.objects.get().value == 100
    machine.teardown()
