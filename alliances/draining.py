"""When a process is asked to end, its sockets are told first, and come back in turn."""

import asyncio
import random
import sys
from contextlib import suppress
from typing import Protocol
from weakref import WeakSet

A_SECOND = 100
SOONEST = 0.5


class Socket(Protocol):
    async def come_back(self, after: float) -> None: ...


_open: WeakSet[Socket] = WeakSet()
_asked: list[bool] = []


def watch(socket: Socket) -> None:
    """Tell this socket, too, when the process ends."""
    _open.add(socket)
    if not _asked:
        _asked.append(_before_shutdown())


async def drain() -> int:
    """Send everyone away for a while, a hundred a second; how many there were."""
    sockets = list(_open)
    latest = SOONEST + len(sockets) / A_SECOND
    with suppress(TimeoutError):
        async with asyncio.timeout(5):
            await asyncio.gather(
                *(one.come_back(random.uniform(SOONEST, latest)) for one in sockets),  # noqa: S311
                return_exceptions=True,
            )
    return len(sockets)


def _before_shutdown() -> bool:
    """Daphne ends when Twisted does, which waits for what is asked of it before."""
    if "twisted.internet.reactor" not in sys.modules:
        return False
    from twisted.internet import defer, reactor

    def begin() -> object:
        return defer.Deferred.fromFuture(asyncio.ensure_future(drain()))

    reactor.addSystemEventTrigger("before", "shutdown", begin)  # type: ignore[arg-type]
    return True
