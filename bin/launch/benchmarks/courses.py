"""The catalogue, the lesson and the trainer's board: queries, time and weight."""

import statistics
import time
from collections.abc import Iterator

from django.urls import reverse

from courses.models import Cohort
from courses.summaries.behind import behind
from launch.bench import Row
from launch.benchmarks import backup, crowd, intake, lessons, rush, seed
from launch.benchmarks.server import Server

QUERIES = 12
LESSON_MS = 15
COURSE_MS = 20
FIRST_VISIT_KB = 75
SCRIPTS_KB = 30
BOARD_QUERIES = 15
BOARD_MS = 60
CSV_MS = 300
BEHIND_MS = 1_000
GRADES_MS = 20
MOODLE = "Moodle 5.1: 47–68 ms"


def rows(server: Server) -> Iterator[Row]:
    yield from _lesson(server)
    yield from lessons.rows(server)
    yield from _course(server)
    yield from _trainer(server)
    yield from _grades(server)
    yield from rush.rows(server)
    # Last, for what they leave in the database is tidied up for a while.
    yield from intake.rows()
    yield from backup.rows()


def _lesson(server: Server) -> Iterator[Row]:
    catalog, lesson = "/belajar/", seed.lesson_path()
    yield Row("courses.catalog_queries", server.queries(catalog), "queries", QUERIES)
    yield Row("courses.lesson_queries", server.queries(lesson), "queries", QUERIES)
    spent, note = server.compared(lesson, note=MOODLE)
    yield Row("courses.lesson_ms", spent, "ms", LESSON_MS, note)
    total, scripts = server.first_visit(lesson)
    yield Row("courses.lesson_first_visit_kb", total, "KB", FIRST_VISIT_KB)
    yield Row("courses.lesson_scripts_kb", scripts, "KB", SCRIPTS_KB)


def _course(server: Server) -> Iterator[Row]:
    """The outline of 40 activities, as one of 2,000 learners opens it."""
    path = crowd.cohort().course.get_absolute_url()
    as_learner = server.session_of(crowd.learner())
    queries = server.queries(path, as_learner)
    yield Row("courses.course_queries", queries, "queries", QUERIES)
    note = "40 activities, 2.000 enrolled; Moodle: 85–109 ms, 43 queries"
    spent, note = server.compared(path, as_learner, note=note)
    yield Row("courses.course_ms", spent, "ms", COURSE_MS, note)


def _trainer(server: Server) -> Iterator[Row]:
    """A cohort of 2,000 learners and 40 activities, as its trainer works with it."""
    board = crowd.cohort().get_absolute_url()
    chosen = f"mentor={crowd.mentor().pk}&organisasi={crowd.organization().pk}"
    filters = f"{board}?q=rekaan&keadaan=behind&provinsi=53&{chosen}"
    as_trainer = server.session_of(crowd.trainer())
    queries = max(server.queries(path, as_trainer) for path in (board, filters))
    yield Row("courses.board_queries", queries, "queries", BOARD_QUERIES)
    note = "50 of 2.000 × 40; Moodle: 25 rows 189–219 ms"
    spent, note = max(
        server.compared(path, as_trainer, note=note) for path in (board, filters)
    )
    yield Row("courses.board_ms", spent, "ms", BOARD_MS, note)
    table = f"{board}papan.csv"
    spent, note = server.compared(table, as_trainer, batch=3, note="Moodle: 826 ms")
    yield Row("courses.board_csv_ms", spent, "ms", CSV_MS, note)
    yield Row("courses.behind_ms", _behind_ms(), "ms", BEHIND_MS, "of 50.000, elapsed")


def _grades(server: Server) -> Iterator[Row]:
    """A learner's own of 40 steps, and the trainer's book of 2,000 learners."""
    cohort = crowd.cohort()
    own = reverse("courses:course_grades", args=[cohort.course.slug])
    as_learner = server.session_of(crowd.learner())
    spent, note = server.compared(own, as_learner, note="Moodle: 88 ms")
    yield Row("courses.grades_ms", spent, "ms", GRADES_MS, note)
    book = reverse("courses:gradebook", args=[cohort.pk])
    as_trainer = server.session_of(crowd.trainer())
    queries = server.queries(book, as_trainer)
    yield Row("courses.gradebook_queries", queries, "queries", BOARD_QUERIES)
    spent, note = server.compared(book, as_trainer, note="50 of 2.000 × 8 graded")
    yield Row("courses.gradebook_ms", spent, "ms", BOARD_MS, note)


def _behind_ms() -> float:
    """Elapsed, for the database does the larger part of it."""
    cohorts = Cohort.objects.filter(course=crowd.crowded()).with_pace()
    spent = []
    for _turn in range(3):
        began = time.perf_counter()
        behind(cohorts)
        spent.append(time.perf_counter() - began)
    return round(statistics.median(spent) * 1000, 1)
