"""Notices that tests are about."""

from datetime import datetime
from itertools import count

from accounts.models import User
from notices.actions import telling

_numbers = count(1)


def tell(
    person: User,
    *,
    title: str = "Balasan baru",
    key: str | None = None,
    url: str = "/forum/",
    due_at: datetime | None = None,
    until: datetime | None = None,
) -> None:
    telling.tell(
        person=person,
        kind="forum.reply",
        title=title,
        text="Ada yang menjawab pertanyaan Anda.",
        url=url,
        key=key or f"uji:{next(_numbers)}",
        due_at=due_at,
        until=until,
    )
