"""Notices that tests are about."""

from datetime import datetime
from itertools import count

from accounts.models import User
from notices.actions import telling
from notices.kinds import Wish

_numbers = count(1)


def tell(
    person: User,
    *,
    title: str = "Balasan baru",
    key: str | None = None,
    url: str = "/forum/",
    due_at: datetime | None = None,
    until: datetime | None = None,
    kind: str = "courses.greeting",
    how: Wish = None,
    email: bool = True,
    answers: str | None = None,
) -> None:
    telling.tell(
        person=person,
        kind=kind,
        title=title,
        text="Ada yang menjawab pertanyaan Anda.",
        url=url,
        key=key or f"uji:{next(_numbers)}",
        due_at=due_at,
        until=until,
        how=how,
        email=email,
        answers=answers,
    )
