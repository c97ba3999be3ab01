"""The home page."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks.server import Server

QUERIES = 12


def rows(server: Server) -> Iterator[Row]:
    yield Row("portal.home_queries", server.queries("/"), "queries", QUERIES)
    spent = server.milliseconds("/")
    yield Row("portal.home_ms", spent, "ms", 25, server.against_emptiest(spent))
