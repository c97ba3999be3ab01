"""Courses come from files once; what was edited here is left alone."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.tests.factories import make_person
from courses.actions import loading
from courses.models import Activity, Completion, Course, Lesson, Question, Source
from courses.tests.factories import make_completion, make_course, make_lesson

pytestmark = pytest.mark.django_db

OUTLINE = """
slug = "menanam"
title = "Menanam"
summary = "Dari benih."
[[modules]]
title = "Satu"
activities = ["01-benih.md", "02-kuis.toml"]
"""
LESSON = '+++\ntitle = "Benih"\nminutes = 7\n+++\n\nBenih **kecil**.\n'
QUIZ = """
title = "Kuis benih"
pass_score = 50
[[questions]]
prompt = "Apa?"
[[questions.choices]]
text = "Benih"
correct = true
[[questions.choices]]
text = "Batu"
correct = false
feedback = "Batu tidak tumbuh."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "menanam"
    course.mkdir()
    (course / "course.toml").write_text(OUTLINE)
    (course / "01-benih.md").write_text(LESSON)
    (course / "02-kuis.toml").write_text(QUIZ)
    return course


def titles() -> list[str]:
    return [activity.title for activity in Activity.objects.in_order()]


def body_of(question: Question) -> Any:
    assert question.current is not None
    return question.current.body


def test_a_folder_becomes_a_course(folder):
    loading.load_course(folder=folder)

    assert Course.objects.get().title == "Menanam"
    assert titles() == ["Benih", "Kuis benih"]
    assert Lesson.objects.get().body.strip() == "<p>Benih <strong>kecil</strong>.</p>"
    assert [c["is_right"] for c in body_of(Question.objects.get())["choices"]] == [
        True,
        False,
    ]


def test_loading_again_changes_nothing(folder):
    loading.load_course(folder=folder)

    told = loading.load_course(folder=folder)

    assert (told.loaded, told.kept) == ([], [])
    assert Lesson.objects.get().version == 1


def test_a_newer_file_replaces_what_nobody_edited(folder):
    loading.load_course(folder=folder)
    (folder / "01-benih.md").write_text(LESSON.replace("kecil", "besar"))

    told = loading.load_course(folder=folder)

    assert told.loaded == ["menanam/01-benih.md"]
    assert "besar" in Lesson.objects.get().body


def test_what_was_edited_here_is_kept_and_said(folder):
    loading.load_course(folder=folder)
    Lesson.objects.update(body="<p>Disunting.</p>")
    (folder / "01-benih.md").write_text(LESSON.replace("kecil", "besar"))

    told = loading.load_course(folder=folder)

    assert told.kept == ["menanam/01-benih.md"]
    assert Lesson.objects.get().body == "<p>Disunting.</p>"


def test_a_lesson_deleted_here_does_not_come_back(folder):
    loading.load_course(folder=folder)
    Activity.objects.get(kind=Activity.Kind.LESSON).delete()
    (folder / "01-benih.md").write_text(LESSON.replace("kecil", "besar"))

    loading.load_course(folder=folder)

    assert titles() == ["Kuis benih"]


def test_a_course_made_here_keeps_its_name(folder):
    course = make_course(title="Buatan sendiri")
    Course.objects.filter(pk=course.pk).update(slug="menanam")

    told = loading.load_course(folder=folder)

    assert told.kept == ["menanam/course.toml"]
    assert not Activity.objects.exists()


def test_a_changed_question_is_retired_and_the_unchanged_keeps_its_row(folder):
    more = '[[questions]]\nprompt = "Kapan?"\n' + QUIZ.split("\n", 5)[5]
    (folder / "02-kuis.toml").write_text(QUIZ + more)
    loading.load_course(folder=folder)
    kept = Question.objects.get(current__prompt="Apa?")
    (folder / "02-kuis.toml").write_text(QUIZ + more.replace("Kapan?", "Di mana?"))

    loading.load_course(folder=folder)

    asked = [str(question) for question in Question.objects.asked().order_by("pk")]
    assert asked == ["Apa?", "Di mana?"]
    assert Question.objects.get(current__prompt="Apa?").pk == kept.pk
    retired = Question.objects.get(current__prompt="Kapan?")
    assert retired.retired_at is not None
    assert retired.retired_at <= timezone.now()


def test_a_new_order_moves_ours_and_keeps_what_was_added_here(folder):
    loading.load_course(folder=folder)
    module = Course.objects.get().modules.get()
    make_lesson(module=module, title="Tambahan")
    (folder / "course.toml").write_text(
        OUTLINE.replace('"01-benih.md", "02-kuis.toml"', '"02-kuis.toml"')
        + '[[modules]]\ntitle = "Dua"\nactivities = ["01-benih.md"]\n'
    )

    loading.load_course(folder=folder)

    assert titles() == ["Kuis benih", "Tambahan", "Benih"]
    assert [m.title for m in Course.objects.get().modules.all()] == ["Satu", "Dua"]


def without_the_lesson(folder: Path) -> None:
    (folder / "course.toml").write_text(OUTLINE.replace('"01-benih.md", ', ""))


def test_a_file_that_the_outline_drops_becomes_a_draft_and_is_said_once(folder):
    loading.load_course(folder=folder)
    lesson = Activity.objects.get(kind=Activity.Kind.LESSON)
    make_completion(learner=make_person(), activity=lesson)
    without_the_lesson(folder)

    told = loading.load_course(folder=folder)
    again = loading.load_course(folder=folder)

    lesson.refresh_from_db()
    assert lesson.is_draft
    assert Completion.objects.filter(activity=lesson).exists()
    assert told.dropped == ["menanam/01-benih.md"]
    assert (again.loaded, again.kept, again.dropped) == ([], [], [])


def test_a_dropped_file_that_returns_is_the_step_it_was(folder):
    loading.load_course(folder=folder)
    without_the_lesson(folder)
    loading.load_course(folder=folder)
    (folder / "course.toml").write_text(OUTLINE)

    told = loading.load_course(folder=folder)

    assert told.loaded == ["menanam/course.toml", "menanam/01-benih.md"]
    assert titles() == ["Benih", "Kuis benih"]
    assert not Activity.objects.filter(status=Activity.Status.DRAFT).exists()


def test_what_was_edited_here_outlives_its_file(folder):
    loading.load_course(folder=folder)
    Lesson.objects.update(body="<p>Disunting.</p>")
    without_the_lesson(folder)

    told = loading.load_course(folder=folder)

    assert (told.kept, told.dropped) == (["menanam/01-benih.md"], [])
    assert not Activity.objects.filter(status=Activity.Status.DRAFT).exists()


def test_a_dropped_file_that_was_deleted_here_is_not_spoken_of(folder):
    loading.load_course(folder=folder)
    Activity.objects.filter(kind=Activity.Kind.LESSON).delete()
    without_the_lesson(folder)

    told = loading.load_course(folder=folder)

    assert (told.kept, told.dropped) == ([], [])


def test_the_command_says_what_was_dropped(folder):
    said = StringIO()
    loading.load_course(folder=folder)
    without_the_lesson(folder)

    call_command("load_courses", folder=folder.parent, stdout=said)

    assert said.getvalue() == (
        "menanam/01-benih.md: no longer in the outline, so now a draft.\n"
    )


TWO = """[[modules]]
title = "Dua"
activities = ["03-air.md", "04-tanah.md"]
"""


def modules() -> list[tuple[str, list[str]]]:
    return [
        (module.title, [each.title for each in module.activities.order_by("position")])
        for module in Course.objects.get().modules.order_by("position")
    ]


def with_two_more(folder: Path) -> None:
    for name, title in (("03-air.md", "Air"), ("04-tanah.md", "Tanah")):
        (folder / name).write_text(LESSON.replace("Benih", title))
    (folder / "course.toml").write_text(OUTLINE + TWO)


def test_names_and_order_that_were_set_here_outlive_a_newer_outline(folder):
    loading.load_course(folder=folder)
    course = Course.objects.get()
    course.modules.update(title="Pertama")
    empty = course.modules.create(title="Kosong", position=2)
    Activity.objects.filter(kind=Activity.Kind.LESSON).update(position=9)
    with_two_more(folder)
    more = (
        (folder / "course.toml").read_text().replace('kuis.toml"', 'kuis.toml", "5.md"')
    )
    (folder / "5.md").write_text(LESSON.replace("Benih", "Pupuk"))
    (folder / "course.toml").write_text(more)

    told = loading.load_course(folder=folder)
    again = loading.load_course(folder=folder)

    assert modules() == [
        ("Pertama", ["Kuis benih", "Benih", "Pupuk"]),
        ("Kosong", []),
        ("Dua", ["Air", "Tanah"]),
    ]
    assert (told.unmoved, again.unmoved) == (["menanam/course.toml"], [])
    assert course.modules.filter(pk=empty.pk).exists()


def test_an_order_nobody_touched_follows_the_outline_in_which_gaps_are_no_change(
    folder,
):
    with_two_more(folder)
    loading.load_course(folder=folder)
    Activity.objects.get(title="Air").delete()
    newer = TWO + OUTLINE[OUTLINE.index("[[") :]
    (folder / "course.toml").write_text(OUTLINE[: OUTLINE.index("[[")] + newer)

    told = loading.load_course(folder=folder)

    assert modules() == [("Dua", ["Tanah"]), ("Satu", ["Benih", "Kuis benih"])]
    assert told.unmoved == []


def test_a_course_that_was_loaded_before_its_order_was_kept_keeps_the_one_it_has(
    folder,
):
    loading.load_course(folder=folder)
    Source.objects.update(arranged=[])
    Course.objects.get().modules.update(title="Pertama")
    with_two_more(folder)

    loading.load_course(folder=folder)

    assert [title for title, _steps in modules()] == ["Pertama", "Dua"]


def test_a_course_deleted_here_comes_back_only_when_it_is_asked_for(folder):
    said = StringIO()
    loading.load_course(folder=folder)
    Course.objects.all().delete()

    call_command("load_courses", folder=folder.parent, stdout=said)

    assert not Course.objects.exists()
    assert said.getvalue() == (
        "menanam/course.toml: deleted on the site, so left out.\n"
    )
    call_command("load_courses", folder=folder.parent, again=["menanam"])
    assert modules() == [("Satu", ["Benih", "Kuis benih"])]
