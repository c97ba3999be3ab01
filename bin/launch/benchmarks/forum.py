"""A topic of sixty posts in a forum of five hundred topics."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks import seed
from launch.benchmarks.server import Server

QUERIES = 12


def rows(server: Server) -> Iterator[Row]:
    yield Row("forum.index_queries", server.queries("/forum/"), "queries", QUERIES)
    topic = server.queries(seed.topic_path())
    yield Row("forum.topic_queries", topic, "queries", QUERIES)
