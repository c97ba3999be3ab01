"""The home page."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks.server import Server

QUERIES = 12
HOME_MS = 20


def rows(server: Server) -> Iterator[Row]:
    yield Row("portal.home_queries", server.queries("/"), "queries", QUERIES)
    spent, note = server.compared("/", note="Moodle's dashboard: 61–80 ms")
    yield Row("portal.home_ms", spent, "ms", HOME_MS, note)
