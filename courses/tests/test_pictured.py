"""Pictures of questions: brought in from Moodle, drawn, taken along, brought back."""

from pathlib import Path

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses import pictured
from courses.actions import intakes, library
from courses.models import Media, Question
from courses.tests.factories import make_course

pytestmark = pytest.mark.django_db

FILE = (Path(__file__).parent / "files" / "air.xml").read_bytes()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return make_person(is_staff=True)


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def brought(author, course, content=FILE):
    intake = intakes.look_through(
        author=author, course=course, name="air.xml", content=content
    )
    intakes.begin(author=author, intake=intake)
    intakes.bring_waiting()
    intake.refresh_from_db()
    return intake


def exported(client, author, course):
    client.force_login(author)
    address = reverse("courses:bank_file", args=[course.slug, "moodle"])
    return client.get(address).content


def test_a_picture_comes_into_the_library_and_the_question_shows_it(author, course):
    intake = brought(author, course)

    assert intake.report[1]["about"] == "Kapan warga diajak? [Bak air]"
    media = Media.objects.get(course=course)
    question = Question.objects.get(name="Musyawarah")
    assert (media.alt, media.uploaded_by) == ("Bak air", author)
    assert intake.counts["arrived"] == 9
    assert question.current is not None
    shown = pictured.drawn(question.current.prompt)
    assert f'src="{media.shown_url}"' in shown
    assert 'alt="Bak air"' in shown
    assert str(question.current) == "Kapan warga diajak?\n[Bak air]"


def test_brought_twice_question_and_picture_are_there_once(author, course):
    brought(author, course)

    again = brought(author, course)

    assert again.counts["arrived"] == 0
    assert (Question.objects.count(), Media.objects.count()) == (9, 1)


def test_out_and_in_again_nothing_changes(author, course, client):
    brought(author, course)
    first = exported(client, author, course)

    here = brought(author, course, first)
    other = make_course()
    other.authors.add(author)
    there = brought(author, other, first)

    assert here.counts == {"in": 0, "changed": 0, "left": 9, "arrived": 0}
    assert there.counts == {"in": 9, "changed": 0, "left": 0, "arrived": 9}
    assert exported(client, author, course) == first
    assert [q.name for q in Question.objects.of_bank(other).order_by("pk")] == [
        q.name for q in Question.objects.of_bank(course).order_by("pk")
    ]


def test_the_shared_bank_has_no_library_and_says_so_before(author):
    intake = brought(author, None)

    question = Question.objects.get(name="Musyawarah")
    assert question.current is not None
    assert question.current.prompt == "Kapan warga diajak?\nBak air"
    assert any("Gambar tidak dibawa" in note for note in intake.report[1]["notes"])
    assert not Media.objects.exists()


def test_a_picture_that_a_question_shows_stays_in_the_library(author, course):
    brought(author, course)

    with pytest.raises(Refused, match="Masih dipakai di soal"):
        library.remove(author=author, media=Media.objects.get())


def test_what_only_looks_like_a_picture_is_words():
    hostile = "![<b>](kelas/1/../../x.webp =1x1) ![a](https://jahat.id/a.png =1x1)<img>"

    assert "<img" not in pictured.drawn(hostile)
