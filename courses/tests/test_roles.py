"""Who teaches is a role that forums can be opened to."""

import pytest

from accounts.tests.factories import make_person
from courses.tests.factories import make_cohort
from network import roles

pytestmark = pytest.mark.django_db


def test_who_facilitates_or_mentors_a_cohort_teaches():
    teaching, mentoring, learning = (make_person() for _ in range(3))
    make_cohort(facilitator=teaching, mentor=mentoring)

    found = set(roles.people_in("trainers"))

    assert found == {teaching, mentoring}
    assert learning not in found
