"""What real backups hold beside what the format says, in words of our own.

Every case was met in a published backup: books out of order, categories in categories,
pages pasted from a word processor, packages packed again by hand.
"""

import pytest

from accounts.tests.factories import make_person
from courses.models import Activity, Intake, QuestionVersion, Quiz
from courses.tests.factories import make_course
from courses.tests.moodle_backups import Backup
from courses.tests.moodle_course import brought, lesson, lines
from courses.tests.moodle_rows import choice, tags, zipped

pytestmark = pytest.mark.django_db
FROM_WORD = """<h1 style="text-align: center;">Sesi 2<!--?xml:namespace prefix = "o"
 ns = "urn:schemas-microsoft-com:office:office" /--><o:p></o:p></h1>
<p class="Prompt"><span style="font-family: Calibri;" face="Calibri">Mulai dari yang
pernah dicoba = lebih cepat.</span></p><p class="Prompt"></p><p>&nbsp;</p>"""


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    person = make_person()
    make_course().authors.add(person)
    return person


def titles(course):
    found = Activity.objects.filter(module__course=course)
    return list(found.order_by("position").values_list("title", flat=True))


def test_chapters_come_by_their_page_not_as_they_were_written(author):
    backup = Backup(version="2.9")
    chapters = "".join(
        f'<chapter id="{key}">'
        + tags(pagenum=page, subchapter=inner, title=title, content=f"<p>{title}</p>")
        + tags(contentformat=1, hidden=0)
        + "</chapter>"
        for key, page, inner, title in (
            *((1, 2, 0, "Kedua"), (2, 4, 0, "Ketiga"), (3, 1, 0, "Pertama")),
            (4, 3, 1, "Lebih lanjut"),
        )
    )
    inner = f"<chapters>{chapters}</chapters>"
    backup.activity("book", "Buku", backup.section("Mulai"), intro="", inner=inner)

    course = brought(author, backup.packed()).course

    assert titles(course) == ["Pertama", "Kedua", "Ketiga"]
    assert lesson("Kedua").body == (
        "<p>Kedua</p><h2>Lebih lanjut</h2><p>Lebih lanjut</p>"
    )


@pytest.mark.parametrize("version", ["3.11", "4.3"])
def test_categories_of_one_name_are_told_apart_by_what_they_stand_in(author, version):
    backup = Backup(version=version)
    section = backup.section("Mulai")
    answers = choice(("Ya", "1.0"), ("Tidak", "0.0"))
    top = backup.category("top")
    for number, name in enumerate(("Bab 1", "Bab 2")):
        chapter = backup.category(name, parent=top)
        rows = [backup.question(number + 1, "multichoice", f"Soal {name}", answers)]
        if number == 1 and not backup.is_new:
            rows.append(backup.question(9, "random", "0"))
        easy = backup.category("Mudah", *rows, parent=chapter)
    draws = backup.draws(1, key=9, category=easy)
    backup.activity("quiz", "Undian", section, intro="", inner=draws)

    course = brought(author, backup.packed()).course

    slot = Quiz.objects.get(activity__module__course=course).slots.get()
    assert slot.category is not None
    assert slot.category.title == "Bab 2 / Mudah"
    [question] = slot.category.questions.all()
    assert str(question.current) == "Soal Bab 2"


def test_a_page_from_a_word_processor_is_plain_and_the_report_says_so(author):
    backup = Backup()
    backup.page("Sesi", FROM_WORD, backup.section("Mulai"))

    intake = brought(author, backup.packed())

    outcome, said = lines(intake)["Sesi"]
    body = " ".join(lesson("Sesi").body.split())
    assert body == (
        "<h2>Sesi 2</h2> <p>Mulai dari yang pernah dicoba = lebih cepat.</p>"
    )
    assert outcome == "changed"
    assert "Warna dan ukuran huruf" in said
    assert "Skrip" not in said


def test_what_a_question_loses_on_the_way_is_said(author):
    backup = Backup()
    backup.section("Mulai")
    number = (
        "<answers><answer id='7'>"
        + tags(answertext="4.5", answerformat=0, fraction="1.0000000", feedback="")
        + "</answer></answers><numerical_units><numerical_unit id='1'>"
        + tags(multiplier="1.0", unit="liter")
        + "</numerical_unit></numerical_units><numerical_records>"
        + f"<numerical_record id='1'>{tags(answer=7, tolerance='0.1')}"
        + "</numerical_record></numerical_records>"
    )
    hints = "<question_hints><question_hint id='1'><hint>Air</hint></question_hint>"
    named = f"<tags><tag id='1'>{tags(name='air', rawname='Air')}</tag></tags>"
    more = f"{hints}</question_hints>{named}"
    backup.category(
        "Air", backup.question(1, "numerical", "Berapa?", number, more=more)
    )

    intake = brought(author, backup.packed())

    asked = QuestionVersion.objects.get(prompt="Berapa?")
    assert asked.body["unit"] == "liter"
    assert asked.body["answers"][0]["tolerance"] == "0,1"
    said = lines(intake)["Berapa?"][1]
    assert "Petunjuk" in said
    assert "Tag tidak dibawa: Air." in said


@pytest.mark.parametrize(
    ("kind", "word"), [("questionnaire", "survei"), ("qbank", "bank soal kelas")]
)
def test_activities_of_plugins_are_left_out_by_name(author, kind, word):
    backup = Backup()
    section = backup.section("Mulai")
    backup.page("Satu", "<p>a</p>", section)
    backup.activity(kind, "Langkah 4", section, intro="")

    intake = brought(author, backup.packed())

    assert intake.state == Intake.State.DONE
    outcome, said = lines(intake)["Langkah 4"]
    assert outcome == "left"
    assert word in said


def test_a_restriction_of_old_is_said_too(author):
    backup = Backup(version="2.9")
    page = backup.page("Nanti", "<p>a</p>", backup.section("Mulai"))
    member = f"activities/page_{page}/module.xml"
    dates = tags(availablefrom=1534392000, availableuntil=0) + "</module>"
    backup.members[member] = backup.members[member].replace(
        b"</module>", dates.encode()
    )

    intake = brought(author, backup.packed())

    assert "Batasan akses" in lines(intake)["Nanti"][1]


def test_an_archive_within_the_package_is_never_opened(author):
    bomb = zipped({"a": b"\0" * 30_000_000})
    backup = Backup()
    section = backup.section("Mulai")
    module = backup.activity("folder", "Berkas", section, intro="")
    for name, content in (("dalam.zip", bomb), ("rapor.docx", bomb)):
        backup.file(name, content, context=module + 1000, component="mod_folder")

    intake = brought(author, backup.packed())

    assert intake.state == Intake.State.DONE
    assert "Jenis berkas" in lines(intake)["dalam.zip"][1]
    assert lines(intake)["rapor.docx"][0] == "left"


def test_a_package_packed_again_by_hand_comes_in(author):
    backup = Backup()
    backup.page("Satu", "<p>a</p>", backup.section("Mulai"))
    inside = {
        f"kelas saya/{name}": content for name, content in backup.everything.items()
    }
    beside = {f"__MACOSX/{name}": b"\0\5\x16\7" for name in list(inside)[:3]}

    intake = brought(author, zipped({**beside, **inside}))

    assert intake.state == Intake.State.DONE
    assert lesson("Satu").body == "<p>a</p>"
    assert "module.xml" not in lines(intake)
