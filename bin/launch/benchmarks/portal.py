"""The home page."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks.server import Server

QUERIES = 12


def rows(server: Server) -> Iterator[Row]:
    yield Row("portal.home_queries", server.queries("/"), "queries", QUERIES)
