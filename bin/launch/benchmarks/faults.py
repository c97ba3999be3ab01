"""The fault test of rooms: what it lost, doubled or put out of order."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from launch import faults, faulty_room
from launch.bench import Row
from launch.embedded import Valkey
from launch.room_client import Door


def rows(var: Path, say: Callable[[str], None]) -> Iterator[Row]:
    plan = faults.FULL
    door = Door(free_port(), "lokadaya.net", True, settings.CSRF_COOKIE_NAME)
    report, done = measure(plan, var, door, say)
    for sentence in report.wrong[:5]:
        say(f"  {sentence}")
    note = f"{report.events} events, {plan.clients} clients, {done.seconds:.0f} s"
    yield Row("alliances.faults_lost", report.lost, "events", 0, note)
    yield Row("alliances.faults_doubled", report.doubled, "events", 0)
    yield Row("alliances.faults_out_of_order", report.disordered, "events", 0)
    yield Row("alliances.faults_different", report.different, "messages", 0)
    yield Row("alliances.faults_refused", len(report.wrong), "answers", 0)
    note = f"{done.cuts} lines cut, {done.kills} servers killed"
    yield Row("alliances.faults_spared", plan.harm - done.harm, "blows", 0, note)


def measure(
    plan: faults.Plan, var: Path, door: Door, say: Callable[[str], None]
) -> tuple[faults.Report, faults.Done]:
    """Talk through all the harm of the plan, in a room made for it."""
    room, cookies = faulty_room.make(plan)
    path, live = room.get_absolute_url(), f"/ws/aliansi/ruang/{room.pk}/"
    clients = faults.clients_of(plan, door, cookies, path, live)
    folder = var / "faults"
    folder.mkdir(parents=True, exist_ok=True)
    valkey = Valkey(folder)
    valkey.start()
    site = faults.Site(folder, door, valkey)
    try:
        site.start_daphne()
        site.wait()
        last_seq = partial(faulty_room.last_seq, room)
        done = asyncio.run(faults.run(plan, site, clients, last_seq, say))
    finally:
        site.stop()
        valkey.stop()
    report = faults.compare(clients, faulty_room.rows(room), faulty_room.words(room))
    return report, done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
