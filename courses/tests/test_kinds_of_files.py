"""Every kind of activity comes from a file, and a broken file is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import composing, loading, webinars
from courses.actions.sources.reading import Broken
from courses.models import (
    Activity,
    Assignment,
    Course,
    Discussion,
    Lesson,
    Webinar,
    WebinarPlan,
    WorksheetTask,
)
from courses.tests.webinar_factories import make_webinar

pytestmark = pytest.mark.django_db

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300">'
    '<title>Air</title><rect width="720" height="300" fill="#FBF7EF"/></svg>'
)
LESSON = """+++
title = "Air"
minutes = 6
+++

Air turun.

![Air mengalir dari atap ke tong](gambar/air.svg)
*Dari atap ke tong.*
"""
ASSIGNMENT = """
kind = "assignment"
title = "Peta air"
minutes = 60
form = "both"
most_files = 2
instructions = "Gambar **peta**. Contohnya di https://contoh.id/peta."
[[rubric]]
title = "Jelas"
[[rubric.levels]]
points = 2
text = "Terbaca"
[[rubric.levels]]
points = 0
text = "Tidak terbaca"
"""
DISCUSSION = 'kind = "discussion"\ntitle = "Bagi"\nprompt = "Apa **kabar** air?"\n'
WORKSHEET = 'kind = "worksheet"\ntitle = "Langkah 2"\nstep = 2\nintro = "Isi."\n'
WEBINAR = 'kind = "webinar"\ntitle = "Bertemu"\nminutes = 90\ndescription = "Bawa."\n'
FILES = {
    "01-air.md": LESSON,
    "02-tugas.toml": ASSIGNMENT,
    "03-diskusi.toml": DISCUSSION,
    "04-lembar.toml": WORKSHEET,
    "05-webinar.toml": WEBINAR,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "air"
    (course / "gambar").mkdir(parents=True)
    (course / "gambar" / "air.svg").write_text(DRAWING)
    for name, text in FILES.items():
        (course / name).write_text(text)
    listed = ", ".join(f'"{name}"' for name in FILES)
    (course / "course.toml").write_text(
        'slug = "air"\ntitle = "Air"\nsummary = "Air."\n'
        f'[[modules]]\ntitle = "Satu"\nactivities = [{listed}]\n'
    )
    return course


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def loaded(folder, author) -> Course:
    loading.load_course(folder=folder)
    course = Course.objects.get()
    course.authors.add(author)
    return course


def test_each_kind_says_what_its_file_says(loaded):
    assignment = Assignment.objects.get()
    task = WorksheetTask.objects.get()

    assert (assignment.form, assignment.most_files, assignment.points) == ("both", 2, 2)
    assert Discussion.objects.get().question == "Apa **kabar** air?"
    assert (task.step, task.intro, task.activity.rule) == (2, "Isi.", "answered")
    assert WebinarPlan.objects.get().summary == "Bawa."


def test_what_makes_a_worksheet_done_is_kept_when_a_newer_file_comes(folder, loaded):
    Activity.objects.filter(kind="worksheet").update(rule="approved")
    (folder / "04-lembar.toml").write_text(WORKSHEET.replace("Isi.", "Isi lagi."))

    told = loading.load_course(folder=folder)

    assert told.loaded == ["air/04-lembar.toml"]
    assert WorksheetTask.objects.get().activity.rule == "approved"


def test_loading_again_changes_nothing(folder, loaded):
    told = loading.load_course(folder=folder)

    assert (told.loaded, told.kept) == ([], [])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("02-tugas.toml", "Gambar", "Tulis"),
        ("03-diskusi.toml", "Apa", "Bagaimana"),
        ("04-lembar.toml", "Isi.", "Isilah."),
        ("05-webinar.toml", "Bawa.", "Bawalah."),
    ],
)
def test_a_newer_file_replaces_what_nobody_edited(folder, loaded, name, old, new):
    file = folder / name
    file.write_text(file.read_text().replace(old, new))

    told = loading.load_course(folder=folder)

    assert (told.loaded, told.kept) == ([f"air/{name}"], [])


def test_an_assignment_edited_here_is_kept(folder, loaded):
    Assignment.objects.update(most_files=9)
    file = folder / "02-tugas.toml"
    file.write_text(file.read_text().replace("Gambar", "Tulis"))

    told = loading.load_course(folder=folder)

    assert told.kept == ["air/02-tugas.toml"]
    assert Assignment.objects.get().instructions.startswith("Gambar")


def test_a_figure_is_stored_by_its_content_and_weighed(loaded):
    lesson = Lesson.objects.get()

    assert '<img src="/media/figur/air/air-' in lesson.body
    assert (
        'alt="Air mengalir dari atap ke tong" width="720" height="300"' in lesson.body
    )
    assert "<figcaption>Dari atap ke tong.</figcaption></figure>" in lesson.body
    assert lesson.media_size == len(DRAWING)


def test_a_figure_is_fetched_once_for_long_and_cannot_do_a_thing(client, loaded):
    names = storages["public"].listdir("figur/air")[1]

    answer = client.get(f"/media/figur/air/{names[0]}")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"".join(answer) == DRAWING.encode()


def test_a_figure_is_shown_lazily_and_waits_for_a_tap_with_data_saving(
    client, loaded, author
):
    client.force_login(author)
    page = Activity.objects.get(kind=Activity.Kind.LESSON).get_absolute_url()

    plain = client.get(page).content.decode()
    saving = client.get(page, headers={"Save-Data": "on"}).content.decode()

    assert 'width="720" height="300" loading="lazy"' in plain
    assert "/media/figur/" in saving
    assert 'src="/media/figur/' not in saving


def test_a_changed_figure_makes_its_lesson_newer(folder, loaded):
    drawing = folder / "gambar" / "air.svg"
    drawing.write_text(DRAWING.replace("#FBF7EF", "#DCEBE4"))

    told = loading.load_course(folder=folder)

    assert told.loaded == ["air/01-air.md"]


@pytest.mark.parametrize(
    "hostile",
    [
        DRAWING.replace("<rect", "<script>alert(1)</script><rect"),
        DRAWING.replace("<rect", '<rect onload="alert(1)"'),
        DRAWING.replace("<rect", '<image href="https://contoh.id/x.png"/><rect'),
        DRAWING.replace("<rect", '<use href="https://contoh.id/x.svg#a"/><rect'),
        DRAWING.replace("<rect", '<rect style="fill:url(https://contoh.id)"'),
        DRAWING.replace("<rect", "<foreignObject/><rect"),
        DRAWING.replace("<rect", "<style>@import 'x'</style><rect"),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING,
        DRAWING.replace('viewBox="0 0 720 300"', ""),
        "<svg",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(folder, hostile):
    (folder / "gambar" / "air.svg").write_text(hostile)

    with pytest.raises(Broken, match=r"air/01-air\.md: the figure air\.svg"):
        loading.load_course(folder=folder)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("02-tugas.toml", 'kind = "ujian"\ntitle = "x"', "no kind of activity"),
        ("02-tugas.toml", 'kind = "assignment"', "does not say 'title'"),
        ("02-tugas.toml", "kind = ", "02-tugas.toml: "),
        ("03-diskusi.toml", 'kind = "discussion"\ntitle = "x"', "'prompt'"),
        ("04-lembar.toml", 'kind = "worksheet"\ntitle = "x"\nstep = 9', "1 to 6"),
        ("01-air.md", "tanpa kepala", "front matter"),
        ("01-air.md", LESSON.replace("air.svg", "api.svg"), "no file api.svg"),
        ("02-tugas.toml", 'title = "x"\n[[questions]]\nprompt = "?"', "02-tugas"),
        ("03-diskusi.toml", DISCUSSION.replace("Bagi", "x" * 200), "03-diskusi"),
    ],
)
def test_a_broken_file_is_named(folder, name, text, said):
    (folder / name).write_text(text)

    with pytest.raises(Broken, match=said) as problem:
        loading.load_course(folder=folder)

    assert f"air/{name}" in str(problem.value)


def test_a_broken_course_does_not_stop_the_others(folder):
    other = folder.parent / "zat"
    other.mkdir()
    (other / "course.toml").write_text(
        'slug = "zat"\ntitle = "Zat"\nsummary = "Zat."\nmodules = []\n'
    )
    (folder / "03-diskusi.toml").unlink()

    with pytest.raises(CommandError, match=r"air/03-diskusi\.toml: there is no file"):
        call_command("load_courses", folder=folder.parent, stdout=StringIO())

    assert [course.slug for course in Course.objects.all()] == ["zat"]


def test_a_plan_is_seen_by_authors_alone(client, loaded, author):
    plan = WebinarPlan.objects.get().activity

    assert client.get(plan.get_absolute_url()).status_code == 404
    client.force_login(author)
    assert "Bawa." in client.get(plan.get_absolute_url()).content.decode()


def test_a_webinar_begins_with_its_plan_and_leaves_it_where_it_is(
    client: Client, loaded, author
):
    plan = WebinarPlan.objects.get().activity
    client.force_login(author)

    page = client.get(reverse("courses:webinar_new"), {"rencana": plan.pk})

    form = page.context["form"]
    assert form["title"].value() == "Bertemu"
    assert form["summary"].value() == "Bawa."
    assert form["course"].value() == loaded.pk


def test_a_plan_of_a_course_that_is_not_theirs_fills_nothing(client, loaded):
    plan = WebinarPlan.objects.get().activity
    client.force_login(make_person(is_staff=False))

    page = client.get(reverse("courses:webinar_new"), {"rencana": plan.pk})

    assert "Bawa." not in page.content.decode()


def test_a_plan_is_not_published_without_a_date(loaded, author):
    plan = WebinarPlan.objects.get().activity

    with pytest.raises(Refused, match="tanggal"):
        composing.publish_activity(author=author, activity=plan)


def test_a_figure_counts_in_the_pocket(client, loaded, author):
    client.force_login(author)
    lesson = Lesson.objects.get()

    listed = client.get(f"/belajar/{loaded.slug}/saku.json").json()

    sizes = {leaf["url"]: leaf["size"] for leaf in listed["pages"]}
    assert sizes[lesson.activity.get_absolute_url()] > len(lesson.body) + len(DRAWING)


def test_a_webinar_made_from_a_plan_stands_beside_it(loaded, author):
    plan = WebinarPlan.objects.get().activity
    webinar = make_webinar(
        course=loaded, host=author, status=Webinar.Status.DRAFT, title="Bertemu"
    )

    webinars.publish(publisher=author, webinar=webinar)

    step = Webinar.objects.get().activity
    assert step is not None
    assert (step.module_id, step.is_required) == (plan.module_id, False)
    assert WebinarPlan.objects.get().activity.is_draft
