"""Pages behind an ASGI server, at the cost of pages and not of their delivery."""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import IO, Any

import django
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core import signals
from django.core.cache import caches
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.http import FileResponse, HttpRequest
from django.urls import ResolverMatch, get_resolver, set_script_prefix

# Fewer than the connections of the database pool: sockets and jobs want some too.
THREADS = 16
# Of what was asked for last; no more, for an address may be long.
ADDRESSES = 1024
# So many more objects than before are looked through for garbage. A page makes some
# thousand that go by themselves when it is sent: at Python's own 700 the fifty messages
# of a room's page were gone through several times, a twentieth of what it costs.
OBJECTS_BETWEEN_COLLECTIONS = 10_000


class PageHandler(ASGIHandler):
    """Django's handler, for a site whose views and middlewares are all synchronous.

    Django's own builds an asynchronous chain, which sends each synchronous middleware
    to a thread and back twice a request, and makes that thread anew for every request,
    with new connections in it. Here a request takes one of a few threads that stay and
    goes there once: its signals, middlewares and view run together. When all are taken
    it waits its turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.threads: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        for _number in range(THREADS):
            self.threads.put_nowait(ThreadPoolExecutor(max_workers=1))
        self.answer_in_thread = sync_to_async(self.answer)

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        thread = await self.threads.get()
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            self.threads.put_nowait(thread)

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with body:
            response = await self.answer_in_thread(scope, body)
            if response.streaming:
                await self.stream(response, receive, send)
            else:
                await self.send_response(response, send)

    def answer(self, scope: Any, body: IO[bytes]) -> Any:
        """The whole of a request, but for sending what comes out.

        What is whole is closed here: its content stays, and the connection to the
        database goes back to the pool before the line takes its time.
        """
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, error = self.create_request(scope, body)
        response: Any = error if request is None else self.get_response(request)
        response._handler_class = self.__class__
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        if not response.streaming:
            response.close()
        return response

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.resolver_match = meaning = _meaning(request.path_info)
        return meaning

    async def stream(self, response: Any, receive: Any, send: Any) -> None:
        """Send it piece by piece, to its end or until nobody listens any more."""
        sending = asyncio.create_task(self.send_response(response, send))
        listening = asyncio.create_task(receive())
        tasks = (sending, listening)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            sent, _heard = await asyncio.gather(*tasks, return_exceptions=True)
            await sync_to_async(response.close)()
        if isinstance(sent, Exception):
            raise sent


@lru_cache(maxsize=ADDRESSES)
def _meaning(address: str) -> ResolverMatch:
    """An address names the same view for everybody: some hundred are tried once."""
    return get_resolver().resolve(address)


def page_handler() -> PageHandler:
    """Load Django and answer pages; called before anything imports a model."""
    django.setup(set_prefix=False)
    # What is known here is known to every request: one pool of connections to Redis.
    caches["default"]
    handler = PageHandler()
    # What is there now stays: nobody looks through it for garbage again and again.
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    return handler
