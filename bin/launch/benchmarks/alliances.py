"""The room: its page, and how long a message takes to reach fifty readers."""

import statistics
from collections.abc import Iterator

from launch import room_load
from launch.bench import Row
from launch.benchmarks import seed
from launch.benchmarks.server import Server

QUERIES = 12
CLIENTS = 50
MESSAGES = 60
SHOWN_MS = 75


def rows(server: Server) -> Iterator[Row]:
    room = seed.room()
    queries = server.queries(room.get_absolute_url())
    yield Row("alliances.room_queries", queries, "queries", QUERIES)
    times = room_load.measure(
        f"http://localhost:{server.port}",
        CLIENTS,
        MESSAGES,
        cookies=[server.session_of(person) for person in seed.members(CLIENTS)],
        path=f"/ws/aliansi/ruang/{room.pk}/",
        seen=seed.room().last_seq,
    )
    median, slowest = (statistics.quantiles(times, n=20)[n - 1] for n in (10, 19))
    note = f"{CLIENTS} clients, one process; median {median:.0f} ms"
    yield Row("alliances.message_p95_ms", round(slowest, 1), "ms", SHOWN_MS, note)
