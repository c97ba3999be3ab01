"""What every course of `fixtures/courses` keeps to, as far as a machine can see it.

One test loads them; the others read the files. `fixtures/courses/README.md` says the
same rules to people.
"""

import re
import tomllib
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
# Quizzes written before the rule of eight questions.
SHORT_QUIZZES = {
    "03-kuis-masalah-dan-aktor.toml",
    "03-kuis-akun-dan-data.toml",
    "05-kuis-bentuk-dukungan.toml",
}
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


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_has_its_parts(path):
    text = texts.parse(path.read_text())
    words = len(re.sub(r"[|\-*#>]", " ", text.markdown).split())
    ends = text.markdown.partition("## Periksa diri")[2]

    assert {"title", "minutes", "summary"} <= set(text.front)
    assert 700 <= words <= 1200
    assert "contoh rekaan" in text.markdown.lower()
    assert "## Coba sekarang" in text.markdown
    assert len(re.findall(r"^\d\. ", ends, re.MULTILINE)) == 3
    addresses = re.sub(r"\]\([^)]*\)", "", text.markdown)
    assert STRAIGHT_QUOTE.findall(addresses) == []


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
    assert len(questions) >= (3 if path.name in SHORT_QUIZZES else 8)
    for question in questions:
        choices = question["choices"]
        assert len(choices) in (3, 4)
        assert sum(choice["correct"] for choice in choices) == 1
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
    for criterion in activity.get("rubric", []):
        points = [level["points"] for level in criterion["levels"]]
        assert 3 <= len(points) <= 4
        assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("path", KITS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_a_kit_is_whole(path):
    text = texts.parse(path.read_text())

    assert path.name in KIT
    assert {"title", "summary"} <= set(text.front)
    if path.name == "salindia.md":
        slides = re.split(r"^---+$", text.markdown, flags=re.MULTILINE)
        assert 10 <= len(slides) <= 16
        assert all("## " in slide for slide in slides)
