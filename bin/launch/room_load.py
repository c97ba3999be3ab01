"""How long a room's message takes from being sent to being shown in other browsers.

    .venv/bin/python -m launch.room_load http://localhost:8000 --clients 50

Signs in with demo accounts, opens sockets as docs/protocols/rooms.md describes, and
times every message from its sending to its arrival at every other client.
"""

import argparse
import asyncio
import json
import re
import statistics
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

ROOM = "/aliansi/ekonomi-hijau/ruang/ruang-bersama/"
PASSWORD = "lokadaya-demo"  # noqa: S105
ACCOUNTS = (
    *("pengurus@contoh.id", "peserta2@contoh.id", "mentor@contoh.id"),
    *("koordinator@contoh.id", "fasilitator@contoh.id"),
)
MESSAGES_A_SECOND = 2.0
PATIENCE = 15.0


def measure(
    base_url: str,
    clients: int,
    messages: int,
    *,
    cookies: list[str] | None = None,
    room: str = ROOM,
    path: str | None = None,
    seen: int = 0,
    rate: float = MESSAGES_A_SECOND,
) -> list[float]:
    """Milliseconds from sent to received: one for each message and each listener.

    `cookies` are Cookie headers of people who may speak in the room; without them the
    demo accounts sign in. `path` is the room's socket, looked up on its page unless
    given; `seen` is the number up to which every client already knows the room. Raises
    if a message is lost, doubled or out of order.
    """
    cookies = cookies or [sign_in(base_url, account) for account in ACCOUNTS]
    path = path or socket_path(base_url, room, cookies[0])
    address = base_url.replace("http", "ws", 1) + path
    talk = _talk(base_url, address, clients, messages, cookies, rate, seen)
    return asyncio.run(talk)


def sign_in(base_url: str, account: str) -> str:
    """The Cookie header of a demo account's new session."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{base_url}/masuk/").read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if found is None:
        raise RuntimeError("the sign-in page has no form")
    fields = {"csrfmiddlewaretoken": found[1], "login": account, "password": PASSWORD}
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(f"{base_url}/masuk/", body)
    request.add_header("Referer", f"{base_url}/masuk/")
    opener.open(request)
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def socket_path(base_url: str, room: str, cookie: str) -> str:
    request = urllib.request.Request(base_url + room)
    request.add_header("Cookie", cookie)
    page = urllib.request.urlopen(request).read().decode()
    found = re.search(r'data-socket="([^"]+)"', page)
    if found is None:
        raise RuntimeError(f"{room} is no room that this account may enter")
    return found[1]


class _Listener:
    """One socket: what it heard, in which order and when."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.last = 0
        self.heard: dict[str, float] = {}
        self.wrong: list[str] = []
        self.ready = asyncio.Event()

    async def listen(self) -> None:
        async for text in self.socket:
            frame: dict[str, Any] = json.loads(text)
            if frame["type"] == "ready":
                await self._caught_up(frame)
            elif frame["type"] == "event":
                self._hear(frame)
            elif frame["type"] in ("refused", "error"):
                self.wrong.append(f"{frame['type']}: {frame['message']}")

    async def _caught_up(self, frame: dict[str, Any]) -> None:
        self.last = frame["seq"]
        if frame["seq"] < frame["last"]:
            again = {"type": "after", "seq": frame["seq"]}
            await self.socket.send(json.dumps(again))
        else:
            self.ready.set()

    def _hear(self, frame: dict[str, Any]) -> None:
        if self.ready.is_set():
            if frame["seq"] != self.last + 1:
                self.wrong.append(f"{frame['seq']} came after {self.last}")
            self.heard[frame["client_id"]] = time.perf_counter()
        self.last = frame["seq"]


async def _talk(
    base_url: str,
    address: str,
    clients: int,
    messages: int,
    cookies: list[str],
    rate: float,
    seen: int,
) -> list[float]:
    listeners = [
        _Listener(await _open(base_url, address, cookies[number % len(cookies)]))
        for number in range(clients)
    ]
    tasks = [asyncio.create_task(listener.listen()) for listener in listeners]
    for listener in listeners:
        await listener.socket.send(json.dumps({"type": "hello", "seq": seen}))
    async with asyncio.timeout(60):
        await asyncio.gather(*(listener.ready.wait() for listener in listeners))
    sent = await _send_all(listeners, messages, rate)
    await _until_heard(listeners, set(sent))
    for listener, task in zip(listeners, tasks, strict=True):
        await listener.socket.close()
        task.cancel()
    return [
        (listener.heard[client_id] - started) * 1000
        for client_id, (started, sender) in sent.items()
        for listener in listeners
        if listener is not sender
    ]


async def _open(base_url: str, address: str, cookie: str) -> ClientConnection:
    return await connect(
        address,
        origin=base_url,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
        open_timeout=60,
        compression=None,
        ping_interval=None,
    )


async def _send_all(
    listeners: list[_Listener], messages: int, rate: float
) -> dict[str, tuple[float, _Listener]]:
    sent = {}
    for number in range(messages):
        sender = listeners[number % len(listeners)]
        client_id = str(uuid.uuid4())
        frame = {"type": "message", "client_id": client_id, "body": f"Ukur {number}"}
        sent[client_id] = (time.perf_counter(), sender)
        await sender.socket.send(json.dumps(frame))
        await asyncio.sleep(1 / rate)
    return sent


async def _until_heard(listeners: list[_Listener], wanted: set[str]) -> None:
    deadline = time.perf_counter() + PATIENCE
    while any(wanted - listener.heard.keys() for listener in listeners):
        for listener in listeners:
            if listener.wrong:
                raise RuntimeError(listener.wrong[0])
        if time.perf_counter() > deadline:
            missing = sum(len(wanted - one.heard.keys()) for one in listeners)
            raise RuntimeError(f"{missing} deliveries did not come")
        await asyncio.sleep(0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base_url")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--messages", type=int, default=60)
    arguments = parser.parse_args()
    times = measure(arguments.base_url, arguments.clients, arguments.messages)
    p50, p95, p99 = (statistics.quantiles(times, n=100)[n - 1] for n in (50, 95, 99))
    print(f"{len(times)} deliveries: p50 {p50:.0f} ms, p95 {p95:.0f}, p99 {p99:.0f}")


if __name__ == "__main__":
    main()
