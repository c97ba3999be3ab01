"""Texts of the library and modules of courses come from files, and are linked."""

import tomllib
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.tests.factories import make_person
from common import texts
from courses.actions import loading as course_loading
from courses.tests.factories import make_lesson
from forum.actions import places, topics
from library.actions import loading
from library.models import Citation, Item
from library.tests.factories import make_item
from network.models import Sector

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "fixtures" / "library"
TEXTS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
SECTORS = {
    row["slug"]
    for row in tomllib.loads((FOLDER.parent / "sectors.toml").read_text())["sectors"]
}
COURSES = settings.BASE_DIR / "fixtures" / "courses"

TEXT = """+++
kind = "policy"
title = "Giliran air"
summary = "Dua halaman."
year = 2025
capacities = ["Advokasi"]
sectors = ["air"]
+++

Tiga pilihan (contoh rekaan).
"""


@pytest.fixture
def folder(tmp_path):
    Sector.objects.create(slug="air", name="Air")
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "giliran-air.md").write_text(TEXT)
    return folder


def load(folder):
    said = StringIO()
    call_command("load_library", folder=folder, stdout=said)
    return said.getvalue()


def test_a_text_lies_in_the_library_with_its_tags(folder):
    load(folder)

    item = Item.objects.get()
    assert (item.kind, item.year, item.capacities) == ("policy", 2025, ["Advokasi"])
    assert [sector.slug for sector in item.sectors.all()] == ["air"]
    with item.file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_a_newer_text_replaces_its_item_until_somebody_edits_that(folder):
    load(folder)
    text = folder / "giliran-air.md"
    text.write_text(TEXT.replace("Giliran air", "Giliran air hujan"))
    assert load(folder) == ""
    item = Item.objects.get()
    item.sectors.clear()
    text.write_text(TEXT)

    said = load(folder)

    assert said == "library/giliran-air.md: edited on the site, so left as it is.\n"
    assert Item.objects.get().title == "Giliran air hujan"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TEXT.replace('"policy"', '"poem"'), "giliran-air.md: 'poem'"),
        (TEXT.replace('["air"]', '["api"]'), "there is no Sector api"),
        (TEXT.replace('summary = "Dua halaman."', ""), "giliran-air.md: 'summary'"),
    ],
)
def test_a_broken_text_is_named(folder, wrong, said):
    (folder / "giliran-air.md").write_text(wrong)

    with pytest.raises(CommandError, match=said):
        load(folder)


def test_a_lesson_that_named_a_text_before_it_came_cites_it(client, folder):
    lesson = make_lesson(body='<p><a href="/pustaka/isi/giliran-air/">Baca</a></p>')

    load(folder)

    item = Item.objects.get()
    assert Citation.objects.get().activity == lesson.activity
    assert client.get("/pustaka/isi/giliran-air/")["Location"] == (
        item.get_absolute_url()
    )
    assert client.get("/pustaka/isi/tidak-ada/").status_code == 404
    page = client.get(lesson.activity.get_absolute_url()).content.decode()
    assert "Bacaan dari Pustaka" in page
    assert "Naskah kebijakan · PDF," in page


def test_a_topic_shows_what_its_posts_cite_and_no_draft(client):
    item = make_item(title="Arus kas")
    draft = make_item(title="Belum siap", is_draft=True)
    places.ensure_place(name="cop", title="CoP")
    places.ensure_place(name="cop.umum", title="Umum", parent="cop")
    body = f"Baca /pustaka/{item.pk}/ dan http://testserver/pustaka/{draft.pk}/."
    topic = topics.open_topic(
        author=make_person(),
        place="cop.umum",
        title="Bacaan",
        body=f"Lihat http://testserver/pustaka/{item.pk}/. {body}",
    )

    page = client.get(topic.get_absolute_url()).content.decode()

    assert "Bacaan dari Pustaka" in page
    assert "Arus kas" in page
    assert "Belum siap" not in page


def test_the_lessons_of_a_course_are_one_module_and_a_newer_lesson_makes_it_anew(
    tmp_path,
):
    folder = tmp_path / "menanam"
    (folder / "gambar").mkdir(parents=True)
    (folder / "course.toml").write_text(
        'slug = "menanam"\ntitle = "Menanam"\nsummary = "Dari benih."\n'
        '[[modules]]\ntitle = "Satu"\nactivities = ["01-benih.md"]\n'
    )
    (folder / "gambar" / "benih.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 80">'
        '<title>Benih</title><text x="9" y="40" font-size="24">Benih</text></svg>'
    )
    lesson = folder / "01-benih.md"
    lesson.write_text(
        '+++\ntitle = "Benih"\nminutes = 7\nsummary = "Kecil."\n+++\n\n'
        "Benih **kecil**.\n\n![Benih yang kecil](gambar/benih.svg)\n"
    )
    course_loading.load_course(folder=folder)
    loading.load_course(folder=folder)
    before = Item.objects.get()
    lesson.write_text(lesson.read_text().replace("kecil", "besar"))

    kept = loading.load_course(folder=folder)

    module = Item.objects.get()
    assert (module.kind, module.title) == ("module", "Modul: Menanam")
    assert "Seluruh 1 pelajaran" in module.summary
    assert (kept, module.file.name != before.file.name) == ([], True)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_of_the_repository_says_what_it_is_and_what_is_made_up(path):
    text = texts.parse(path.read_text())

    assert Item.Kind(text.front["kind"])
    assert 40 <= len(text.front["summary"]) <= 400
    assert set(text.front.get("sectors", [])) <= SECTORS
    named = "contoh rekaan" in text.title.lower()
    assert named <= ("contoh rekaan" in text.markdown[:200].lower())
    assert len(text.markdown.split()) >= 200


def test_every_kind_of_item_is_there():
    kinds = {texts.parse(path.read_text()).front["kind"] for path in TEXTS}

    # Kits and modules come from the courses' folders.
    assert kinds | {Item.Kind.KIT, Item.Kind.MODULE} == set(Item.Kind.values)


def test_what_lessons_cite_is_there():
    names = {path.stem for path in TEXTS}
    for folder in COURSES.iterdir():
        names |= {f"{path.stem}-{folder.name}" for path in folder.glob("kit/*.md")}
        names.add(f"modul-{folder.name}")
    lessons = [path.read_text() for path in COURSES.glob("*/*.md")]
    cited = {
        address.split("/")[0]
        for lesson in lessons
        for address in lesson.split("/pustaka/isi/")[1:]
    }

    assert len(cited) >= 6
    assert cited <= names
