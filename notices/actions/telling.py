"""Telling a person something, once; and taking back what was not yet told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from notices import bell, tasks
from notices.models import Dispatch, Notice
from notices.readers import as_read_by

OURS = ("/", settings.PORTAL_URL, settings.CROWDFUNDING_URL)
LONGEST_TITLE = 200


@transaction.atomic
def tell(
    *,
    person: User,
    kind: str,
    title: str | Promise,
    text: str | Promise,
    url: str,
    key: str,
    due_at: datetime | None = None,
    until: datetime | None = None,
    email: bool = True,
    calendar: str = "",
) -> None:
    """Tell a person, from `due_at` on; what `key` named before is not told again.

    Who is suspended or has gone is told nothing. Lazy strings are put into the
    person's own language; sentences with times in them are written inside
    `as_read_by(person)`. No e-mail leaves after `until`; it carries `calendar`, the
    text of an .ics, if there is one.
    """
    if not url.startswith(OURS):
        raise ValueError(f"a notice leads to a page of ours, not to {url}")
    if not person.is_active:
        return
    due_at = due_at or timezone.now()
    with as_read_by(person):
        words = {"title": _one_line(str(title)), "text": str(text)}
    notice, told = Notice.objects.get_or_create(
        person=person,
        key=key,
        defaults={
            **words,
            "kind": kind,
            "url": url,
            "due_at": due_at,
            "until": until,
        },
    )
    if told:
        bell.count_again(person)
    if told and email and person.email:
        Dispatch.objects.create(notice=notice, next_try_at=due_at, calendar=calendar)
        if notice.is_due(timezone.now()):
            transaction.on_commit(tasks.hurry, robust=True)


@dataclass(frozen=True)
class Letter:
    """The same kind of news for one of many people, in words already chosen."""

    person: int
    title: str
    text: str
    url: str


@transaction.atomic
def tell_all(
    *, letters: Collection[Letter], kind: str, key: str, email: bool = True
) -> None:
    """Tell many people at once, under a key never used before; two statements."""
    now = timezone.now()
    told = Notice.objects.bulk_create(
        Notice(
            person_id=letter.person,
            kind=kind,
            key=key,
            title=_one_line(letter.title),
            text=letter.text,
            url=letter.url,
            due_at=now,
        )
        for letter in letters
    )
    if not email:
        return
    people = User.objects.filter(pk__in=[letter.person for letter in letters])
    reachable = set(people.exclude(email=None).values_list("pk", flat=True))
    Dispatch.objects.bulk_create(
        Dispatch(notice=notice, next_try_at=now)
        for notice in told
        if notice.person_id in reachable
    )
    transaction.on_commit(tasks.hurry, robust=True)


@transaction.atomic
def withdraw(*, person: User, key: str) -> None:
    """Take back what is not yet due, and the e-mail of what is due but not yet sent."""
    notices = Notice.objects.filter(person=person, key=key)
    Dispatch.objects.open().filter(notice__in=notices).delete()
    notices.filter(due_at__gt=timezone.now()).delete()
    bell.count_again(person)


def _one_line(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"
