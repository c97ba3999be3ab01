"""Drafts: there for those who write, nowhere for those who learn."""

import pytest

from accounts.tests.factories import make_person
from courses.models import Activity, Cohort, Course
from courses.summaries import board, resume
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_enrollment,
    make_lesson,
    make_module,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module()


@pytest.fixture
def draft(module):
    lesson = make_lesson(module=module, title="Masih ditulis")
    Activity.objects.filter(pk=lesson.activity.pk).update(status="draft")
    return Activity.objects.get(pk=lesson.activity.pk)


@pytest.fixture
def learner(module):
    return make_enrollment(cohort=make_cohort(course=module.course)).learner


def test_a_learner_neither_sees_nor_opens_a_draft(client, module, draft, learner):
    make_lesson(module=module, title="Sudah terbit")
    client.force_login(learner)

    page = client.get(module.course.get_absolute_url()).content.decode()

    assert "Sudah terbit" in page
    assert "Masih ditulis" not in page
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert not Activity.objects.visible_to(learner).filter(pk=draft.pk).exists()


def test_its_author_sees_and_opens_it(client, module, draft):
    author = make_person()
    module.course.authors.add(author)
    client.force_login(author)

    page = client.get(module.course.get_absolute_url()).content.decode()

    assert "Masih ditulis" in page
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_a_draft_is_nothing_that_must_be_done(module, draft, learner):
    done = make_lesson(module=module)
    make_completion(learner=learner, activity=done.activity)

    cohort = Cohort.objects.select_related("course").with_pace().get()
    line = board(cohort, cohort.facilitator).lines[0]
    card = Course.objects.for_catalog(learner).get()

    assert resume(learner) is None
    assert (len(line.done), line.next_activity, line.state) == (1, None, "finished")
    assert (card.done_count, card.activity_count) == (1, 1)
