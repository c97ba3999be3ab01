"""A WebSocket that speaks JSON frames and survives whatever it is sent."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from importlib import import_module
from typing import Any, TypeVar

from asgiref.sync import async_to_sync, sync_to_async
from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import close_old_connections
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from common.commits import once_committed

logger = logging.getLogger(__name__)

LARGEST_FRAME = 64 * 1024
NOT_FOUND = 4404
SIGNED_OUT = 4401
DISMISSED = 4403
# Of the WebSocket protocol itself: service restart.
RESTARTING = 1012
T = TypeVar("T")
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class JsonConsumer(AsyncWebsocketConsumer):
    """Hands each frame to `receive_<type>`; unknown frames are answered, not obeyed.

    A frame is a JSON object with a `type`. Anything else gets
    `{"type": "error", "code": …, "message": …}` and the connection stays open.
    """

    async def __call__(
        self, scope: dict[str, Any], receive: Receive, send: Send
    ) -> None:
        """Take what the browser and the layer bring, one after the other.

        Channels waits for both anew for every message, with a task made for it, which
        for hundreds of readers is more work than the message.
        """
        self.scope, self.base_send = scope, send
        self.channel_layer = get_channel_layer(self.channel_layer_alias)
        self.channel_name = await self.channel_layer.new_channel()
        inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        heard = partial(self.channel_layer.receive, self.channel_name)
        try:
            async with asyncio.TaskGroup() as lines:
                lines.create_task(bring(receive, inbox))
                lines.create_task(bring(heard, inbox))
                while True:
                    await self.dispatch(await inbox.get())
        except* StopConsumer:
            pass

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Hand on what came, without leaving the loop.

        Channels first visits its one database thread to close old connections, for
        every message and every reader. Ours are closed in the thread that used them.
        """
        handler = getattr(self, get_handler_name(message), None)
        if handler is None:
            raise ValueError(f"no handler for {message['type']}")
        await handler(message)

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        if text_data is None:
            return await self.send_error(
                "binary", _("Hanya bingkai teks yang diterima.")
            )
        if len(text_data.encode()) > LARGEST_FRAME:
            return await self.send_error("too_large", _("Kiriman terlalu besar."))
        try:
            content = json.loads(text_data)
        except (ValueError, RecursionError):
            return await self.send_error("malformed", _("Kiriman tidak terbaca."))
        if not isinstance(content, dict) or not isinstance(content.get("type"), str):
            return await self.send_error("malformed", _("Kiriman tidak terbaca."))
        handler = getattr(self, f"receive_{content['type']}", None)
        if not content["type"].isidentifier() or handler is None:
            return await self.send_error("unknown", _("Jenis kiriman tidak dikenal."))
        try:
            await handler(content)
        except Exception:
            logger.exception("frame %s failed", content["type"])
            await self.send_error("failed", _("Terjadi kesalahan. Coba lagi sebentar."))
        return None

    async def send_json(self, content: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(content))

    async def send_error(self, code: str, message: str, **more: Any) -> None:
        await self.send_json(
            {"type": "error", "code": code, "message": message, **more}
        )


def tell_group(group: str, event: dict[str, Any]) -> None:
    """Send to all who listen, once it is committed: nobody hears what was undone."""
    once_committed(send_to_group, group, event)


def send_to_group(group: str, event: dict[str, Any]) -> None:
    async_to_sync(get_channel_layer().group_send)(group, event)


async def bring(line: Receive, inbox: "asyncio.Queue[dict[str, Any]]") -> None:
    while True:
        inbox.put_nowait(await line())


def aside(function: Callable[..., T]) -> Callable[..., Awaitable[T]]:
    """Run what asks the database in a thread of its own, not in the one all share.

    The connection is given back when it is done.
    """

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> T:
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return sync_to_async(run, thread_sensitive=False)


@sync_to_async
def speak(language: str) -> None:
    """Answer this socket in its reader's language."""
    translation.activate(language)


def person_of_session(key: str | None) -> AbstractBaseUser | AnonymousUser:
    """Whose session this is now; a socket knows only who it was when it connected."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return get_user(request)
