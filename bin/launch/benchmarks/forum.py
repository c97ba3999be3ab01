"""A topic of sixty posts in a forum of five hundred topics."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks import seed
from launch.benchmarks.server import Server

QUERIES = 12


def rows(server: Server) -> Iterator[Row]:
    topic = seed.topic_path()
    yield Row("forum.index_queries", server.queries("/forum/"), "queries", QUERIES)
    yield Row("forum.topic_queries", server.queries(topic), "queries", QUERIES)
    spent = server.milliseconds(topic)
    yield Row("forum.topic_ms", spent, "ms", 25, server.against_emptiest(spent))
