"""The fault test of rooms: sockets really cut, processes really killed, nothing lost.

Many people talk in one room, by socket and by HTTP, while their lines are cut at
random, Valkey is killed and started again, and so is Daphne. In the end every client
must have been shown every event of the room once, in order, and hold every message as
it is.
Run by `bin/bench --faults`; a short form of it by `bin/test`.
"""

import asyncio
import os
import random
import signal
import subprocess
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from launch.embedded import Valkey
from launch.environment import PYTHON, ROOT
from launch.room_client import Door, RoomClient

# How far the slowest may be behind before the others wait with talking.
BEHIND = 300
UNANSWERED = 40
ALTER_EVERY = 20
SETTLING_SECONDS = 180


@dataclass(frozen=True)
class Plan:
    """How much is said by how many, and what is done to them meanwhile."""

    messages: int
    clients: int
    cuts: int
    valkey_kills: int
    daphne_kills: int

    @property
    def harm(self) -> int:
        return self.cuts + self.valkey_kills + self.daphne_kills


FULL = Plan(10_000, 200, 1_000, 2, 2)
SHORT = Plan(120, 8, 12, 1, 1)


@dataclass
class Report:
    """What went wrong, counted over all clients; all zero is what is promised."""

    lost: int = 0
    doubled: int = 0
    disordered: int = 0
    different: int = 0
    wrong: tuple[str, ...] = ()
    events: int = 0


@dataclass
class Done:
    """What was really done to them, and how long it all took."""

    cuts: int = 0
    kills: int = 0
    seconds: float = 0

    @property
    def harm(self) -> int:
        return self.cuts + self.kills


class Site:
    """A Daphne and a Valkey of our own, which may be killed."""

    def __init__(self, var: Path, door: Door, valkey: Valkey) -> None:
        self.door, self.valkey = door, valkey
        self.log = var / "log" / "faults-daphne.log"
        self.environ = {**os.environ, "REDIS_URL": valkey.url()}
        self.daphne: subprocess.Popen[bytes] | None = None

    def start_daphne(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.daphne = subprocess.Popen(
                [
                    *(str(PYTHON), "-m", "daphne", "-b", "127.0.0.1"),
                    *("-p", str(self.door.port), "portal.asgi:application"),
                ],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=self.environ,
            )

    def wait(self) -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.door.port}/sehat/")
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"the portal did not start: see {self.log}")

    async def kill_daphne(self) -> None:
        assert self.daphne is not None
        self.daphne.kill()
        self.daphne.wait()
        await asyncio.sleep(0.3)
        self.start_daphne()

    async def kill_valkey(self) -> None:
        assert self.valkey.process is not None
        self.valkey.process.kill()
        self.valkey.process.wait()
        await asyncio.sleep(0.5)
        await asyncio.to_thread(self.valkey.start)

    def stop(self) -> None:
        if self.daphne is not None:
            self.daphne.send_signal(signal.SIGKILL)
            self.daphne.wait()


async def run(
    plan: Plan,
    site: Site,
    clients: list[RoomClient],
    last_seq: Callable[[], int],
    say: Callable[[str], None],
) -> Done:
    """Have everyone talk while all of it happens, until all have heard all."""
    began, done = time.monotonic(), Done()
    lives = [asyncio.create_task(client.live()) for client in clients]
    lives += [asyncio.create_task(client.be_patient()) for client in clients]
    harm = _harm(plan)
    for number in range(plan.messages):
        for deed in harm.get(number, []):
            await _do(deed, site, clients, say)
            done.cuts += deed == "cut"
            done.kills += deed != "cut"
        await _room_for_more(clients)
        await _talk(number, clients)
    await _settled(clients, last_seq)
    for client in clients:
        await client.end()
    for life in lives:
        life.cancel()
    done.seconds = time.monotonic() - began
    return done


def _harm(plan: Plan) -> dict[int, list[str]]:
    """What happens before which message, spread over the whole."""
    harm: dict[int, list[str]] = {}
    for deed, times in (
        ("cut", plan.cuts),
        ("valkey", plan.valkey_kills),
        ("daphne", plan.daphne_kills),
    ):
        # Neither server is killed while the other is still coming back.
        shift = 0.5 if deed == "daphne" else 0.0
        for nth in range(times):
            at = int(plan.messages * (nth + 0.5 + shift) / (times + shift))
            harm.setdefault(min(at, plan.messages - 1), []).append(deed)
    return harm


async def _do(
    deed: str, site: Site, clients: list[RoomClient], say: Callable[[str], None]
) -> None:
    if deed == "cut":
        # Right after a kill nobody has a line that could be cut.
        while not (live := [each for each in clients if each.socket is not None]):
            await asyncio.sleep(0.02)
        clients[0].dice.choice(live).cut()
        return
    say(f"  {deed} is killed and started again")
    await (site.kill_valkey() if deed == "valkey" else site.kill_daphne())


async def _room_for_more(clients: list[RoomClient]) -> None:
    """Talk as fast as the slowest who has a line can follow."""
    while True:
        ready = [client.seen for client in clients if client.is_ready]
        waiting = sum(len(client.pending) for client in clients)
        if waiting < UNANSWERED and (
            len(ready) < len(clients) / 2 or max(ready) - min(ready) < BEHIND
        ):
            break
        await asyncio.sleep(0.02)
    await asyncio.sleep(0)


async def _talk(number: int, clients: list[RoomClient]) -> None:
    client = clients[number % len(clients)]
    await client.say({"type": "message", "body": f"Pesan ke-{number}"})
    if number % ALTER_EVERY == 0 and client.own:
        target = client.dice.choice(client.own)
        body = f"Diubah sesudah {number}"
        edit = {"type": "edit", "target": target, "body": body}
        sign = {"type": "react", "target": target, "sign": "setuju", "on": True}
        await client.say(edit if number % (2 * ALTER_EVERY) else sign)


async def _settled(clients: list[RoomClient], last_seq: Callable[[], int]) -> None:
    """Until nothing waits and all have everything, or too long a time has passed."""
    deadline = time.monotonic() + SETTLING_SECONDS
    while time.monotonic() < deadline:
        await asyncio.sleep(0.2)
        if any(client.pending for client in clients):
            continue
        last = await asyncio.to_thread(last_seq)
        if all(client.seen == last and not client.catching for client in clients):
            return


def compare(
    clients: list[RoomClient], rows: dict[str, int], words: dict[int, str]
) -> Report:
    """Every client against the rows: `rows` by client id, `words` by number."""
    numbers = sorted(rows.values())
    report = Report(events=len(numbers))
    report.lost += sum(1 for n, seq in enumerate(numbers, 1) if n != seq)
    sums = {seq: zlib.crc32(html.encode()) for seq, html in words.items()}
    for client in clients:
        shown = list(client.shown)
        report.lost += len(set(numbers) - set(shown))
        report.lost += len(client.sent - rows.keys())
        report.lost += sum(rows.get(key) != seq for key, seq in client.acked.items())
        report.doubled += len(shown) - len(set(shown))
        report.disordered += sum(one > other for one, other in pairwise(shown))
        report.different += sum(
            client.words.get(seq) != kept for seq, kept in sums.items()
        )
        report.wrong += tuple(client.wrong)
    said = sum(len(client.sent) for client in clients)
    report.doubled += max(0, len(numbers) - said)
    return report


def clients_of(
    plan: Plan, door: Door, cookies: list[str], room: str, socket: str
) -> list[RoomClient]:
    return [
        RoomClient(door, cookie, room, socket, random.Random(number))  # noqa: S311
        for number, cookie in enumerate(cookies[: plan.clients])
    ]
