"""Common Cartridges read into parcels: outline, pages, quizzes, what stays outside."""

import io
from contextlib import ExitStack

import pytest
from PIL import Image

from accounts.tests.factories import make_person
from common import archives
from common.markup import Malformed
from courses.exchange import Unreadable
from courses.exchange.cartridge import Cartridge, is_cartridge
from courses.exchange.parcels import Line
from courses.models import Activity, Course, Intake, Media, Question, Quiz
from courses.tests import cartridges
from courses.tests.moodle_course import brought, lesson, lines


def png():
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def opened():
    with ExitStack() as closing:

        def open_it(**changed):
            files = {**cartridges.files(png()), **changed}
            packed = io.BytesIO(cartridges.packed(files))
            archive = closing.enter_context(archives.opened(packed))
            assert is_cartridge(archive)
            return Cartridge(archive)

        yield open_it


@pytest.mark.django_db
def test_a_cartridge_becomes_a_draft_course_of_whoever_brings_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    author = make_person(is_staff=True)

    intake = brought(author, cartridges.packed(cartridges.files(png())))

    course = intake.course
    assert (intake.form, intake.state) == (Intake.Form.CARTRIDGE, Intake.State.DONE)
    assert (course.title, course.status) == ("Air Bersih Desa", Course.Status.DRAFT)
    assert list(course.authors.all()) == [author]
    said = lines(intake)
    assert said["Simulasi"][0] == "left"
    assert said["lepas.html"][0] == "left"
    assert said["panduan air.pdf"][0] == "in"
    quiz = Quiz.objects.get(activity__module__course=course)
    assert (quiz.tries, quiz.minutes_allowed, quiz.slots.count()) == (3, 20, 3)
    assert Question.objects.of_bank(course).count() == 5
    body = lesson("Bak penampung").body
    assert "<script" not in body
    assert Media.objects.filter(course=course, alt="Bak air").exists()
    closing = Activity.objects.get(title="Penutup")
    assert f'href="{closing.get_absolute_url()}"' in body


def steps(parcel):
    return {step.title: step for part in parcel.parts() for step in part.steps}


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
def test_every_version_gives_the_same_outline(version):
    packed = io.BytesIO(cartridges.packed(cartridges.files(png(), version)))

    with archives.opened(packed) as archive:
        parcel = Cartridge(archive)
        parts = parcel.parts()

    assert (parcel.title, parcel.summary) == ("Air Bersih Desa", "Contoh rekaan.")
    assert parcel.origin == f"IMS Common Cartridge {version}.0"
    assert [(part.title, [s.kind for s in part.steps]) for part in parts] == [
        ("Modul Satu", ["lesson", "lesson", "lesson"]),
        ("Modul Dua", ["discussion", "quiz", "assignment"]),
        ("Air Bersih Desa", ["lesson"]),
    ]


def test_what_has_no_place_is_named_with_its_reason(opened):
    first, second, _last = opened().parts()

    left = {line.about: line for part in (first, second) for line in part.left}
    assert left["Bacaan"].outcome == "changed"
    assert "tanpa isi" in left["Hanya judul"].notes[0]
    assert left["Simulasi"].what == "Alat luar (LTI)"
    assert "tidak ada di dalam paket" in left["Hilang"].notes[0]


def test_a_page_is_clean_and_leads_to_what_came_along(opened):
    parcel = opened()

    content = steps(parcel)["Bak penampung"].read()

    files = {file.name: file.key for file in parcel.files()}
    assert "x()" not in content.text
    assert "Bukan isi" not in content.text
    assert f'<img src="berkas/{files["bak.png"]}" alt="Bak air">' in content.text
    assert f'href="berkas/{files["panduan air.pdf"]}"' in content.text
    assert f'href="langkah/{steps(parcel)["Penutup"].keys[0]}"' in content.text
    assert "passwd" not in content.text
    assert any("jauh" in note for note in content.notes)


def test_links_files_discussions_and_tasks(opened):
    found = {title: step.read() for title, step in steps(opened()).items()}

    assert 'href="https://contoh.id/desa"' in found["Situs desa"].text
    assert 'href="berkas/' in found["Panduan"].text
    assert "**berhasil**" in found["Cerita Anda"].text
    assert "x()" not in found["Cerita Anda"].text
    assert found["Rencana"].text == "Tulis rencana."
    assert found["Rencana"].notes == ("Catatan untuk pengajar tidak dibawa.",)


def test_a_quiz_asks_its_questions_and_the_bank_comes_too(opened):
    parcel = opened()
    quiz = steps(parcel)["Kuis air"].read()
    asked = {each.key.rpartition(":")[2]: each for each in parcel.questions()}

    assert quiz.settings == {"tries": 3, "minutes_allowed": 20}
    assert [(p.question.rpartition(":")[2], p.points) for p in quiz.places] == [
        *(("q1", 2), ("q2", 1), ("q3", 1)),
        ("q4", 1),
    ]
    assert {each.category for each in asked.values()} == {"Kuis air", "Bank air"}
    assert "pola" in asked["q4"].found.notes[0]
    drafts = {key: each.found.draft for key, each in asked.items()}
    assert drafts["q4"] is None
    assert [draft.kind for draft in drafts.values() if draft] == [
        *("single", "several", "short", "truefalse", "essay"),
    ]


def test_a_question_brings_feedback_and_picture(opened):
    asked = {each.key.rpartition(":")[2]: each for each in opened().questions()}

    first, several = asked["q1"].found.draft, asked["q2"].found.draft
    assert first.prompt == "Kapan warga diajak?\n![Bak](berkas/bak.png)"
    assert first.pictures[0].content == png()
    assert first.explanation == "Warga ikut sejak awal."
    assert first.body["choices"][1]["feedback"] == "Terlambat."
    assert [c["is_right"] for c in first.body["choices"]] == [True, False]
    assert [c["is_right"] for c in several.body["choices"]] == [True, True, False]
    assert asked["b1"].found.draft.body["choices"][0]["text"] == "True"
    assert asked["b1"].found.draft.body["choices"][1]["is_right"]
    assert asked["b2"].found.draft.body["guide"] == "Cari bukti."


def test_pages_that_no_line_leads_to_are_named(opened):
    around = {line.about: line for line in opened().around()}

    assert set(around) == {"lepas.html"}
    assert isinstance(around["lepas.html"], Line)


def test_a_scorm_package_is_told_apart(opened):
    manifest = "<manifest><metadata><schema>ADL SCORM</schema></metadata></manifest>"

    with pytest.raises(Unreadable, match="SCORM"):
        opened(**{"imsmanifest.xml": manifest})


@pytest.mark.parametrize(
    "manifest", ["<manifest>", '<!DOCTYPE a [<!ENTITY x "y">]><manifest>&x;</manifest>']
)
def test_a_broken_or_dangerous_manifest_is_refused(opened, manifest):
    with pytest.raises(Malformed):
        opened(**{"imsmanifest.xml": manifest})


CANVAS = """<html><head><title>Tugas: Rencana</title></head><body><p>Tulis, lalu buka
<a href="$WIKI_REFERENCE$/pages/bak">bak</a>,
<a href="%24CANVAS_OBJECT_REFERENCE%24/quizzes/quiz">kuis</a> dan
<a href="$WIKI_REFERENCE$/pages/lain">lain</a>.</p></body></html>"""
SETTINGS = """<assignment xmlns="http://canvas.instructure.com/xsd/cccv1p0">
<due_at>2026-01-02T00:00:00</due_at><points_possible>25.0</points_possible>
<submission_types>online_upload</submission_types></assignment>"""


def test_an_assignment_of_canvas_is_a_page_with_its_settings_beside_it(opened):
    manifest = cartridges.files(png())["imsmanifest.xml"]
    assert isinstance(manifest, str)
    old = 'type="assignment_xmlv1p0"><file href="tugas.xml"/>'
    new = (
        'type="associatedcontent/imscc_xmlv1p1/learning-application-resource"'
        ' href="g1/rencana.html"><file href="g1/rencana.html"/>'
        '<file href="g1/assignment_settings.xml"/>'
    )
    assert old in manifest
    changed = {
        "imsmanifest.xml": manifest.replace(old, new),
        "g1/rencana.html": CANVAS,
        "g1/assignment_settings.xml": SETTINGS,
    }

    parcel = opened(**changed)
    step = steps(parcel)["Rencana"]
    content = step.read()

    assert (step.kind, content.settings) == ("assignment", {"form": "files"})
    page, quiz = (steps(parcel)[name] for name in ("Bak penampung", "Kuis air"))
    assert f"[bak](langkah/{page.keys[0]})" in content.text
    assert f"[kuis](langkah/{quiz.keys[0]})" in content.text
    assert "dan lain." in " ".join(content.text.split())
    said = " ".join(content.notes)
    for word in ("Tenggat", "Nilai tertinggi", "“lain”"):
        assert word in said


def test_a_package_without_an_outline_has_no_parts_but_names_what_is_there(opened):
    manifest = cartridges.files(png())["imsmanifest.xml"]
    assert isinstance(manifest, str)
    start, end = manifest.index("<organizations>"), manifest.index("<resources>")

    parcel = opened(**{"imsmanifest.xml": manifest[:start] + manifest[end:]})

    assert parcel.parts() == []
    assert {line.about for line in parcel.around()} >= {"bak.html", "kuis.xml"}
