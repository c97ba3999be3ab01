"""Taking the bank along: all of it in one file, back again unchanged."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from courses.exchange import read
from courses.models import Question
from courses.tests.factories import make_category, make_course, make_question
from courses.tests.test_questions import BODIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def content(question):
    version = question.current
    return version.kind, version.prompt, version.body, version.explanation


def test_a_bank_brought_back_is_the_bank_and_the_page_names_what_is_told_otherwise(
    author, course, client
):
    category = make_category(course=course, title="Air/Tanah")
    for kind, body in BODIES.items():
        make_question(category=category, kind=kind, prompt=f"{kind}?", body=body)
    client.force_login(author)

    page = client.get(
        reverse("courses:bank_export", args=[course.slug]), {"bentuk": "gift"}
    )
    file = client.get(reverse("courses:bank_file", args=[course.slug, "gift"]))

    drafts = [found.draft for found in read("gift", file.content)]
    questions = Question.objects.order_by("pk")
    assert [(d.kind, d.prompt, d.body, d.explanation) for d in drafts if d] == [
        content(question) for question in questions
    ]
    assert {draft.category for draft in drafts if draft} == {"Air/Tanah"}
    assert "1 soal menjadi keterangan" in page.content.decode()
    assert "cloze?" in page.content.decode()


def test_archived_questions_and_other_categories_stay(author, course, client):
    wanted = make_question(category=make_category(course=course), prompt="Ini?")
    make_question(category=make_category(course=course, title="Lain"), prompt="Itu?")
    client.force_login(author)

    address = reverse("courses:bank_file", args=[course.slug, "gift"])
    file = client.get(f"{address}?kategori={wanted.category_id}").content.decode()

    assert "Ini?" in file
    assert "Itu?" not in file


def test_only_those_who_write_take_it_along(course, client):
    client.force_login(make_person())

    answer = client.get(reverse("courses:bank_file", args=[course.slug, "gift"]))

    assert answer.status_code == 403


def test_the_file_is_made_in_few_queries(
    author, course, client, django_assert_max_num_queries
):
    category = make_category(course=course)
    for number in range(5):
        make_question(category=category, prompt=f"Soal {number}?")
    client.force_login(author)

    with django_assert_max_num_queries(8):
        client.get(reverse("courses:bank_file", args=[course.slug, "gift"]))
