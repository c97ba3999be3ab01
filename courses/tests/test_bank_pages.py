"""Pages of the bank, of putting quizzes together, of clocks and of grading."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from courses.models import Answer, Attempt, Question, Quiz
from courses.tests.factories import (
    answers,
    hand_in,
    make_category,
    make_cohort,
    make_enrollment,
    make_module,
    make_question,
    make_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module()


@pytest.fixture
def author(module):
    person = make_person()
    module.course.authors.add(person)
    return person


@pytest.fixture
def learner(module):
    return make_enrollment(cohort=make_cohort(course=module.course)).learner


def address(name, quiz, *more):
    activity = quiz.activity
    slug = activity.module.course.slug
    return reverse(f"courses:{name}", args=[slug, activity.pk, *more])


WRITTEN = {
    "prompt": "Ibu kota?",
    "explanation": "",
    "row-text": ["Jakarta", "Bandung", ""],
    "row-mark": ["right", "", ""],
    "row-weight": ["", "", ""],
    "row-feedback": ["Ya.", "Bukan.", ""],
}


def test_a_question_written_for_a_quiz_goes_into_it(client, module, author):
    quiz = make_quiz(module=module, questions=0)
    category = make_category(course=module.course)
    client.force_login(author)
    page = reverse("courses:question_new", args=[module.course.slug])

    response = client.post(
        f"{page}?jenis=single&kuis={quiz.activity.pk}",
        {**WRITTEN, "category": category.pk},
    )

    assert response.url == address("edit", quiz)
    assert str(quiz.slots.get().question) == "Ibu kota?"
    assert "Ibu kota?" in client.get(response.url).content.decode()


def test_what_is_typed_stays_when_it_is_no_question_yet(client, module, author):
    category = make_category(course=module.course)
    client.force_login(author)
    page = reverse("courses:question_new", args=[module.course.slug])
    wrong = {**WRITTEN, "row-mark": ["", "", ""], "category": category.pk}

    response = client.post(f"{page}?jenis=single", wrong)

    assert response.status_code == 422
    assert "Tandai pilihan yang tepat." in response.content.decode()
    assert 'value="Bandung"' in response.content.decode()
    assert not Question.objects.exists()


def test_asking_for_more_rows_saves_nothing_and_keeps_what_is_typed(
    client, module, author
):
    category = make_category(course=module.course)
    client.force_login(author)
    page = reverse("courses:question_new", args=[module.course.slug])

    response = client.post(
        f"{page}?jenis=single", {**WRITTEN, "category": category.pk, "more": "1"}
    )

    assert response.status_code == 200
    assert response.content.decode().count('name="row-text"') == 5
    assert not Question.objects.exists()


def test_an_edit_is_a_new_version(client, module, author):
    question = make_question(category=make_category(course=module.course))
    client.force_login(author)
    page = reverse("courses:question", args=[question.pk])
    said = {**WRITTEN, "category": question.category_id}

    assert client.post(page, {**said, "version": "1"}).status_code == 302
    stale = client.post(page, {**said, "prompt": "Lain?", "version": "1"})

    assert stale.status_code == 422
    assert [v.number for v in question.versions.all()] == [2, 1]


@pytest.mark.parametrize(
    "kind",
    [
        *("single", "several", "truefalse", "short", "numeric"),
        *("matching", "ordering", "cloze", "essay"),
    ],
)
def test_every_kind_has_a_page_to_write_it(client, module, author, kind):
    client.force_login(author)
    page = reverse("courses:question_new", args=[module.course.slug])

    assert client.get(f"{page}?jenis={kind}").status_code == 200


def test_learners_and_strangers_see_no_bank(client, module, author, learner):
    question = make_question(category=make_category(course=module.course))
    quiz = make_quiz(module=module)
    pages = [
        reverse("courses:bank", args=[module.course.slug]),
        reverse("courses:shared_bank"),
        reverse("courses:question", args=[question.pk]),
        address("quiz_pick", quiz),
        address("quiz_items", quiz),
        address("edit", quiz),
    ]
    client.force_login(learner)

    assert [client.get(page).status_code for page in pages] == [403] * len(pages)


def test_the_bank_takes_the_same_queries_for_many_questions(
    client, module, author, django_assert_max_num_queries
):
    category = make_category(course=module.course)
    for number in range(4):
        make_question(category=category, prompt=f"Soal {number}?")
    client.force_login(author)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("courses:bank", args=[module.course.slug]))

    assert "Soal 3?" in page.content.decode()


def test_questions_are_picked_drawn_moved_and_taken_out(client, module, author):
    quiz = make_quiz(module=module, questions=1)
    category = make_category(title="Bersama")
    shared = make_question(category=category)
    client.force_login(author)

    client.post(address("quiz_pick", quiz), {"questions": [shared.pk]})
    drawn = {"category": category.pk, "count": "1", "points": "2"}
    client.post(address("quiz_draw", quiz), drawn)
    first = quiz.slots.order_by("position")[0]
    client.post(address("quiz_slot", quiz, first.pk), {"deed": "turun"})
    last = quiz.slots.order_by("position")[2]
    client.post(address("quiz_slot", quiz, last.pk), {"points": "5", "count": "3"})

    slots = list(quiz.slots.order_by("position"))
    assert [slot.question for slot in slots] == [shared, first.question, None]
    assert (slots[2].points, slots[2].count) == (5, 3)
    client.post(address("quiz_slot", quiz, first.pk), {"deed": "hapus"})
    assert quiz.slots.count() == 2


def test_rules_that_cannot_be_are_told(client, module, author):
    quiz = make_quiz(module=module)
    client.force_login(author)
    rules = {"grace_seconds": "60", "review": "all", "minutes_allowed": "0"}

    assert client.post(address("edit", quiz), rules).status_code == 422
    assert (
        client.post(
            address("edit", quiz), {**rules, "minutes_allowed": "15"}
        ).status_code
        == 302
    )
    assert Quiz.objects.get(pk=quiz.pk).minutes_allowed == 15


def test_a_clock_is_started_noted_and_stopped(client, module, learner):
    quiz = make_quiz(module=module)
    Quiz.objects.update(minutes_allowed=10)
    client.force_login(learner)
    assert "Mulai sekarang" in client.get(address("activity", quiz)).content.decode()

    client.post(address("begin", quiz))
    attempt = Attempt.objects.get()
    first, _second = answers(quiz, 1, 1)
    noted = client.post(address("keep", quiz, attempt.pk), {f"soal-{first}": "0"})
    page = client.get(address("activity", quiz)).content.decode()
    done = client.post(address("hand_in", quiz, attempt.pk), {f"soal-{first}": "0"})

    assert noted.status_code == 204
    assert page.count(" checked") == 1
    assert "1 dari 2 jawaban tepat." in client.get(done.url).content.decode()


def test_nobody_notes_or_hands_in_for_another(client, module, learner):
    quiz = make_quiz(module=module)
    Quiz.objects.update(minutes_allowed=10)
    client.force_login(learner)
    client.post(address("begin", quiz))
    attempt = Attempt.objects.get()
    other = make_enrollment(cohort=learner.enrollments.get().cohort).learner
    client.force_login(other)

    assert client.post(address("keep", quiz, attempt.pk)).status_code == 404
    assert client.post(address("hand_in", quiz, attempt.pk)).status_code == 404


def test_a_quiz_page_takes_the_same_queries_for_many_questions(
    client, module, learner, django_assert_max_num_queries
):
    quiz = make_quiz(module=module, questions=8)
    client.force_login(learner)

    with django_assert_max_num_queries(10):
        page = client.get(address("activity", quiz)).content.decode()

    assert "Soal 8 dari 8" in page


def test_an_essay_is_found_read_and_graded(client, module, author, learner):
    quiz = make_quiz(module=module, questions=0)
    essay = make_question(kind="essay", body={"guide": "Cari alasannya."})
    quiz.slots.create(question=essay, position=1)
    hand_in(learner=learner, quiz=quiz, given={essay.pk: ["Cerita saya."]})
    answer = Answer.objects.get()
    client.force_login(author)
    listed = client.get(reverse("courses:essays")).content.decode()
    page = reverse("courses:essay", args=[answer.pk])

    read = client.get(page).content.decode()
    wrong = client.post(page, {"percent": "120"})
    client.post(page, {"percent": "80", "remark": "Bagus."})

    assert learner.name in listed
    assert "Cerita saya." in read
    assert "Cari alasannya." in read
    assert wrong.status_code == 422
    assert Attempt.objects.get().score == 80
    client.force_login(learner)
    assert client.get(page).status_code == 404


def test_items_show_how_hard_they_are(client, module, author):
    quiz = make_quiz(module=module)
    cohort = make_cohort(course=module.course)
    for second in (1, 1, 2, 2):
        hand_in(
            learner=make_enrollment(cohort=cohort).learner,
            quiz=quiz,
            given=answers(quiz, 1, second),
        )
    client.force_login(author)

    page = client.get(address("quiz_items", quiz)).content.decode()

    assert "100%" in page
    assert "50%" in page
