"""Two authors at once: neither makes half a circle, nor loses the other's work."""

import pytest

from accounts.tests.factories import make_person
from courses.actions import arranging, composing, releasing
from courses.models import Activity, Condition
from courses.tests.at_once import at_once
from courses.tests.factories import make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def test_of_two_halves_of_a_circle_one_is_refused(author, course):
    module = make_module(course=course)
    first, second = (make_lesson(module=module).activity for _ in range(2))

    def wait(activity, other):
        releasing.set_condition(
            author=author, activity=activity, kind="done", other=other
        )

    refusals = at_once(lambda: wait(first, second), lambda: wait(second, first))

    assert sum(refusal is not None for refusal in refusals) == 1
    assert Condition.objects.count() == 1


def test_arranging_while_another_adds_loses_nothing(author, course):
    first, second = (make_module(course=course, title=name) for name in "AB")
    steps = [make_lesson(module=first).activity.pk for _ in range(3)]
    order = [(second.pk, list(reversed(steps))), (first.pk, [])]

    at_once(
        lambda: arranging.arrange(author=author, course=course, order=order),
        lambda: composing.add_activity(
            author=author, module=second, kind="lesson", title="Baru"
        ),
        lambda: arranging.shift_module(author=author, module=second, by=-1),
    )

    assert Activity.objects.of_course(course).count() == 4
    for module in course.modules.all():
        places = [step.position for step in module.activities.all()]
        assert len(places) == len(set(places))
