"""What was earned stays earned."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from accounts.tests.factories import make_person
from courses.actions import completion
from courses.models import Achievement, Completion
from courses.models.kept import Kept
from courses.tests.factories import make_cohort, make_enrollment, make_lesson

pytestmark = pytest.mark.django_db


def test_done_twice_is_done_once_and_the_first_time_stands():
    learner = make_person()
    activity = make_lesson().activity

    first = completion.complete(learner=learner, activity=activity, evidence="dibaca")
    second = completion.complete(learner=learner, activity=activity, evidence="lagi")

    assert second == first
    assert second.earned_at == first.earned_at
    assert second.evidence == "dibaca"


def test_completing_says_when_the_learner_was_last_active():
    lesson = make_lesson()
    enrollment = make_enrollment()
    enrollment.cohort.course = lesson.activity.module.course
    enrollment.cohort.save()

    completion.complete(
        learner=enrollment.learner, activity=lesson.activity, evidence="dibaca"
    )

    enrollment.refresh_from_db()
    assert enrollment.last_active_at is not None


def test_what_was_earned_cannot_be_deleted_or_dated_again():
    learner = make_person()
    activity = make_lesson().activity
    earned = completion.complete(learner=learner, activity=activity, evidence="dibaca")

    with pytest.raises(Kept):
        earned.delete()
    with pytest.raises(Kept):
        earned.save()
    with pytest.raises(Kept):
        Completion.objects.all().delete()
    with pytest.raises(Kept):
        Completion.objects.update(evidence="lain")


@pytest.mark.parametrize("model", [Completion, Achievement])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET earned_at = now() - interval '1 day'",
        "UPDATE {} SET evidence = 'lain'",
        "DELETE FROM {}",
    ],
)
def test_the_database_itself_takes_back_nothing(model, statement):
    activity = make_lesson().activity
    enrollment = make_enrollment(cohort=make_cohort(course=activity.module.course))
    completion.complete(
        learner=enrollment.learner, activity=activity, evidence="dibaca"
    )
    before = list(model.objects.values())

    with (
        connection.cursor() as cursor,
        pytest.raises(IntegrityError, match="kept"),
        transaction.atomic(),
    ):
        cursor.execute(statement.format(model._meta.db_table))

    assert list(model.objects.values()) == before != []


@pytest.mark.parametrize("what", ["activity", "module", "course", "learner"])
def test_what_a_completion_stands_on_cannot_be_deleted(what):
    learner = make_person()
    activity = make_lesson().activity
    completion.complete(learner=learner, activity=activity, evidence="dibaca")
    things = {
        "activity": activity,
        "module": activity.module,
        "course": activity.module.course,
        "learner": learner,
    }

    with pytest.raises(ProtectedError):
        things[what].delete()

    assert Completion.objects.count() == 1
