"""Bringing questions from a file: looked through, all or nothing, reported on."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import intakes
from courses.models import Category, Intake, Question
from courses.tests.factories import make_category, make_course, make_question

pytestmark = pytest.mark.django_db

FILE = b"""$CATEGORY: Air

Pertama?{=ya ~tidak}

Kedua[?]{=%33.3%ya =iya}

Hanya keterangan
"""

BREAKS_AT_100 = """
CREATE FUNCTION pg_temp.breaks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
CREATE TRIGGER breaks BEFORE INSERT ON courses_questionversion FOR EACH ROW
WHEN (NEW.prompt = 'Soal 100?') EXECUTE FUNCTION pg_temp.breaks();
"""


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def looked_through(author, course, content=FILE, **kwargs):
    return intakes.look_through(
        author=author, course=course, name="air.txt", content=content, **kwargs
    )


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def outcomes(intake):
    return [entry["outcome"] for entry in intake.report]


def test_nothing_comes_in_before_it_is_begun(author, course):
    intake = looked_through(author, course)

    intakes.bring_waiting()

    assert outcomes(intake) == ["in", "changed", "left"]
    assert not Question.objects.exists()


def test_begun_it_comes_in_whole_and_says_what_became_of_each_line(author, course):
    intake = looked_through(author, course)
    intakes.begin(author=author, intake=intake)

    brought = intakes.bring_waiting()

    intake.refresh_from_db()
    assert (brought, intake.state, intake.file.name) == (1, Intake.State.DONE, "")
    assert outcomes(intake) == ["in", "changed", "left"]
    assert [entry["line"] for entry in intake.report] == [3, 5, 7]
    questions = Question.objects.of_bank(course).order_by("pk")
    assert [str(question) for question in questions] == ["Pertama?", "Kedua[?]"]
    assert {question.category.title for question in questions} == {"Air"}
    assert questions.filter(current__written_by=author).count() == 2


def test_brought_twice_a_question_is_there_once(author, course):
    for _ in range(2):
        intakes.begin(author=author, intake=looked_through(author, course))
        intakes.bring_waiting()

    assert Question.objects.count() == 2
    assert outcomes(Intake.objects.first()) == ["left", "left", "left"]


def test_what_is_there_already_is_said_before_it_is_begun(author, course):
    intakes.begin(author=author, intake=looked_through(author, course))
    intakes.bring_waiting()

    twice = FILE + b"\nPertama?{=ya ~tidak}\n\nLain?{=ya ~tidak}\n"
    intake = looked_through(author, course, twice)

    assert outcomes(intake) == ["left", "left", "left", "left", "in"]
    assert intake.report[0]["notes"] == ["Sudah ada di kategori “Air”."]


def test_a_chosen_category_takes_all(author, course):
    category = make_category(course=course, title="Pilihan")

    intakes.begin(
        author=author, intake=looked_through(author, course, category=category)
    )
    intakes.bring_waiting()

    assert category.questions.count() == 2
    assert Category.objects.count() == 1


def test_when_it_fails_half_way_nothing_is_there_and_it_may_begin_again(author, course):
    content = b"\n\n".join(b"Soal %d?{=ya ~tidak}" % n for n in range(120))
    intake = looked_through(author, course, content)
    intakes.begin(author=author, intake=intake)

    run(BREAKS_AT_100)
    intakes.bring_waiting()
    run("DROP TRIGGER breaks ON courses_questionversion")
    intake.refresh_from_db()
    failed, there = intake.state, Question.objects.count()
    intakes.begin(author=author, intake=intake)
    intakes.bring_waiting()

    assert (failed, there) == (Intake.State.FAILED, 0)
    assert Question.objects.count() == 120


def test_whoever_may_not_write_the_bank_any_more_brings_nothing(author, course):
    intake = looked_through(author, course)
    intakes.begin(author=author, intake=intake)
    course.authors.clear()

    intakes.bring_waiting()

    assert not Question.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01{}", b"halo", b"\n\n//{}\n"])
def test_what_holds_no_questions_is_refused(author, course, content):
    with pytest.raises(Refused):
        looked_through(author, course, content)


def test_the_pages_lead_from_the_file_to_its_report(author, course, client):
    client.force_login(author)
    page = reverse("courses:intake_new", args=[course.slug])

    sent = client.post(page, {"file": SimpleUploadedFile("air.txt", FILE)})
    looked_at = client.get(sent.url).content.decode()
    client.post(sent.url)
    working = client.get(sent.url, headers={"HX-Request": "true"}).content.decode()
    intakes.bring_waiting()
    report = client.get(f"{sent.url}?hasil=left").content.decode()

    assert "2 soal siap dimasukkan." in looked_at
    assert "<progress" in working
    assert "2 soal masuk ke bank." in report
    assert "Hanya keterangan" in report
    assert "Pertama?" not in report


def test_a_stranger_sees_neither_the_page_nor_the_report(author, course, client):
    intake = looked_through(author, course)
    client.force_login(make_person())

    assert client.get(intake.get_absolute_url()).status_code == 404
    page = reverse("courses:intake_new", args=[course.slug])
    assert client.get(page).status_code == 403


def test_a_wrong_file_is_said_at_the_field(author, course, client):
    client.force_login(author)
    page = reverse("courses:intake_new", args=[course.slug])

    answer = client.post(page, {"file": SimpleUploadedFile("a.txt", b"halo")})

    assert answer.status_code == 422
    assert "bukan berkas soal" in answer.content.decode()


def test_files_nobody_began_are_forgotten(
    author, course, django_capture_on_commit_callbacks
):
    intake = looked_through(author, course)
    begun = looked_through(author, course)
    intakes.begin(author=author, intake=begun)
    Intake.objects.update(brought_at=timezone.now() - timedelta(days=4))

    with django_capture_on_commit_callbacks(execute=True):
        forgotten = intakes.forget_files()

    assert forgotten == 1
    assert not intake.file.storage.exists(intake.file.name)
    assert Intake.objects.get() == begun


def test_the_report_is_a_few_queries_however_long(
    author, course, client, django_assert_max_num_queries
):
    content = b"\n\n".join(b"Soal %d?{=ya ~tidak}" % n for n in range(40))
    intake = looked_through(author, course, content)
    client.force_login(author)

    with django_assert_max_num_queries(8):
        client.get(intake.get_absolute_url())


def test_a_question_of_another_category_with_the_same_words_comes_in(author, course):
    make_question(category=make_category(course=course), prompt="Pertama?")

    intakes.begin(author=author, intake=looked_through(author, course))
    intakes.bring_waiting()

    assert Question.objects.count() == 3
