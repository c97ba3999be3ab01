"""A lesson's history: every text is kept, and any can be made the newest."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import authoring
from courses.models import Revision
from courses.summaries import changes
from courses.tests.factories import make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_person(name="Penulis")


@pytest.fixture
def lesson(author):
    lesson = make_lesson(body="<p>Satu.</p>")
    lesson.activity.module.course.authors.add(author)
    return lesson


def save(lesson, author, body, **changed):
    given = {"title": "Judul", "minutes": 6, "summary": ""}
    lesson.refresh_from_db()
    return authoring.edit_lesson(
        author=author,
        lesson=lesson,
        version=lesson.version,
        body=body,
        **{**given, **changed},
    )


def address(name, lesson, *more):
    activity = lesson.activity
    args = [activity.module.course.slug, activity.pk, *more]
    return reverse(f"courses:{name}", args=args)


def test_every_save_keeps_the_text_before_it(lesson, author):
    save(lesson, author, "<p>Dua.</p>")
    save(lesson, author, "<p>Tiga.</p>")

    kept = [(each.version, each.body) for each in lesson.revisions.all()]

    assert kept == [(2, "<p>Dua.</p>"), (1, "<p>Satu.</p>")]
    assert lesson.revisions.get(version=2).saved_by == author


def test_an_older_text_made_newest_again_loses_nothing(lesson, author):
    save(lesson, author, "<p>Dua.</p>", title="Lain")

    restored = authoring.restore_lesson(author=author, revision=Revision.objects.get())

    assert (restored.body, restored.version) == ("<p>Satu.</p>", 3)
    assert restored.activity.title == "Pelajaran"
    assert lesson.revisions.count() == 2


def test_strangers_restore_nothing(lesson, author):
    save(lesson, author, "<p>Dua.</p>")

    with pytest.raises(Refused):
        authoring.restore_lesson(author=make_person(), revision=Revision.objects.get())


def test_minutes_left_empty_are_estimated_from_the_text(lesson, author):
    words = " ".join(["kata"] * 400)

    saved = save(lesson, author, f"<p>{words}</p>", minutes=None)

    assert saved.activity.minutes == 3


def test_the_history_is_shown_compared_and_restored(client, lesson, author):
    save(lesson, author, "<p>Satu.</p><p>Dua.</p>")
    client.force_login(author)

    listed = client.get(address("revisions", lesson)).content.decode()
    shown = client.get(address("revision", lesson, 1)).content.decode()
    response = client.post(address("restore", lesson, 1))

    assert "Versi 2" in listed
    assert "Versi 1" in listed
    assert "<ins>Dua.</ins>" in shown
    assert response.status_code == 302
    lesson.refresh_from_db()
    assert lesson.body == "<p>Satu.</p>"


def test_learners_do_not_read_the_history(client, lesson, author):
    save(lesson, author, "<p>Dua.</p>")
    client.force_login(make_person())

    assert client.get(address("revisions", lesson)).status_code == 403
    assert client.post(address("restore", lesson, 1)).status_code == 403


def test_a_text_is_compared_paragraph_by_paragraph():
    found = changes("<p>A</p><p>B</p><ul><li>C</li></ul>", "<p>A</p><p>D</p>")

    assert [(each.state, each.text) for each in found] == [
        ("same", "A"),
        ("gone", "B"),
        ("gone", "C"),
        ("new", "D"),
    ]
