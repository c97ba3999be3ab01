"""Rooms: how soon a message is heard by five hundred, what it costs, coming back."""

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from asgiref.sync import sync_to_async
from websockets.asyncio.client import connect

from accounts.models import User
from alliances.actions import audiences
from common.sockets import DISMISSED
from launch import room_load
from launch.bench import Row
from launch.benchmarks import assembly, documents
from launch.benchmarks.server import Server
from network.actions import join as network_join
from network.models import Membership

CLIENTS = 500
MESSAGES = 60
P95_MS, P99_MS = 300, 500
FEW, FEW_P95_MS = 50, 75
QUERIES = 12
PAGE_MS = 25
MESSAGE_QUERIES = 8
MISSED = 500
RESUME_SECONDS = 1
DISMISSAL_SECONDS = 2
TRIES = 5


def rows(server: Server) -> Iterator[Row]:
    room, people = assembly.room(assembly.LARGE), assembly.people(assembly.LARGE)
    cookies = [server.session_of(person) for person in people[:CLIENTS]]
    yield from _page(server, room.get_absolute_url(), cookies[0])
    yield from _queries()
    yield from documents.rows(server, room.alliance, people[0])
    path = f"/ws/aliansi/ruang/{room.pk}/"
    yield _resumption(server, path, cookies[1], room.last_seq)
    yield _dismissal(server, path, cookies[-1], people[CLIENTS - 1], room.last_seq)
    for clients, p95, p99 in ((FEW, FEW_P95_MS, None), (CLIENTS, P95_MS, P99_MS)):
        yield from _messages(server, path, cookies[:clients], p95, p99)


def _messages(
    server: Server, path: str, cookies: list[str], p95: float, p99: float | None
) -> Iterator[Row]:
    """From sent to heard, two messages a second, for each message and each listener.

    Those who listen are a process of their own: this one holds what all the other rows
    left in it, and would hear late by looking through that for garbage.
    """
    listen = partial(
        room_load.measure,
        f"http://localhost:{server.port}",
        len(cookies),
        MESSAGES,
        cookies=cookies,
        path=path,
        seen=assembly.room(assembly.LARGE).last_seq,
    )
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        times = beside.submit(listen).result()
    cuts = statistics.quantiles(times, n=100)
    name = f"alliances.message_of_{len(cookies)}"
    note = f"{len(cookies)} clients, one process; median {cuts[49]:.0f} ms"
    yield Row(f"{name}_p95_ms", round(cuts[94], 1), "ms", p95, note)
    if p99 is not None:
        yield Row(f"{name}_p99_ms", round(cuts[98], 1), "ms", p99)


def _page(server: Server, path: str, cookie: str) -> Iterator[Row]:
    queries = server.queries(path, cookie)
    yield Row("alliances.room_queries", queries, "queries", QUERIES)
    note = f"{assembly.MESSAGES} messages behind it"
    spent, note = server.compared(path, cookie, note=note)
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


def _dismissal(server: Server, path: str, cookie: str, person: User, last: int) -> Row:
    """From the end of a membership to the closing of a real socket."""
    membership = person.memberships.get()
    spent, code = asyncio.run(_dismissed(server, path, cookie, membership, last))
    Membership.objects.filter(pk=membership.pk).update(ended_at=None)
    audiences.fill(assembly.room(assembly.LARGE).alliance)
    if code != DISMISSED:
        raise RuntimeError(f"the socket was closed with {code}")
    return Row("alliances.dismissal_s", round(spent, 2), "s", DISMISSAL_SECONDS)


async def _dismissed(
    server: Server, path: str, cookie: str, membership: Membership, last: int
) -> tuple[float, int]:
    base = f"localhost:{server.port}"
    async with connect(
        f"ws://{base}{path}",
        origin=f"http://{base}",  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
    ) as socket:
        await socket.send(json.dumps({"type": "hello", "seq": last}))
        while json.loads(await socket.recv())["type"] != "ready":
            pass
        began = time.perf_counter()
        leave = sync_to_async(network_join.end)
        await leave(actor=membership.person, membership=membership)
        await socket.wait_closed()
        return time.perf_counter() - began, socket.close_code or 0


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
