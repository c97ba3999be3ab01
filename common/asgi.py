"""Pages behind an ASGI server, at the cost of pages and not of their delivery."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.cache import caches
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Fewer than the connections of the database pool: sockets and jobs want some too.
THREADS = 16


class PageHandler(ASGIHandler):
    """Django's handler, for a site whose views and middlewares are all synchronous.

    Django's own builds an asynchronous chain, which sends each synchronous middleware
    to a thread and back twice a request, and makes that thread anew for every request,
    with new connections in it. Here a request takes one of a few threads that stay, and
    its middlewares and view run there together; when all are taken it waits its turn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.threads: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        for _number in range(THREADS):
            self.threads.put_nowait(ThreadPoolExecutor(max_workers=1))

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        thread = await self.threads.get()
        try:
            async with ThreadSensitiveContext(executor=thread):
                await super().__call__(scope, receive, send)
        finally:
            self.threads.put_nowait(thread)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


def page_handler() -> PageHandler:
    """Load Django and answer pages; called before anything imports a model."""
    django.setup(set_prefix=False)
    # What is known here is known to every request: one pool of connections to Redis.
    caches["default"]
    return PageHandler()
