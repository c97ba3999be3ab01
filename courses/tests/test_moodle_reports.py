"""What the report on a backup says of everything that is left out or changed."""

from typing import Any

import pytest

from accounts.tests.factories import make_person
from courses.models import Assignment, Media, Quiz
from courses.tests.factories import make_course
from courses.tests.moodle_backups import Backup
from courses.tests.moodle_course import PDF, brought, lesson, lines, looked_through
from courses.tests.moodle_rows import choice, picture, tags, xml

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    person = make_person()
    make_course().authors.add(person)
    return person


def of_file(intake, name):
    """The notes on each file of this name."""
    return [each["notes"] for each in intake.report if each["about"] == name]


def test_an_assignment_of_moodle_4_says_its_instructions_and_what_is_attached(author):
    backup = Backup()
    module = backup.activity(
        "assign",
        "Rencana",
        backup.section("Mulai"),
        intro="<p>Tulis rencana.</p>",
        introformat=1,
        activity='<p>Isi <a href="@@PLUGINFILE@@/contoh.pdf">contoh</a>.</p>',
        activityformat=1,
        submissionattachments=1,
        grade=100,
        maxattempts=3,
    )
    where: dict[str, Any] = {"context": module + 1000, "component": "mod_assign"}
    backup.file("formulir.pdf", PDF, area="introattachment", **where)
    backup.file("contoh.pdf", PDF + b"2", area="activityattachment", **where)
    backup.file("peta.dwg", b"AC1018", area="introattachment", **where)

    intake = brought(author, backup.packed())

    asked = Assignment.objects.get(activity__title="Rencana")
    address = {each.title: each.get_absolute_url() for each in Media.objects.all()}
    assert asked.instructions == (
        f"Tulis rencana.\n\n[formulir.pdf]({address['formulir']})\n\n"
        f"Isi [contoh]({address['contoh']})."
    )
    assert asked.resubmissions == 2
    said = lines(intake)["Rencana"][1]
    assert "“peta.dwg” tidak ikut. Jenis berkas" in said
    assert "Lampirannya tampil sejak awal" in said
    assert "Nilai tertinggi 100 tidak dibawa" in said


def test_every_refused_file_is_named_with_its_reason_and_its_place(author):
    backup = Backup()
    section = backup.section("Mulai")
    only = backup.activity("resource", "Arsip", section, intro="", introformat=1)
    both = backup.activity("folder", "Campuran", section, intro="", introformat=1)
    page = backup.page(
        "Denah",
        '<p>Lihat <img src="@@PLUGINFILE@@/denah.svg" alt="Denah">'
        '<img src="@@PLUGINFILE@@/lupa.png" alt="Lupa">'
        '<img src="@@PLUGINFILE@@/rusak.png" alt="Rusak">'
        '<img src="data:image/png;base64,AAAA" alt="Dalam"></p>',
        section,
    )
    resource: dict[str, Any] = {"context": only + 1000, "component": "mod_resource"}
    folder: dict[str, Any] = {"context": both + 1000, "component": "mod_folder"}
    backup.file("data.zip", b"PK satu", **resource)
    backup.file("data.zip", b"PK dua", **folder)
    backup.file("panduan.pdf", PDF, **folder)
    hilang = backup.file("hilang.pdf", PDF + b"3", **folder)
    del backup.members[f"files/{hilang[:2]}/{hilang}"]
    shown: dict[str, Any] = {"context": page + 1000, "component": "mod_page"}
    backup.file("denah.svg", b"<svg/>", **shown)
    backup.file("rusak.png", b"bukan gambar", **shown)

    plan = looked_through(author, backup.packed())
    intake = brought(author, backup.packed())

    kind = "Jenis berkas ini tidak diterima di sini."
    for report in (plan, intake):
        said = lines(report)
        assert said["Arsip"] == ("left", f"“data.zip” tidak ikut. {kind}")
        assert f"“data.zip” tidak ikut. {kind}" in said["Campuran"][1]
        assert (
            "“hilang.pdf” tidak ikut. Tidak ada di dalam backup."
            in (said["Campuran"][1])
        )
        assert f"“denah.svg” tidak ikut. {kind}" in said["Denah"][1]
        assert "Gambar “lupa.png” tidak ada di dalam paket." in said["Denah"][1]
        assert "Gambar di dalam kode halaman" in said["Denah"][1]
        assert sorted(of_file(report, "data.zip")) == [
            [kind, "Letaknya: “Arsip”."],
            [kind, "Letaknya: “Campuran”."],
        ]
        assert of_file(report, "denah.svg") == [[kind, "Letaknya: “Denah”."]]
    assert "“rusak.png” tidak ikut." in lines(intake)["Denah"][1]
    assert of_file(intake, "rusak.png")[0][1:] == ["Letaknya: “Denah”."]
    assert lesson("Denah").body == "<p>Lihat DenahLupaRusakDalam</p>"
    assert "data.zip" not in lesson("Campuran").body


def test_introductions_of_pages_and_books_come_first_and_the_report_says_so(author):
    backup = Backup()
    section = backup.section("Mulai")
    backup.activity(
        "page",
        "Halaman",
        section,
        intro="<p>Tentang.</p>",
        introformat=1,
        content="<p>Isi.</p>",
        contentformat=1,
    )
    chapters = "".join(
        f'<chapter id="{key}">'
        + tags(pagenum=key, subchapter=0, title=f"Bab {key}", content="<p>Bab.</p>")
        + tags(contentformat=1, hidden=0)
        + "</chapter>"
        for key in (1, 2)
    )
    inner = f"<chapters>{chapters}</chapters>"
    backup.activity(
        "book", "Buku", section, intro="<p>Baca.</p>", introformat=1, inner=inner
    )

    intake = brought(author, backup.packed())

    assert lesson("Halaman").body == "<p>Tentang.</p><p>Isi.</p>"
    assert lesson("Bab 1").body == "<p>Baca.</p><p>Bab.</p>"
    assert lesson("Bab 2").body == "<p>Bab.</p>"
    assert "Deskripsi halaman" in lines(intake)["Halaman"][1]
    assert "Pengantar buku" in lines(intake)["Bab 1"][1]
    assert "Pengantar buku" not in lines(intake)["Bab 2"][1]


def test_what_a_quiz_loses_on_the_way_is_said(author):
    backup = Backup()
    section = backup.section("Mulai")
    answers = choice(("Ya", "1.0"), ("Tidak", "0.0"))
    backup.category(
        "Air",
        backup.question(1, "multichoice", "Satu?", answers),
        backup.question(2, "description", "Bacalah dulu."),
    )
    feedback = "".join(
        f'<feedback id="{key}">{tags(feedbacktext=text, mingrade=key)}</feedback>'
        for key, text in ((1, ""), (2, "<p>Bagus!</p>"))
    )
    slots = backup.slots((1, "0.0000000"), (2, "0.0000000"))
    inner = f"{slots}<feedbacks>{feedback}</feedbacks>"
    backup.activity("quiz", "Uji", section, intro="", grademethod=4, inner=inner)

    intake = brought(author, backup.packed())

    said = lines(intake)["Uji"][1]
    assert "Umpan balik menyeluruh" in said
    assert "Soal berbobot 0 di sini berbobot 1" in said
    assert "nilai terbaik yang berlaku" in said
    assert "Keterangan di antara soal tidak dibawa." in said
    assert "soal kuis ini tidak ikut" not in said
    quiz = Quiz.objects.get(activity__title="Uji")
    assert [slot.points for slot in quiz.slots.all()] == [1]


def test_what_judges_an_assignment_and_stays_outside_is_said(author):
    backup = Backup()
    section = backup.section("Mulai")
    many, guided = (
        backup.activity("assign", name, section, intro="<p>Tulis.</p>", grade=-2)
        for name in ("Rubrik", "Panduan")
    )
    levels = "".join(
        f'<level id="{key}">{tags(score=score, definition="Ya")}</level>'
        for key, score in enumerate(("0", "2.5"), start=1)
    )
    criteria = "".join(
        f'<criterion id="{key}">{tags(description=f"Butir {key}")}'
        f"<levels>{levels if key > 1 else ''}</levels></criterion>"
        for key in range(1, 23)
    )
    guide = tags(shortname="Bukti", maxscore="10.00000")
    parts = {
        many: criteria,
        guided: f'<guidecriteria><guidecriterion id="1">{guide}</guidecriterion>'
        "</guidecriteria>",
    }
    for module, said in parts.items():
        member = f"activities/assign_{module}/grading.xml"
        backup.members[member] = xml(f"<areas>{said}</areas>")

    intake = brought(author, backup.packed())

    said = lines(intake)["Rubrik"][1]
    assert "Kriteria rubrik “Butir 1” tidak dibawa" in said
    assert "paling banyak 20 kriteria. Tidak dibawa: Butir 22." in said
    assert "bilangan bulat" in said
    assert "Skala nilainya tidak dibawa" in said
    assert "Isinya: Bukti (10)." in lines(intake)["Panduan"][1]
    assert len(Assignment.objects.get(activity__title="Rubrik").rubric) == 20


def test_a_section_that_not_everybody_may_open_says_so(author):
    backup = Backup()
    by_date = '{"op":"&","c":[{"type":"date","d":">=","t":1}],"showc":[true]}'
    nothing = '{"op":"&","c":[],"showc":[]}'
    for name, availability in (("Nanti", by_date), ("Kini", nothing)):
        section = backup.section(name, availabilityjson=availability)
        backup.page(f"Isi {name}", "<p>a</p>", section, availability=nothing)

    intake = brought(author, backup.packed())

    said = lines(intake)
    assert said["Nanti"][0] == "changed"
    assert "Batasan akses bagian ini" in said["Nanti"][1]
    assert said["Kini"] == said["Isi Kini"] == said["Isi Nanti"] == ("in", "")


def test_a_picture_that_a_question_misses_is_said(author):
    backup = Backup()
    backup.section()
    text = '<p>Apa? <img src="@@PLUGINFILE@@/peta.jpg" alt="Peta"></p>'
    answers = choice(("Ya", "1.0"), ("Tidak", "0.0"))
    backup.category("Peta", backup.question(4, "multichoice", text, answers))
    where: dict[str, Any] = {
        "context": 50,
        "component": "question",
        "area": "questiontext",
    }
    digest = backup.file("peta.jpg", picture(), item=4, **where)
    del backup.members[f"files/{digest[:2]}/{digest}"]

    intake = brought(author, backup.packed())

    assert of_file(intake, "peta.jpg") == [
        ["Tidak ada di dalam backup.", "Letaknya: bank soal."]
    ]
