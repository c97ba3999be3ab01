"""What every course of `fixtures/courses` keeps to, as far as a machine can see it.

One test loads them; the others read the files. `fixtures/courses/README.md` says the
same rules to people.
"""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from common import texts
from courses import figures
from courses.actions import loading
from courses.models import Activity

COURSES = sorted((settings.BASE_DIR / "fixtures" / "courses").glob("*/course.toml"))
FOLDERS = [path.parent for path in COURSES]
FIELDS = ("slug", "title", "summary", "description", "hours", "capacity", "position")
KIT = ("rencana-sesi.md", "salindia.md", "lembar-peserta.md")
# The courses that are complete, and the eight beside them.
COMPLETE = {
    "6-langkah-formulasi-inisiatif",
    "penggalangan-sumber-daya-domestik",
    "transformasi-digital-oms",
    "menjadi-fasilitator",
}
COURSES_IN_ALL = 12
# An hour between two meetings.
MOST_MINUTES = 60
WORDS_A_MINUTE = 150
DO_NOW, CHECK = "## Coba sekarang", "## Periksa diri"
LIGHT = 8_192
PICTURES_OF_A_LESSON = 60_000
SMALLEST_LETTERS = 20
STRAIGHT_QUOTE = re.compile(r'(?<![=\w(])"\w')


def outline(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "course.toml").read_text())


def listed(folder: Path) -> list[Path]:
    parts = outline(folder)["modules"]
    return [folder / name for part in parts for name in part["activities"]]


def said(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text())


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


FILES = [path for folder in FOLDERS for path in listed(folder) if path.exists()]
LESSONS = [path for path in FILES if path.suffix == ".md"]
OTHERS = [path for path in FILES if path.suffix == ".toml"]
QUIZZES = [path for path in OTHERS if "questions" in path.read_text()]
DRAWINGS = [path for folder in FOLDERS for path in sorted(folder.glob("gambar/*"))]
KITS = [path for folder in FOLDERS for path in sorted(folder.glob("kit/*.md"))]


@pytest.mark.django_db
def test_every_course_loads_and_a_second_time_nothing_changes():
    first = [loading.load_course(folder=folder) for folder in FOLDERS]
    again = [loading.load_course(folder=folder) for folder in FOLDERS]

    assert sum(len(told.loaded) for told in first) == len(FOLDERS) + len(FILES)
    assert [told for told in again if told.loaded or told.kept] == []
    planned = Activity.objects.filter(status=Activity.Status.DRAFT)
    assert {activity.kind for activity in planned} <= {Activity.Kind.WEBINAR}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_outline_is_whole(folder):
    plan = outline(folder)
    kinds = {".md", ".toml"}
    beside = {p for p in folder.iterdir() if p.suffix in kinds} - {
        folder / "course.toml"
    }

    assert [field for field in FIELDS if not plan.get(field)] == []
    assert plan["slug"] == folder.name
    assert {p.name for p in listed(folder)} == {p.name for p in beside}
    assert len(listed(folder)) == len(set(listed(folder)))


def made_up_of(folder: Path) -> Counter[str]:
    """How many activities of each kind a course has."""
    return Counter(
        "lesson" if path.suffix == ".md" else said(path).get("kind", "quiz")
        for path in listed(folder)
    )


def test_there_are_twelve_courses_in_the_order_of_their_numbers():
    positions = sorted(outline(folder)["position"] for folder in FOLDERS)

    assert positions == list(range(1, COURSES_IN_ALL + 1))
    assert {folder.name for folder in FOLDERS} > COMPLETE


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_course_is_made_up_as_promised(folder):
    has = made_up_of(folder)
    kit = {path.name for path in folder.glob("kit/*.md")}

    assert kit == set(KIT)
    if folder.name in COMPLETE:
        assert has["lesson"] >= 6
        assert has["quiz"] >= 2
        assert has["assignment"] == 1
        assert has["webinar"] == 1
    else:
        assert has["lesson"] >= 3
        assert has["quiz"] >= 1
        assert has["discussion"] >= 1


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_has_its_parts(path):
    text = texts.parse(path.read_text())
    body = text.markdown
    words = len(re.sub(r"[|\-*#>]", " ", body).split())
    opening = body.partition("\n## ")[0]
    cases = re.split(r"^## ", body, flags=re.MULTILINE)[1:]
    worked = [case for case in cases if case.startswith("Contoh rekaan")]
    ends = body.partition(CHECK)[2]

    assert {"title", "minutes", "summary"} <= set(text.front)
    assert 700 <= words <= 1200
    # A situation first: words, and no heading above them.
    assert len(opening.split()) >= 40
    assert len(worked) == 1
    assert "contoh rekaan" in worked[0][:400].lower().partition("\n")[2]
    assert "Kabupaten" in body
    assert body.count(DO_NOW) == body.count(CHECK) == 1
    assert body.index(DO_NOW) < body.index(CHECK)
    assert len(re.findall(r"^\d\. .+\?$", ends, re.MULTILINE)) == 3
    addresses = re.sub(r"\]\([^)]*\)", "", body)
    assert STRAIGHT_QUOTE.findall(addresses) == []


def test_what_people_read_says_e_mail_as_the_pages_do():
    written = [*(settings.BASE_DIR / "fixtures").rglob("*.md"), *OTHERS]
    pages = (settings.BASE_DIR / "portal" / "pages").glob("*.id.md")

    assert [
        path.name
        for path in (*written, *pages)
        if re.search(r"\bsurel", path.read_text(), re.IGNORECASE)
    ] == []


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_and_what_it_asks_for_fit_between_two_meetings(path):
    text = texts.parse(path.read_text())
    asks = text.markdown.partition(DO_NOW)[2].partition(CHECK)[0]
    doing = re.search(r"\*\*(\d+) menit", asks)
    reading = len(text.markdown.split()) / WORDS_A_MINUTE

    assert doing
    assert text.front["minutes"] <= MOST_MINUTES
    assert abs(text.front["minutes"] - int(doing[1]) - reading) <= 3


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_teaches_by_more_than_prose(path):
    text = path.read_text()

    assert "|---" in text or figures.names_in(text)


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_the_figures_of_a_lesson_are_there_and_light(path):
    text = path.read_text()
    shown = [figures.read(path.parent / drawn) for drawn in figures.names_in(text)]

    assert sum(len(figure.content) for figure in shown) <= PICTURES_OF_A_LESSON
    for alternative in re.findall(r"!\[([^\]]*)\]", text):
        assert len(alternative) >= 25


@pytest.mark.parametrize("path", DRAWINGS, ids=name)
def test_a_drawing_can_be_read_on_a_phone(path):
    drawing = path.read_text()
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', drawing)]
    lessons = [lesson.read_text() for lesson in path.parent.parent.glob("*.md")]

    assert figures.read(path).width == 720
    assert len(drawing.encode()) <= LIGHT
    assert "<title>" in drawing
    assert all(size >= SMALLEST_LETTERS for size in sizes)
    assert any(f"gambar/{path.name}" in lesson for lesson in lessons)


@pytest.mark.parametrize("path", QUIZZES, ids=name)
def test_a_quiz_teaches_by_every_choice(path):
    quiz = said(path)
    questions = quiz["questions"]

    assert 50 <= quiz["pass_score"] <= 100
    assert len(questions) >= 8
    for question in questions:
        choices = question["choices"]
        assert len(choices) in (3, 4)
        assert sum(choice["correct"] for choice in choices) == 1
        assert len(question["prompt"].split()) >= 12
        assert question["explanation"]
        assert all(choice["feedback"] for choice in choices)


@pytest.mark.parametrize("path", QUIZZES, ids=name)
def test_the_right_choice_cannot_be_guessed_by_its_place_or_length(path):
    rows = [question["choices"] for question in said(path)["questions"]]
    places = [[choice["correct"] for choice in row].index(True) for row in rows]
    longest = [max(row, key=lambda choice: len(choice["text"])) for row in rows]

    assert max(places.count(place) for place in places) <= max(2, len(rows) * 0.6)
    assert sum(choice["correct"] for choice in longest) <= max(1, len(rows) * 0.5)


@pytest.mark.parametrize("path", OTHERS, ids=name)
def test_what_is_asked_is_said_in_words(path):
    activity = said(path)
    asks = {
        "quiz": "intro",
        "assignment": "instructions",
        "discussion": "prompt",
        "worksheet": "intro",
        "webinar": "description",
    }[activity.get("kind", "quiz")]

    assert activity["title"]
    assert len(activity[asks]) >= 40
    assert ("rubric" in activity) == (activity.get("kind") == "assignment")
    for criterion in activity.get("rubric", []):
        points = [level["points"] for level in criterion["levels"]]
        assert 3 <= len(points) <= 4
        assert points == sorted(points, reverse=True)


def test_each_of_the_six_steps_is_taught_and_then_filled_in():
    """A lesson with an example from the seeds leads into its step of the worksheet."""
    folder = FOLDERS[0].parent / "6-langkah-formulasi-inisiatif"
    steps = listed(folder)
    for step in range(1, 7):
        (sheet,) = (
            path
            for path in steps
            if path.suffix == ".toml" and said(path).get("step") == step
        )
        lesson = steps[steps.index(sheet) - 1].read_text()

        assert f"### Langkah {step} yang sudah terisi" in lesson
        assert f"](/inisiatif/langkah/{step}/)" in lesson
        assert any(seed in lesson for seed in ("jelantah", "TBC", "air hujan"))


@pytest.mark.parametrize("path", KITS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_a_kit_is_whole(path):
    text = texts.parse(path.read_text())

    assert path.name in KIT
    assert {"title", "summary"} <= set(text.front)
    if path.name == "salindia.md":
        slides = re.split(r"^---+$", text.markdown, flags=re.MULTILINE)
        assert 10 <= len(slides) <= 16
        assert all("## " in slide for slide in slides)
