"""The room: its page, and how long a message takes to reach fifty readers."""

from collections.abc import Iterator

from launch.bench import Row
from launch.benchmarks import seed
from launch.benchmarks.server import Server

QUERIES = 12
CLIENTS = 50
MESSAGES = 60
SHOWN_MS = 75


def rows(server: Server) -> Iterator[Row]:
    room = seed.room()
    path = room.get_absolute_url()
    yield Row("alliances.room_queries", server.queries(path), "queries", QUERIES)
    spent = server.milliseconds(path)
    yield Row("alliances.room_ms", spent, "ms", 25, server.against_emptiest(spent))
