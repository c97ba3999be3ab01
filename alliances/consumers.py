"""The sockets of alliance rooms, as docs/protocols/rooms.md describes them."""

import asyncio
import logging
import random
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import asking, draining, presence, realtime, summaries
from alliances.forms import LARGEST_SEQ
from alliances.models import Room
from alliances.voices import voice_in
from common.sockets import (
    DISMISSED,
    NOT_FOUND,
    RESTARTING,
    SIGNED_OUT,
    JsonConsumer,
    aside,
    person_of_session,
    speak,
)

logger = logging.getLogger(__name__)

CAUGHT_UP_AT_ONCE = 500
FRAMES_AT_ONCE = 40
FRAMES_A_SECOND = 5
# However fast a person types, the others are told once in so many seconds.
TYPING_EVERY = 3.0
Missed = tuple[summaries.Stretch, list[dict[str, Any]]] | None


@dataclass(frozen=True)
class Standing:
    """Whether a socket may stay: the room as it is now, or the code to close with."""

    room: Room | None = None
    code: int = DISMISSED


class RoomConsumer(JsonConsumer):
    """One browser in one room. It carries words; `actions.rooms` decides."""

    heartbeat_seconds = (20.0, 25.0)

    user: User
    room: Room | None = None
    seen: int | None = None
    heart: "asyncio.Task[None] | None" = None

    async def connect(self) -> None:
        self.user = self.scope["user"]
        self.session_key: str | None = self.scope["session"].session_key
        self.room_id = int(self.scope["url_route"]["kwargs"]["pk"])
        self.tokens, self.refilled = float(FRAMES_AT_ONCE), time.monotonic()
        self.typed_at = -TYPING_EVERY
        self.is_away = False
        self.listening: list[str] = []
        # Accepted first: a browser learns the code of a close, not of a refusal.
        await self.accept()
        if not self.user.is_authenticated:
            await self.close(code=SIGNED_OUT)
            return
        cookie = self.scope["cookies"].get(settings.LANGUAGE_COOKIE_NAME, "")
        await speak(self.user.language or cookie or settings.LANGUAGE_CODE)
        # Listen first, look second: a dismissal in between must still arrive.
        self.listening = [
            realtime.room_group(self.room_id),
            realtime.person_group(self.user.pk),
        ]
        for group in self.listening:
            await self.channel_layer.group_add(group, self.channel_name)
        standing = await self.standing()
        if standing.room is None:
            hidden = standing.code == DISMISSED
            await self.close(code=NOT_FOUND if hidden else SIGNED_OUT)
            return
        self.room = standing.room
        draining.watch(self)
        self.heart = asyncio.create_task(self.beat())

    async def disconnect(self, code: int) -> None:
        if self.heart is not None:
            self.heart.cancel()
        for group in self.listening:
            await self.channel_layer.group_discard(group, self.channel_name)
        if self.listening:
            await aside(presence.depart)(self.room_id, self.user.pk)

    # What the browser sends

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        if self.room is None:
            return None
        if not self.has_token():
            return await self.send_error("slow_down", _("Pelan-pelan dulu."))
        await super().receive(text_data=text_data, bytes_data=bytes_data)
        return None

    async def receive_hello(self, content: dict[str, Any]) -> None:
        """The browser says what it has seen; it is sent the rest."""
        await self.receive_after(content)

    async def receive_after(self, content: dict[str, Any]) -> None:
        seq = content.get("seq")
        if type(seq) is not int or not 0 <= seq <= LARGEST_SEQ:
            return await self.send_error(
                "malformed", _("Nomor urut tidak terbaca."), of=content["type"]
            )
        self.seen = seq
        stretch = await self.catch_up()
        if stretch is None:
            return None
        return await self.send_json(
            {"type": "ready", "seq": stretch.seq, "last": stretch.last, **stretch.notes}
        )

    async def receive_deed(self, content: dict[str, Any]) -> None:
        """Words, or what is to happen to earlier ones."""
        ask = aside(asking.ask)
        kind = content["type"]
        answer = await ask(kind, author=self.user, room=self.room, content=content)
        return await self.send_json(answer.frame)

    receive_message = receive_edit = receive_delete = receive_deed
    receive_react = receive_pin = receive_deed

    async def receive_typing(self, content: dict[str, Any]) -> None:
        """Shown to the others for a moment, and kept nowhere."""
        now = time.monotonic()
        if self.room is None or self.room.is_archived:
            return
        if now - self.typed_at < TYPING_EVERY:
            return
        self.typed_at = now
        thread = content.get("thread")
        beside = thread if type(thread) is int and 0 < thread <= LARGEST_SEQ else None
        group = realtime.room_group(self.room_id)
        voice = voice_in(self.room, self.user)
        await self.channel_layer.group_send(group, realtime.typing(voice, beside))

    async def receive_away(self, content: dict[str, Any]) -> None:
        """The page is in the background, or looked at again: who does not look is not
        here, and hears of what concerns them in another way."""
        self.is_away = content.get("on") is True
        tell = presence.depart if self.is_away else presence.arrive
        await aside(tell)(self.room_id, self.user.pk)

    # What the layer brings

    async def room_event(self, event: dict[str, Any]) -> None:
        seq = event["seq"]
        if self.room is None or self.seen is None or seq <= self.seen:
            return
        if seq > self.seen + 1:
            # Something between never reached us: the rows know what it was.
            await self.catch_up()
            return
        self.seen = seq
        await self.send(text_data=event["text"])

    async def room_typing(self, event: dict[str, Any]) -> None:
        if self.room is not None and self.seen is not None:
            await self.send(text_data=event["text"])

    async def room_archived(self, event: dict[str, Any]) -> None:
        if await self.stay_or_go() is not None:
            await self.send(text_data=event["text"])

    async def standing_changed(self, event: dict[str, Any]) -> None:
        await self.stay_or_go()

    async def session_ended(self, event: dict[str, Any]) -> None:
        if event["session"] in ("", realtime.fingerprint(self.session_key)):
            await self.end(SIGNED_OUT)

    # What keeps it honest

    async def beat(self) -> None:
        """Heal what broadcasts lost: the room's last number, and who may stay."""
        while True:
            await asyncio.sleep(random.uniform(*self.heartbeat_seconds))  # noqa: S311
            try:
                room = await self.stay_or_go()
                if room is None:
                    return
                notes = summaries.notes_of(room)
                beat = {"type": "heartbeat", "seq": room.last_seq, **notes}
                await self.send_json(beat)
            except Exception:
                logger.exception("a heartbeat failed")

    async def stay_or_go(self) -> Room | None:
        standing = await self.standing()
        if standing.room is None:
            await self.end(standing.code)
        elif self.room is not None:
            self.room = standing.room
        return standing.room

    async def end(self, code: int) -> None:
        """Close, once; whatever is on its way in or out just now goes nowhere."""
        if self.room is None:
            return
        self.room = None
        await self.close(code=code)

    async def standing(self) -> Standing:
        ask = aside(standing_of)
        standing: Standing = await ask(
            self.session_key, self.user, self.room_id, is_here=not self.is_away
        )
        return standing

    async def come_back(self, after: float) -> None:
        """This process ends: say when to try again, so that not all come at once."""
        await self.send_json({"type": "reconnect", "after": round(after, 1)})
        await self.end(RESTARTING)

    async def catch_up(self) -> summaries.Stretch | None:
        """Send what came after the last number seen, up to a limit."""
        missed: Missed = await aside(missed_by)(self.user, self.room_id, self.seen)
        if missed is None:
            await self.end(DISMISSED)
            return None
        stretch, frames = missed
        for frame in frames:
            await self.send_json(frame)
        self.seen = stretch.seq
        return stretch

    def has_token(self) -> bool:
        """A browser sends a burst now and then; what sends without pause must wait."""
        now = time.monotonic()
        refill = (now - self.refilled) * FRAMES_A_SECOND
        self.tokens = min(FRAMES_AT_ONCE, self.tokens + refill)
        self.refilled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


def standing_of(
    session_key: str | None, user: User, room_id: int, *, is_here: bool
) -> Standing:
    """Whether this session's person is still who they were, and still belongs here; if
    so, and looking at the room, they are shown as present."""
    if person_of_session(session_key).pk != user.pk:
        return Standing(code=SIGNED_OUT)
    room = summaries.room_for(user, room_id)
    if room is None:
        return Standing(code=DISMISSED)
    if is_here:
        presence.arrive(room.pk, user.pk)
    return Standing(room)


def missed_by(user: User, room_id: int, seq: int) -> Missed:
    room = summaries.room_for(user, room_id)
    if room is None:
        return None
    stretch = summaries.events_after(room, seq, limit=CAUGHT_UP_AT_ONCE)
    return stretch, stretch.frames()
