"""Pages of courses: what they answer, and how many queries they take."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from courses.actions import reading
from courses.models import Attempt, Completion, Course, Enrollment, Quiz
from courses.summaries import mentors_of, resume, waiting_for
from courses.summaries.papers import draw
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module()


@pytest.fixture
def learner(module):
    """Someone in a cohort of the module's course."""
    cohort = make_cohort(course=module.course, mentor=make_person(name="Mentor"))
    return make_enrollment(cohort=cohort).learner


def answers(quiz, position):
    """What the form of its page sends: the paper, and a choice for each question."""
    read = Quiz.objects.for_asking().get(pk=quiz.pk)
    learner = Enrollment.objects.get().learner_id
    given = {f"soal-{slot.question_id}": position for slot in quiz.slots.all()}
    return {"kertas": draw(read, learner, 1).sign(), **given}


def address(name, activity, *more):
    return reverse(
        f"courses:{name}", args=[activity.module.course.slug, activity.pk, *more]
    )


# The session is cached and the user is one query; the pages take the rest.


def test_the_catalogue_takes_the_same_queries_for_many_courses(
    client, learner, module, django_assert_max_num_queries
):
    make_lesson(module=module)
    for _ in range(3):
        make_lesson(module=make_module())
    client.force_login(learner)

    with django_assert_max_num_queries(6):
        page = client.get("/belajar/").content.decode()

    assert page.index("Kelas saya") < page.index("Kelas lain")


def test_the_course_page_takes_the_same_queries_for_many_steps(
    client, learner, module, django_assert_max_num_queries
):
    for _ in range(4):
        make_lesson(module=module)
        make_quiz(module=make_module(course=module.course))
        make_enrollment(cohort=learner.enrollments.get().cohort)
    client.force_login(learner)

    with django_assert_max_num_queries(11):
        page = client.get(module.course.get_absolute_url()).content.decode()

    assert "0 dari 8 kegiatan" in page
    assert "Mulai belajar" in page


def test_a_lesson_takes_the_same_queries_for_many_steps(
    client, learner, module, django_assert_max_num_queries
):
    lesson = make_lesson(module=module)
    for _ in range(4):
        make_lesson(module=module)
    client.force_login(learner)
    client.get(lesson.activity.get_absolute_url())

    with django_assert_max_num_queries(11):
        response = client.get(lesson.activity.get_absolute_url())

    assert "Tandai selesai" in response.content.decode()


def test_reading_says_that_the_learner_was_here_but_not_at_every_page(
    client, learner, module, django_assert_max_num_queries
):
    lesson = make_lesson(module=module)
    client.force_login(learner)

    client.get(lesson.activity.get_absolute_url())
    first = learner.enrollments.get().last_active_at
    client.get(lesson.activity.get_absolute_url())

    assert first is not None
    assert learner.enrollments.get().last_active_at == first


def test_the_catalogue_counts_modules_steps_and_what_the_reader_has_done(
    learner, module, django_assert_num_queries
):
    first = make_lesson(module=module)
    make_lesson(module=module)
    make_module(course=module.course)
    make_completion(learner=learner, activity=first.activity)
    make_completion(learner=make_person(), activity=first.activity)
    for _ in range(2):
        make_course()

    with django_assert_num_queries(1):
        courses = list(Course.objects.for_catalog(learner))

    mine = courses[0]
    assert (mine.is_mine, mine.module_count) == (True, 2)
    assert (mine.activity_count, mine.done_count) == (2, 1)
    assert [course.is_mine for course in courses[1:]] == [False, False]


def test_an_anonymous_reader_gets_the_catalogue_the_course_and_the_first_lesson(
    client, module
):
    first, second = make_lesson(module=module), make_lesson(module=module)

    assert client.get("/belajar/").status_code == 200
    assert client.get(module.course.get_absolute_url()).status_code == 200
    assert client.get(first.activity.get_absolute_url()).status_code == 200
    closed = client.get(second.activity.get_absolute_url())
    assert closed.status_code == 403
    assert "Masuk, lalu ikuti satu angkatan" in closed.content.decode()


def test_a_draft_and_the_unknown_are_not_found(client, module):
    lesson = make_lesson(module=module)
    draft = make_course(status=Course.Status.DRAFT)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/belajar/tidak-ada/").status_code == 404
    other = make_course()
    address = reverse("courses:activity", args=[other.slug, lesson.activity.pk])
    assert client.get(address).status_code == 404


def test_enrolling_leads_to_the_course(client, module):
    cohort = make_cohort(course=module.course)
    person = make_person()
    client.force_login(person)

    response = client.post(reverse("courses:enroll", args=[cohort.pk]))

    assert response.status_code == 302
    assert cohort.enrollments.active().get().learner == person


def test_a_full_cohort_answers_422_and_says_why(client, module):
    cohort = make_cohort(course=module.course, seats=1)
    make_enrollment(cohort=cohort)
    client.force_login(make_person())

    response = client.post(reverse("courses:enroll", args=[cohort.pk]))

    assert response.status_code == 422
    assert "Kursi angkatan ini sudah habis." in response.content.decode()


def test_marking_a_lesson_done_leads_on(client, learner, module):
    lesson, after = make_lesson(module=module), make_lesson(module=module)
    client.force_login(learner)

    response = client.post(address("finish", lesson.activity))

    assert response.url == after.activity.get_absolute_url()
    assert Completion.objects.get().activity == lesson.activity


def test_marking_done_without_a_seat_answers_422(client, module):
    lesson = make_lesson(module=module)
    client.force_login(make_person())

    response = client.post(address("finish", lesson.activity))

    assert response.status_code == 422
    assert not Completion.objects.exists()


def test_a_quiz_shows_its_result_with_feedback(client, learner, module):
    quiz = make_quiz(module=module)
    client.force_login(learner)

    response = client.post(address("submit", quiz.activity), answers(quiz, 1))

    page = client.get(response.url).content.decode()
    assert "0 dari 2 jawaban tepat." in page
    assert "Umpan balik salah." in page


def test_an_unanswered_question_keeps_the_other_answers(client, learner, module):
    quiz = make_quiz(module=module)
    client.force_login(learner)
    given = answers(quiz, 1)
    paper, first, _second = given
    some = {paper: given[paper], first: given[first]}

    response = client.post(address("submit", quiz.activity), some)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Soal ini belum dijawab." in page
    assert page.count(" checked") == 1
    assert f'name="{first}" value="1" required checked' in page
    assert not Attempt.objects.exists()


def test_the_same_answers_sent_twice_with_one_key_are_one_attempt(
    client, learner, module
):
    quiz = make_quiz(module=module)
    client.force_login(learner)
    given = {
        **answers(quiz, 0),
        "idempotency_key": "8f6b2a6e-5d35-4f55-9d69-1c6a2b3c4d5e",
    }
    body = "&".join(f"{name}={value}" for name, value in given.items())
    kind = "application/x-www-form-urlencoded"

    first = client.post(address("submit", quiz.activity), body, content_type=kind)
    second = client.post(address("submit", quiz.activity), body, content_type=kind)

    assert first.headers["Location"] == second.headers["Location"]
    assert Attempt.objects.count() == 1


def test_nobody_sees_anothers_result(client, learner, module):
    quiz = make_quiz(module=module)
    client.force_login(learner)
    result = client.post(address("submit", quiz.activity), answers(quiz, 0)).url
    other = make_enrollment(cohort=learner.enrollments.get().cohort).learner
    client.force_login(other)

    assert client.get(result).status_code == 404


def test_resuming_is_the_next_step_of_the_course_used_last(
    learner, module, django_assert_max_num_queries
):
    first, second = make_lesson(module=module), make_lesson(module=module)
    make_completion(learner=learner, activity=first.activity)

    with django_assert_max_num_queries(2):
        found = resume(learner)

    assert found is not None
    assert found.activity == second.activity
    assert (found.done, found.total) == (1, 2)


def test_what_waits_takes_three_queries(learner, module, django_assert_max_num_queries):
    for _ in range(3):
        make_lesson(module=module, title="Lanjutan")

    with django_assert_max_num_queries(3):
        waiting = waiting_for(learner)

    assert [item.title for item in waiting] == ["Lanjutan"]


def test_a_finished_course_leaves_nothing_to_resume(learner, module):
    lesson = make_lesson(module=module)
    make_completion(learner=learner, activity=lesson.activity)

    assert resume(learner) is None


def test_the_mentors_of_a_person_are_those_of_their_cohorts(learner):
    assert [mentor.name for mentor in mentors_of(learner)] == ["Mentor"]
    assert mentors_of(make_person()) == []


def test_what_was_passed_stays_so_on_every_page_when_the_course_grows(
    client, learner, module
):
    first = make_lesson(module=module)
    reading.finish(learner=learner, activity=first.activity)
    make_lesson(module=module, title="Pelajaran yang menyusul")
    client.force_login(learner)

    pages = [
        client.get(url).content.decode()
        for url in (
            reverse("courses:catalog"),
            module.course.get_absolute_url(),
            reverse("courses:grades"),
        )
    ]

    for page in pages:
        assert "Tuntas" in page
        assert "1 dari 2 kegiatan" in page.replace("<strong>", "")
