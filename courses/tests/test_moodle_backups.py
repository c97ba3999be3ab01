"""Whole courses from Moodle: what each thing becomes, and what the report says."""

import pytest

from accounts.tests.factories import make_person
from common.files import Family
from common.uploads.models import Upload
from courses.furnishing import furnish
from courses.models import (
    Activity,
    Assignment,
    Category,
    Course,
    Intake,
    Lesson,
    Media,
    Module,
    Question,
    QuestionVersion,
    Quiz,
)
from courses.tests.factories import make_course
from courses.tests.moodle_backups import CONTEXT_OF_COURSE, RELEASES, Backup
from courses.tests.moodle_course import (
    PDF,
    brought,
    course_with_everything,
    lesson,
    lines,
)
from courses.tests.moodle_rows import choice, picture, tags, xml

pytestmark = pytest.mark.django_db
TRUE_IS_FIRST = f'<truefalse id="1">{tags(trueanswer=1, falseanswer=2)}</truefalse>'
USE_CASE = f'<shortanswer id="1">{tags(usecase=1)}</shortanswer>'


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    person = make_person()
    make_course().authors.add(person)
    return person


@pytest.mark.parametrize("version", RELEASES)
@pytest.mark.parametrize("container", ["tar", "zip", "indexed"])
def test_a_course_of_any_age_and_container_comes_in_as_a_draft(
    author, version, container
):
    intake = brought(author, course_with_everything(version).packed(container))

    course = intake.course
    assert (intake.state, intake.refusal) == (Intake.State.DONE, "")
    assert (course.status, course.title) == (Course.Status.DRAFT, "Manajemen Relawan")
    assert course.summary == "Kelas relawan di kabupaten."
    assert list(course.authors.all()) == [author]
    modules = Module.objects.filter(course=course)
    assert [module.title for module in modules] == ["Mulai", "Lanjut"]
    assert [
        (activity.kind, activity.title, activity.is_draft)
        for activity in Activity.objects.of_course(course)
    ] == [
        ("lesson", "Tentang “Mulai”", False),
        ("lesson", "Mengajak", False),
        ("lesson", "Merawat", True),
        ("lesson", "Ingat", False),
        ("lesson", "Bab 1", False),
        ("lesson", "Bab 3", False),
        ("lesson", "Situs", False),
        ("lesson", "Panduan", False),
        ("assignment", "Rencana", True),
        ("discussion", "Cerita", True),
        ("quiz", "Uji diri", True),
    ]


def test_pages_are_clean_and_lead_to_pictures_and_lessons_of_ours(author):
    course = brought(author, course_with_everything("4.3").packed()).course

    body = lesson("Mengajak").body
    media = Media.objects.get(course=course, family=Family.PICTURE)
    address = Activity.objects.get(title="Merawat").get_absolute_url()
    assert "<script" not in body
    assert "<h2>Ajak</h2>" in body
    assert f'href="{address}"' in body
    assert "wiki" in body
    assert "$@" not in body
    assert [each["width"] for each in media.widths] == [480, 960, 1200]
    assert f'src="{media.shown_url}" alt="Warga"' in body
    assert lesson("Mengajak").media_size == media.size
    assert "srcset" in furnish(body, saves_data=False)


def test_subchapters_files_and_addresses_are_on_their_pages(author):
    brought(author, course_with_everything("3.11").packed())

    assert lesson("Bab 1").body == "<p>Isi 1.</p><h2>Bab 2</h2><p>Isi 2.</p>"
    assert 'href="https://contoh.id/a?b=1"' in lesson("Situs").body
    media = Media.objects.get(family=Family.PDF)
    assert media.get_absolute_url() in lesson("Panduan").body
    assert media.file.read() == PDF


def test_a_quiz_asks_what_came_into_the_bank(author):
    course = brought(author, course_with_everything("4.3").packed()).course

    quiz = Quiz.objects.get(activity__module__course=course)
    assert (quiz.tries, quiz.minutes_allowed, quiz.shuffles_choices) == (2, 2, True)
    assert quiz.intro == "Coba dulu."
    assert [(str(slot), slot.points) for slot in quiz.slots.all()] == [
        ("Kapan relawan diajak?", 2)
    ]
    assert Category.objects.get(course=course).title == "Relawan"
    assert Question.objects.of_bank(course).count() == 1


def test_the_report_says_of_every_line_what_became_of_it(author):
    intake = brought(author, course_with_everything("4.3").packed())

    said = lines(intake)
    assert said["Situs"] == ("in", "")
    assert said["Merawat"] == ("changed", "Tersembunyi di Moodle: di sini berupa draf.")
    assert "Skrip" in said["Mengajak"][1]
    assert "wiki" in said["Mengajak"][1]
    assert "Tenggat 15 November 2023" in said["Rencana"][1]
    assert said["Paket lama"][0] == said["Pengumuman"][0] == "left"
    assert said["Soal 2"][0] == said["Soal 3"][0] == "left"
    assert said["foto saya.jpg"][0] == "changed"
    assert said["panduan.pdf"] == ("in", "")
    assert (
        "tidak dibawa"
        in said["Peserta, nilai, jawaban, kiriman, dan posting mereka"][1]
    )
    assert said["1 berkas dari assignsubmission_file"][0] == "left"
    assert [entry["line"] for entry in intake.report] == [
        *range(1, len(intake.report) + 1)
    ]


def test_nobody_who_took_part_in_moodle_is_known_here(author):
    intake = brought(author, course_with_everything("4.3").packed())

    assert "ahasia" not in str(intake.report)
    assert not Lesson.objects.filter(body__icontains="rahasia").exists()
    assert intake.upload is None
    assert Upload.objects.expired().get().owner == author


@pytest.mark.parametrize("version", RELEASES)
def test_what_a_quiz_draws_from_a_category_it_draws_here(author, version):
    backup = Backup(version=version)
    section = backup.section("Mulai")
    answers = choice(("Ya", "1.0000000"), ("Tidak", "0.0000000"))
    asked = [backup.question(n, "multichoice", f"Soal {n}?", answers) for n in (1, 2)]
    if not backup.is_new:
        asked.append(backup.question(9, "random", "0"))
    backup.category("Relawan", *asked)
    backup.activity("quiz", "Undian", section, intro="", inner=backup.draws(2, key=9))

    course = brought(author, backup.packed()).course

    slot = Quiz.objects.get(activity__module__course=course).slots.get()
    assert (str(slot), slot.count, slot.question) == ("Relawan", 2, None)
    assert Question.objects.of_bank(course).count() == 2


def test_what_is_not_followed_in_moodle_need_not_be_done_here(author):
    backup = Backup()
    section = backup.section("Mulai")
    backup.page("Diikuti", "<p>a</p>", section, completion=1)
    backup.page("Bebas", "<p>b</p>", section)

    course = brought(author, backup.packed()).course

    required = Activity.objects.of_course(course).required()
    assert [activity.title for activity in required] == ["Diikuti"]


def test_a_subsection_becomes_a_module_after_the_one_it_stands_in(author):
    backup = Backup()
    first = backup.section("Pertama")
    backup.section("Kedua", "<p>Isi kedua.</p>")
    inside = backup.activity("subsection", "Di dalam", first)
    backup.page("Satu", "<p>a</p>", first)
    inner = backup.section("Di dalam", component="mod_subsection", itemid=inside + 500)
    backup.page("Dua", "<p>b</p>", inner)

    course = brought(author, backup.packed()).course

    titles = [module.title for module in course.modules.order_by("position")]
    assert titles == ["Pertama", "Di dalam", "Kedua"]


def rows_of(*answers, more=""):
    """The answers of a question as rows: text and share."""
    rows = "".join(
        f'<answer id="{key}">'
        + tags(answertext=text, answerformat=0, fraction=share, feedback="")
        + "</answer>"
        for key, (text, share) in enumerate(answers, start=1)
    )
    return f"<answers>{rows}</answers>{more}"


@pytest.mark.parametrize("version", RELEASES)
def test_every_kind_of_question_comes_from_the_rows_of_its_tables(author, version):
    backup = Backup(version=version)
    backup.section()
    pairs = "".join(
        f'<match id="{key}">'
        + tags(questiontext=left, questiontextformat=1, answertext=right)
        + "</match>"
        for key, (left, right) in enumerate((("<p>A</p>", "satu"), ("B", "dua")), 1)
    )
    gap = "{1:SHORTANSWER:=warga}"
    sequence = f'<multianswer id="1">{tags(question=6, sequence="7")}</multianswer>'
    near = tags(answer=1, tolerance="0.5")
    record = f'<numerical_record id="1">{near}</numerical_record>'
    near = f"<numerical_records>{record}</numerical_records>"
    rows = {
        1: ("truefalse", rows_of(("Ya", "0.0"), ("Tidak", "1.0"), more=TRUE_IS_FIRST)),
        2: ("shortanswer", rows_of(("desa", "1.0"), more=USE_CASE)),
        3: (
            "numerical",
            rows_of(("12.5", "1.0"), more=near),
        ),
        4: ("match", f"<matches>{pairs}</matches>"),
        5: ("essay", f'<essay id="1">{tags(responseformat="editor")}</essay>'),
        8: ("ordering", rows_of(("dua", "2.0"), ("satu", "1.0"))),
    }
    asked = [
        backup.question(key, kind, f"<p>Soal {key}?</p>", plugin)
        for key, (kind, plugin) in rows.items()
    ]
    asked.append(backup.question(6, "multianswer", "<p>Ajak {#1}.</p>", sequence))
    asked.append(backup.question(7, "shortanswer", gap, rows_of(), parent=6))
    backup.category("Semua", *asked)

    course = brought(author, backup.packed()).course

    versions = QuestionVersion.objects.filter(question__category__course=course)
    found = {version.kind: version.body for version in versions}
    assert [c["is_right"] for c in found["truefalse"]["choices"]] == [False, True]
    assert found["short"]["answers"][0]["text"] == "desa"
    assert found["short"]["case"] is True
    assert found["numeric"]["answers"][0]["tolerance"] == "0,5"
    assert found["matching"]["pairs"][0] == {"left": "A", "right": "satu"}
    assert found["ordering"]["steps"] == ["satu", "dua"]
    assert found["cloze"]["text"] == "Ajak {warga}."
    assert "essay" in found


def test_a_picture_of_a_question_comes_with_it(author):
    backup = Backup()
    backup.section()
    text = '<p>Ini apa? <img src="@@PLUGINFILE@@/peta.jpg" alt="Peta"></p>'
    answers = choice(("Ya", "1.0000000"), ("Tidak", "0.0000000"))
    backup.category("Peta", backup.question(4, "multichoice", text, answers))
    backup.file(
        "peta.jpg",
        picture(),
        context=CONTEXT_OF_COURSE,
        component="question",
        area="questiontext",
        item=4,
    )

    course = brought(author, backup.packed()).course

    media = Media.objects.get(course=course)
    version = QuestionVersion.objects.get(question__category__course=course)
    assert str(media.key) in version.prompt


def test_an_assignment_brings_its_rubric_and_what_is_handed_in(author):
    backup = Backup()
    section = backup.section("Mulai")
    config = "".join(
        "<plugin_config>"
        + tags(plugin="file", subtype="assignsubmission", name=name, value=value)
        + "</plugin_config>"
        for name, value in (("enabled", 1), ("maxfilesubmissions", 3))
    )
    module = backup.activity(
        "assign",
        "Rencana",
        section,
        intro="<ol><li>Tulis</li><li>Kirim</li></ol>",
        introformat=1,
        inner=f"<plugin_configs>{config}</plugin_configs>",
    )
    levels = "".join(
        f'<level id="{points}">{tags(score=f"{points}.0", definition=text)}</level>'
        for points, text in ((0, "Belum"), (4, "Jelas"))
    )
    criterion = tags(description="Bukti") + f"<levels>{levels}</levels>"
    backup.members[f"activities/assign_{module}/grading.xml"] = xml(
        f'<areas><criterion id="1">{criterion}</criterion></areas>'
    )

    brought(author, backup.packed())

    asked = Assignment.objects.get(activity__title="Rencana")
    assert asked.instructions == "1. Tulis\n2. Kirim"
    assert (asked.form, asked.most_files) == ("files", 3)
    assert asked.rubric == [
        {
            "title": "Bukti",
            "levels": [
                {"points": 0, "text": "Belum"},
                {"points": 4, "text": "Jelas"},
            ],
        }
    ]
