"""Rooms: how soon a message is heard by five hundred, what it costs, coming back."""

import asyncio
import json
import statistics
import time
from collections.abc import Iterator

from websockets.asyncio.client import connect

from launch import room_load
from launch.bench import Row
from launch.benchmarks import assembly
from launch.benchmarks.server import Server

CLIENTS = 500
MESSAGES = 60
P95_MS, P99_MS = 300, 500
QUERIES = 12
PAGE_MS = 25
MESSAGE_QUERIES = 8
MISSED = 500
RESUME_SECONDS = 1
TRIES = 5


def rows(server: Server) -> Iterator[Row]:
    room, people = assembly.room(assembly.LARGE), assembly.people(assembly.LARGE)
    cookies = [server.session_of(person) for person in people[:CLIENTS]]
    yield from _page(server, room.get_absolute_url(), cookies[0])
    yield from _queries()
    path = f"/ws/aliansi/ruang/{room.pk}/"
    yield _resumption(server, path, cookies[1], room.last_seq)
    times = room_load.measure(
        f"http://localhost:{server.port}",
        CLIENTS,
        MESSAGES,
        cookies=cookies,
        path=path,
        seen=assembly.room(assembly.LARGE).last_seq,
    )
    cuts = statistics.quantiles(times, n=100)
    note = f"{CLIENTS} clients, one process, 2 a second; median {cuts[49]:.0f} ms"
    yield Row("alliances.message_p95_ms", round(cuts[94], 1), "ms", P95_MS, note)
    yield Row("alliances.message_p99_ms", round(cuts[98], 1), "ms", P99_MS)


def _page(server: Server, path: str, cookie: str) -> Iterator[Row]:
    queries = server.queries(path, cookie)
    yield Row("alliances.room_queries", queries, "queries", QUERIES)
    spent = server.milliseconds(path, cookie)
    note = f"{assembly.MESSAGES} messages behind it"
    yield Row("alliances.room_ms", spent, "ms", PAGE_MS, note)


def _queries() -> Iterator[Row]:
    """The same number whether ten listen or five hundred."""
    few, many = (
        assembly.queries_of_a_message(assembly.room(slug), assembly.people(slug)[2])
        for slug in (assembly.SMALL, assembly.LARGE)
    )
    note = f"{few} with {assembly.FEW} members"
    yield Row("alliances.say_queries", many, "queries", MESSAGE_QUERIES, note)
    yield Row("alliances.say_queries_more", abs(many - few), "queries", 0)


def _resumption(server: Server, path: str, cookie: str, last: int) -> Row:
    """From opening a socket to having all that was missed in a day."""
    times = [
        asyncio.run(_missed(server, path, cookie, last - MISSED))
        for _try in range(TRIES)
    ]
    note = f"{MISSED} missed events, median of {TRIES}"
    spent = round(statistics.median(times), 2)
    return Row("alliances.resume_s", spent, "s", RESUME_SECONDS, note)


async def _missed(server: Server, path: str, cookie: str, seen: int) -> float:
    base = f"localhost:{server.port}"
    began = time.perf_counter()
    async with connect(
        f"ws://{base}{path}",
        origin=f"http://{base}",  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
        compression=None,
    ) as socket:
        await socket.send(json.dumps({"type": "hello", "seq": seen}))
        async for text in socket:
            frame = json.loads(text)
            if frame["type"] != "ready":
                continue
            if frame["seq"] >= frame["last"]:
                break
            again = {"type": "after", "seq": frame["seq"]}
            await socket.send(json.dumps(again))
    return time.perf_counter() - began
