"""The catalogue and the lesson, in queries, processor time and weight."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks import seed
from launch.benchmarks.server import Server

QUERIES = 12
LESSON_MS = 15
FIRST_VISIT_KB = 75
SCRIPTS_KB = 30
MOODLE = "Moodle 5.1: 47–68 ms"


def rows(server: Server) -> Iterator[Row]:
    catalog, lesson = "/belajar/", seed.lesson_path()
    yield Row("courses.catalog_queries", server.queries(catalog), "queries", QUERIES)
    yield Row("courses.lesson_queries", server.queries(lesson), "queries", QUERIES)
    spent = server.milliseconds(lesson)
    note = f"{server.against_emptiest(spent)}; {MOODLE}"
    yield Row("courses.lesson_ms", spent, "ms", LESSON_MS, note)
    total, scripts = server.first_visit(lesson)
    yield Row("courses.lesson_first_visit_kb", total, "KB", FIRST_VISIT_KB)
    yield Row("courses.lesson_scripts_kb", scripts, "KB", SCRIPTS_KB)
