"""What waits for a mentor's eye: on the home page, and on the cohort's."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import make_person
from courses.actions import quiz_making, submissions
from courses.models import Assignment, Course
from courses.summaries.marking import piles, piles_in
from courses.tests.assignment_factories import make_assignment
from courses.tests.factories import (
    hand_in,
    make_cohort,
    make_enrollment,
    make_question,
    make_quiz,
)

pytestmark = pytest.mark.django_db


def work_of(assignment: Assignment, mentor: User) -> User:
    """A learner of this mentor, who has handed in."""
    course = assignment.activity.module.course
    cohort = make_cohort(course=course, mentor=mentor)
    learner = make_enrollment(cohort=cohort).learner
    submissions.hand_in(
        learner=learner, assignment=assignment, text="Petanya.", files=[]
    )
    return learner


def essay_of(assignment: Assignment, *learners: User) -> None:
    author = make_person()
    assignment.activity.module.course.authors.add(author)
    quiz = make_quiz(module=assignment.activity.module, questions=0)
    essay = make_question(kind="essay", body={"least_words": 1})
    quiz_making.ask(author=author, quiz=quiz, questions=[essay])
    for learner in learners:
        hand_in(learner=learner, quiz=quiz, given={essay.pk: ["Cerita."]})


def told(user: User, course: Course | None = None) -> dict[str, int]:
    found = piles(user) if course is None else piles_in(course, user)
    return {pile.kind: pile.count for pile in found}


def test_essays_and_assignments_are_counted_in_one_query(django_assert_num_queries):
    assignment, mentor = make_assignment(), make_person()
    for _ in range(3):
        learner = work_of(assignment, mentor)
    essay_of(assignment, learner)

    with django_assert_num_queries(1):
        waiting = told(mentor)
    with django_assert_num_queries(1):
        in_course = told(mentor, assignment.activity.module.course)

    assert waiting == in_course == {"works": 3, "essays": 1}
    assert told(make_person()) == {}
    assert told(mentor, make_cohort().course) == {}


def test_nobody_is_asked_to_judge_their_own():
    assignment, mentor = make_assignment(), make_person()
    learner = work_of(assignment, mentor)
    assignment.activity.module.course.authors.add(learner)

    assert told(learner) == {}


def test_home_and_cohort_lead_to_what_waits(client):
    assignment, mentor = make_assignment(), make_person()
    learner = work_of(assignment, mentor)
    essay_of(assignment, learner)
    cohort = learner.enrollments.get().cohort

    client.force_login(mentor)
    home = client.get(reverse("home")).content.decode()
    client.force_login(cohort.facilitator)
    board = client.get(cohort.get_absolute_url()).content.decode()

    for page in (home, board):
        assert "1 tugas menunggu telaah" in page
        assert "1 esai menunggu nilai" in page
        assert reverse("courses:submissions") in page
        assert reverse("courses:essays") in page


@pytest.mark.parametrize("pile", ["submissions", "essays"])
def test_the_piles_may_be_read_cohort_by_cohort(client, pile):
    assignment, author = make_assignment(), make_person()
    course = assignment.activity.module.course
    course.authors.add(author)
    people = {}
    for name in ("Angkatan Pagi", "Angkatan Sore"):
        cohort = make_cohort(course=course, name=name)
        learner = make_person(name=f"Peserta {name}")
        make_enrollment(cohort=cohort, learner=learner)
        submissions.hand_in(learner=learner, assignment=assignment, text="Isi")
        people[cohort] = learner
    essay_of(assignment, *people.values())
    client.force_login(author)
    address = reverse(f"courses:{pile}")

    for cohort, learner in people.items():
        shown = client.get(f"{address}?angkatan={cohort.pk}").content.decode()
        for other in people.values():
            assert (other.name in shown) == (other == learner)
    for unfit in ("", "?angkatan=asing", "?angkatan=0"):
        whole = client.get(f"{address}{unfit}").content.decode()
        assert all(learner.name in whole for learner in people.values())
