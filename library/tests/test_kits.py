"""Kits come from files, typeset once, and what was edited here is left alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from common import texts
from courses.models import Course
from courses.tests.factories import make_course
from library import kits
from library.actions import loading
from library.kits import markup
from library.models import Item, Origin
from network.models import Sector

pytestmark = pytest.mark.django_db

PLAN = """+++
title = "Rencana sesi: air"
summary = "Sembilan puluh menit."
+++

## Tujuan

Peserta **menulis** satu kalimat, [ ] dan `#let x = 1` tetap teks: $ @ \\ <b>.

| Menit | Langkah |
|---|---|
| 0–10 | |

> Bila sinyal putus, telepon.
"""
SLIDES = """+++
title = "Salindia: air"
summary = "Dua."
+++

## Satu

- Hujan

> Catatan fasilitator: tunggu.

---

## Dua

| A | B |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def course():
    course = make_course(title="Air")
    Course.objects.filter(pk=course.pk).update(slug="air", capacity="Air bersih")
    return course


@pytest.fixture
def folder(tmp_path, course):
    folder = tmp_path / "air"
    (folder / "kit").mkdir(parents=True)
    (folder / "kit" / "rencana-sesi.md").write_text(PLAN)
    (folder / "kit" / "salindia.md").write_text(SLIDES)
    return folder


def test_a_kit_lies_in_the_library_as_pdfs(folder):
    loading.load_course(folder=folder)

    plan, slides = Item.objects.order_by("title")
    assert (plan.title, plan.kind) == ("Rencana sesi: air", "kit")
    assert (slides.kind, slides.capacities) == ("slides", ["Air bersih"])
    assert plan.status == Item.Status.PUBLISHED
    with plan.file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_a_kit_and_module_are_of_the_sectors_that_the_outline_names(folder):
    Sector.objects.create(slug="air-minum", name="Air minum")
    (folder / "course.toml").write_text('sectors = ["air-minum"]\nmodules = []\n')

    loading.load_course(folder=folder)

    found = Item.objects.filter(sectors="air-minum")
    assert {item.kind for item in found} == {"kit", "slides", "module"}


def test_loading_again_typesets_nothing(folder):
    loading.load_course(folder=folder)
    before = list(Item.objects.order_by("pk").values_list("file", flat=True))

    kept = loading.load_course(folder=folder)

    assert kept == []
    assert list(Item.objects.order_by("pk").values_list("file", flat=True)) == before


def test_a_newer_file_replaces_what_nobody_edited(folder):
    loading.load_course(folder=folder)
    plan = folder / "kit" / "rencana-sesi.md"
    plan.write_text(PLAN.replace("Sembilan", "Delapan"))

    kept = loading.load_course(folder=folder)

    assert kept == []
    assert Item.objects.get(kind="kit").summary == "Delapan puluh menit."
    assert Item.objects.count() == 2


def test_what_was_edited_or_removed_here_is_left_alone(folder):
    loading.load_course(folder=folder)
    Item.objects.filter(kind="kit").update(title="Judul kami")
    Item.objects.filter(kind="slides").delete()
    for path in (folder / "kit").glob("*.md"):
        path.write_text(path.read_text() + "\nLagi.\n")

    kept = loading.load_course(folder=folder)

    assert kept == ["air/kit/rencana-sesi.md", "air/kit/salindia.md"]
    assert [item.title for item in Item.objects.all()] == ["Judul kami"]


def test_a_kit_of_a_course_that_is_left_out_is_left_out(folder, course):
    course.delete()

    assert loading.load_course(folder=folder) == []
    assert not Origin.objects.exists()


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("catatan.md", PLAN, "air/kit/catatan.md: the files of a kit"),
        ("salindia.md", "tanpa kepala", "air/kit/salindia.md: .*front matter"),
        ("salindia.md", '+++\ntitle = "x"\n+++\n', "salindia.md: 'summary'"),
    ],
)
def test_a_broken_file_is_named(folder, name, words, said):
    (folder / "kit" / name).write_text(words)

    with pytest.raises(CommandError, match=said):
        call_command("load_kits", folder=folder.parent, stdout=StringIO())


def test_the_same_words_are_the_same_bytes():
    text = texts.parse(PLAN)

    once = kits.pdf("rencana-sesi.md", text, course="Air")

    assert kits.pdf("rencana-sesi.md", text, course="Air") == once


def test_notes_of_the_facilitator_are_not_on_the_slide():
    first, second = markup.slides(SLIDES.split("+++\n")[2])

    assert [node["type"] for node in first["body"]] == ["bullet_list"]
    assert first["notes"][0]["children"][0]["content"] == "tunggu."
    assert second["notes"] == []
