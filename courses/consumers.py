"""The sockets of webinars: they carry only the word that the questions changed."""

from typing import Any

from channels.db import database_sync_to_async

from common.sockets import NOT_FOUND, JsonConsumer
from courses import realtime
from courses.models import Webinar


class WebinarConsumer(JsonConsumer):
    """One browser at one webinar.

    It is told nothing that a stranger could not hear, so it need not ask again who it
    is: the page that it then fetches does.
    """

    group = ""

    async def connect(self) -> None:
        pk = int(self.scope["url_route"]["kwargs"]["pk"])
        # Accepted first: a browser learns the code of a close, not of a refusal.
        await self.accept()
        visible = Webinar.objects.visible_to(self.scope["user"]).filter(pk=pk)
        ask = database_sync_to_async(visible.exists, thread_sensitive=False)
        if not await ask():
            await self.close(code=NOT_FOUND)
            return
        self.group = realtime.webinar_group(pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        # What changed while it was not listening yet is asked for now.
        await self.questions_changed({})

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def questions_changed(self, event: dict[str, Any]) -> None:
        await self.send_json({"type": "questions"})
