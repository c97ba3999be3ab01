"""The socket of one open topic: it only says that there is something to fetch."""

from typing import Any

from accounts.models import User
from common.sockets import (
    DISMISSED,
    NOT_FOUND,
    SIGNED_OUT,
    JsonConsumer,
    aside,
    person_of_session,
)
from forum import realtime
from forum.models import Topic


class TopicConsumer(JsonConsumer):
    """One browser at one topic. Who may no longer see it hears nothing more."""

    user: User
    group = ""

    async def connect(self) -> None:
        self.user = self.scope["user"]
        self.session_key: str | None = self.scope["session"].session_key
        self.topic_id = int(self.scope["url_route"]["kwargs"]["pk"])
        # Accepted first: a browser learns the code of a close, not of a refusal.
        await self.accept()
        if not self.user.is_authenticated:
            await self.close(code=SIGNED_OUT)
            return
        # Listen first, look second: what comes in between must still arrive.
        self.group = realtime.topic_group(self.topic_id)
        await self.channel_layer.group_add(self.group, self.channel_name)
        if not await aside(may_listen)(self.session_key, self.user, self.topic_id):
            await self.close(code=NOT_FOUND)
            return
        await self.send_json({"type": "ready"})

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def topic_news(self, event: dict[str, Any]) -> None:
        if not await aside(may_listen)(self.session_key, self.user, self.topic_id):
            await self.close(code=DISMISSED)
            return
        await self.send_json({"type": "news", "post": event["post"]})


def may_listen(session_key: str | None, user: User, topic_id: int) -> bool:
    """Whether this is still who they were, and still sees the topic."""
    if person_of_session(session_key).pk != user.pk:
        return False
    return Topic.objects.visible_to(user).filter(pk=topic_id).exists()
