"""A client of docs/protocols/rooms.md that is cut off again and again, and remembers.

What it was shown, in which order, and what was acknowledged to it, is what the fault
test compares with the rows.
"""

import asyncio
import json
import random
import time
import urllib.parse
import uuid
import zlib
from array import array
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE = 8.0
PAUSE = (0.05, 0.6)
TOKEN = "a" * 32
ADDRESSES = {"edit": "ubah/", "react": "tanggapi/"}
Frame = dict[str, Any]
# Two hundred clients hear the same text: it is read once.
read = lru_cache(4096)(json.loads)


@dataclass(frozen=True)
class Door:
    """Where a site answers, and as whom of its hosts."""

    port: int
    host: str
    secure: bool
    csrf_cookie: str

    @property
    def origin(self) -> str:
        if self.secure:
            return f"https://{self.host}"
        return f"http://{self.host}:{self.port}"

    def headers(self, cookie: str) -> dict[str, str]:
        own = self.host if self.secure else f"{self.host}:{self.port}"
        return {
            "Host": own,
            "Origin": self.origin,
            "X-Forwarded-Proto": "https" if self.secure else "http",
            "Cookie": f"{cookie}; {self.csrf_cookie}={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Accept": "application/json",
            "Connection": "close",
        }


class RoomClient:
    """One browser in one room, as `static/js/room.js` is one."""

    def __init__(
        self, door: Door, cookie: str, room: str, socket: str, dice: random.Random
    ) -> None:
        self.door, self.cookie, self.dice = door, cookie, dice
        self.room, self.path = room, socket
        self.socket: ClientConnection | None = None
        self.seen = 0
        self.catching = self.is_ready = self.is_over = False
        self.pending: dict[str, tuple[Frame, float]] = {}
        self.sent: set[str] = set()
        self.acked: dict[str, int] = {}
        self.own: list[int] = []
        self.shown = array("Q")
        self.words: dict[int, int] = {}
        self.wrong: list[str] = []

    # The line

    async def live(self) -> None:
        """Connect whenever there is no line, until told that it is over."""
        while not self.is_over:
            with suppress(OSError, WebSocketException, TimeoutError):
                await self._listen()
            self.socket, self.is_ready, self.catching = None, False, False
            if not self.is_over and self.dice.random() < 0.2:
                await self.by_http()
            await asyncio.sleep(self.dice.uniform(*PAUSE))

    async def _listen(self) -> None:
        socket = await connect(
            f"ws://127.0.0.1:{self.door.port}{self.path}",
            origin=self.door.origin,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie},
            compression=None,
            ping_interval=None,
            open_timeout=20,
        )
        self.socket, self.catching = socket, True
        await self._tell({"type": "hello", "seq": self.seen})
        async for text in socket:
            await self._hear(read(text))

    def cut(self) -> None:
        """As in a tunnel: no goodbye, and what is on its way is lost."""
        if self.socket is not None:
            self.socket.transport.abort()

    async def end(self) -> None:
        self.is_over = True
        if self.socket is not None:
            await self.socket.close()

    async def _tell(self, frame: Frame) -> None:
        if self.socket is not None:
            with suppress(WebSocketException):
                await self.socket.send(json.dumps(frame))

    # What is heard

    async def _hear(self, frame: Frame) -> None:
        hear = getattr(self, f"_hear_{frame['type']}", None)
        if hear is not None:
            await hear(frame)

    async def _hear_event(self, frame: Frame) -> None:
        if frame["seq"] <= self.seen:
            return
        if frame["seq"] > self.seen + 1 and not self.catching:
            await self._ask()
            return
        self._show(frame)

    def _show(self, frame: Frame) -> None:
        self.seen = frame["seq"]
        self.shown.append(frame["seq"])
        about: int = frame.get("target") or frame["seq"]
        self.words[about] = zlib.crc32(frame["html"].encode())

    async def _hear_ready(self, frame: Frame) -> None:
        self.catching, self.seen = False, frame["seq"]
        if frame["seq"] < frame["last"]:
            await self._ask()
        elif not self.is_ready:
            self.is_ready = True
            for waiting, _since in list(self.pending.values()):
                await self._tell(waiting)

    async def _hear_heartbeat(self, frame: Frame) -> None:
        if frame["seq"] > self.seen and not self.catching:
            await self._ask()

    async def _hear_ack(self, frame: Frame) -> None:
        self._acknowledged(frame)

    async def _hear_refused(self, frame: Frame) -> None:
        if frame["code"] != "slow_down":
            self.wrong.append(f"refused: {frame['message']}")

    async def _hear_error(self, frame: Frame) -> None:
        # What was asked may not have been looked at: a heartbeat has it asked again.
        self.catching = False

    async def _ask(self) -> None:
        self.catching = True
        await self._tell({"type": "after", "seq": self.seen})

    # What is said

    async def say(self, frame: Frame) -> None:
        key = str(uuid.UUID(int=self.dice.getrandbits(128), version=4))
        frame = {**frame, "client_id": key}
        self.sent.add(key)
        self.pending[key] = (frame, time.monotonic())
        if self.is_ready:
            await self._tell(frame)

    async def be_patient(self) -> None:
        """What was not acknowledged in time goes again, the one way or the other."""
        while not self.is_over:
            await asyncio.sleep(1)
            late = time.monotonic() - PATIENCE
            for key, (frame, since) in list(self.pending.items()):
                if since > late:
                    continue
                self.pending[key] = (frame, time.monotonic())
                if self.is_ready and self.dice.random() < 0.5:
                    await self._tell(frame)
                else:
                    await self._post(frame)

    def _acknowledged(self, frame: Frame) -> None:
        key, seq = frame["client_id"], frame["seq"]
        if self.acked.setdefault(key, seq) != seq:
            self.wrong.append(f"{key} was {self.acked[key]} and is {seq}")
        known = self.pending.pop(key, None)
        if known is not None and known[0]["type"] == "message":
            self.own.append(seq)

    # Without a socket

    async def by_http(self) -> None:
        """Catch up once, and send what waits, as a browser does that polls."""
        answer = await self._request("GET", f"peristiwa/?setelah={self.seen}")
        if answer is not None:
            for frame in answer["events"]:
                if frame["seq"] > self.seen:
                    self._show(frame)
            self.seen = max(self.seen, answer["seq"])
        for frame, _since in list(self.pending.values()):
            await self._post(frame)

    async def _post(self, frame: Frame) -> None:
        fields = {k: v for k, v in frame.items() if k not in ("type", "client_id")}
        target = fields.pop("target", "")
        address = f"pesan/{target}/{ADDRESSES[frame['type']]}" if target else "pesan/"
        answer = await self._request("POST", address, fields, frame["client_id"])
        if answer is not None and answer.get("type") == "ack":
            self._acknowledged(answer)

    async def _request(
        self,
        method: str,
        address: str,
        fields: dict[str, Any] | None = None,
        key: str = "",
    ) -> Any:
        """The answer's JSON; now and then the line is cut before it comes."""
        body = urllib.parse.urlencode(fields or {}).encode()
        headers = self.door.headers(self.cookie)
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
                "Outbox": "1",
                "Idempotency-Key": key,
            }
        lines = [f"{method} {self.room}{address} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        sent = "\r\n".join([*lines, "", ""]).encode() + body
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", self.door.port
                )
                try:
                    writer.write(sent)
                    await writer.drain()
                    if self.dice.random() < 0.3:
                        return None
                    return _answer(await reader.read())
                finally:
                    writer.transport.abort()
        except (OSError, TimeoutError, ValueError):
            return None


def _answer(sent: bytes) -> Any:
    """What is not 200, or was cut off, is no answer."""
    head, _gap, body = sent.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        return None
    if b"chunked" in head.lower():
        body = _unchunked(body)
    return json.loads(body)


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _end, body = body.partition(b"\r\n")
        length = int(size, 16)
        if not length:
            return whole
        whole, body = whole + body[:length], body[length + 2 :]
    raise ValueError("cut off")
