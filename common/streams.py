"""Answers that are sent while they are made, piece by piece."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse


class Stream(StreamingHttpResponse):
    """A download. Under ASGI Django would make all of it first, in memory."""

    def __init__(
        self, pieces: Iterator[bytes], *, name: str, content_type: str
    ) -> None:
        super().__init__(pieces, content_type=content_type)
        self.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        self.headers["Cache-Control"] = "private, no-store"

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces: Iterator[bytes] = iter(self)
        take = sync_to_async(_next)
        while (piece := await take(pieces)) is not None:
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)
