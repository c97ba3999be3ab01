"""Lessons written on the site: cleaned, never overwriting a newer edit."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import authoring
from courses.models import Lesson
from courses.tests.factories import make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db

HOSTILE = (
    '<h2>Judul</h2><p onclick="x()">Isi<script>alert(1)</script>'
    '<img src="x" onerror="alert(1)"><a href="javascript:alert(1)">taut</a></p>'
)


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def lesson(author):
    lesson = make_lesson()
    lesson.activity.module.course.authors.add(author)
    return lesson


def edit(lesson, author, **changed):
    given = {
        "version": lesson.version,
        "title": "Judul",
        "minutes": 6,
        "summary": "",
        "body": "<p>Baru.</p>",
    }
    return authoring.edit_lesson(author=author, lesson=lesson, **{**given, **changed})


def form(lesson: Lesson, **changed):
    given = {
        "version": lesson.version,
        "title": "Judul",
        "minutes": "6",
        "summary": "",
        "body": "<p>Baru.</p>",
    }
    return {**given, **changed}


def address(lesson: Lesson) -> str:
    activity = lesson.activity
    return reverse("courses:edit", args=[activity.module.course.slug, activity.pk])


def test_hostile_html_is_cleaned_when_it_is_saved(lesson, author):
    edit(lesson, author, body=HOSTILE)

    lesson.refresh_from_db()
    assert "<h2>Judul</h2>" in lesson.body
    for danger in ("script", "onclick", "onerror", "javascript"):
        assert danger not in lesson.body


def test_a_new_lesson_is_cleaned_too(author):
    course = make_course()
    course.authors.add(author)

    written = authoring.write_lesson(
        author=author,
        module=make_module(course=course),
        title="Baru",
        minutes=3,
        summary="",
        body=HOSTILE,
    )

    assert "script" not in written.body
    assert written.activity.position == 1


def test_an_edit_begun_from_an_older_version_overwrites_nothing(lesson, author):
    edit(lesson, author, body="<p>Lebih dulu.</p>")

    with pytest.raises(authoring.Outdated):
        edit(lesson, author, version=1, body="<p>Terlambat.</p>")

    lesson.refresh_from_db()
    assert (lesson.body, lesson.version) == ("<p>Lebih dulu.</p>", 2)


def test_strangers_do_not_edit(lesson):
    with pytest.raises(Refused):
        edit(lesson, make_person())


def test_saving_a_page_leads_back_to_the_lesson(client, lesson, author):
    client.force_login(author)

    response = client.post(address(lesson), form(lesson))

    assert response.status_code == 302
    assert response.url == lesson.activity.get_absolute_url()


def test_a_conflict_keeps_what_was_typed_and_shows_the_newer(client, lesson, author):
    edit(lesson, author, body="<p>Lebih dulu.</p>")
    client.force_login(author)

    response = client.post(
        address(lesson), form(lesson, version=1, body="<p>Tulisan saya.</p>")
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Tulisan saya." in page
    assert "<p>Lebih dulu.</p>" in page
    lesson.refresh_from_db()
    assert lesson.body == "<p>Lebih dulu.</p>"


def test_what_is_missing_is_said_and_the_rest_kept(client, lesson, author):
    client.force_login(author)

    response = client.post(
        address(lesson), form(lesson, title="", body="<p>Tulisan saya.</p>")
    )

    assert response.status_code == 422
    assert "Tulisan saya." in response.content.decode()


def test_text_without_tags_gets_its_paragraphs(client, lesson, author):
    client.force_login(author)

    client.post(address(lesson), form(lesson, body="Satu.\n\nDua."))

    lesson.refresh_from_db()
    assert lesson.body.replace("\n", "") == "<p>Satu.</p><p>Dua.</p>"


def test_only_the_editors_page_may_style_and_handle_inline(client, lesson, author):
    client.force_login(author)

    editing = client.get(address(lesson)).headers["Content-Security-Policy"]
    reading = client.get(lesson.activity.get_absolute_url()).headers[
        "Content-Security-Policy"
    ]

    assert "unsafe-inline" not in reading
    directives = dict(part.strip().split(" ", 1) for part in editing.split(";"))
    assert "unsafe-inline" not in directives["script-src"]
    assert "unsafe-inline" in directives["script-src-attr"]
    assert "unsafe-eval" not in editing


def test_a_stranger_is_refused_the_editor(client, lesson):
    client.force_login(make_person())

    assert client.get(address(lesson)).status_code == 403
