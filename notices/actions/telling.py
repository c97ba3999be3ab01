"""Telling people things, each once; and taking back what was not yet told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from common.commits import once_committed
from notices import bell, tasks
from notices.kinds import Wish
from notices.models import Dispatch, How, Notice
from notices.readers import as_read_by
from notices.summaries.reach import Reader, readers

OURS = ("/", settings.PORTAL_URL, settings.CROWDFUNDING_URL)
LONGEST_TITLE = 200
# What is told anew goes out by itself no sooner after what was told before.
APART = timedelta(hours=1)

# A person, and the key of what they are told.
Pair = tuple[int, str]


@dataclass(frozen=True)
class Telling:
    """One thing for one person, in words that they read.

    What `key` named before is not told again. `how` is None where the person's own
    choice for the kind holds. `answers` names what a reply by e-mail goes to
    (notices/answers.py). With `again` the key is told anew once what it named before
    was read, was withdrawn, or went out, in a digest or by itself.
    """

    person_id: int
    kind: str
    title: str
    text: str
    url: str
    key: str
    due_at: datetime | None = None
    how: Wish = None
    answers: str | None = None
    again: bool = False


@transaction.atomic
def tell_all(tellings: Sequence[Telling]) -> None:
    """Tell many people at once, in as many statements as one; see `tell`."""
    _tell(tellings)


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
    how: Wish = None,
    answers: str | None = None,
) -> None:
    """Tell a person, from `due_at` on; what `key` named before is not told again.

    Who is suspended or has gone is told nothing. Lazy strings are put into the
    person's own language; sentences with times in them are written inside
    `as_read_by(person)`. No e-mail leaves after `until`; it carries `calendar`, the
    text of an .ics, if there is one.
    """
    with as_read_by(person):
        telling = Telling(
            person_id=person.pk,
            kind=kind,
            title=str(title),
            text=str(text),
            url=url,
            key=key,
            due_at=due_at,
            how=how if email else "inbox",
            answers=answers,
        )
    _tell([telling], until=until, calendar=calendar)


@transaction.atomic
def withdraw(*, person: User, key: str) -> None:
    """Take back what is not yet due, and what is due but not yet on its way."""
    notices = Notice.objects.filter(person=person, key=key)
    Dispatch.objects.open().filter(notice__in=notices).delete()
    notices.filter(digest=None).update(rhythm="")
    notices.filter(due_at__gt=timezone.now()).delete()
    bell.count_again(person.pk)


@transaction.atomic
def retract(*, about: str) -> None:
    """What `answers` named so is gone for every reader: nobody is told of it any more,
    and who was finds it no longer in the inbox. `reinstate` brings that back.
    """
    notices = Notice.objects.about(about).filter(withdrawn_at=None)
    people = set(notices.values_list("person", flat=True))
    Dispatch.objects.open().filter(notice__in=notices).delete()
    notices.update(withdrawn_at=timezone.now())
    bell.count_again(*people)


@transaction.atomic
def reinstate(*, about: str) -> None:
    """It stands again: in the inbox, and in the digest that it waited for."""
    notices = Notice.objects.about(about).exclude(withdrawn_at=None)
    people = set(notices.values_list("person", flat=True))
    notices.update(withdrawn_at=None)
    bell.count_again(*people)


def _tell(
    tellings: Sequence[Telling], *, until: datetime | None = None, calendar: str = ""
) -> None:
    """The reading of who is known and the writing are tried again when another teller
    of the same key came in between.
    """
    for telling in tellings:
        if not telling.url.startswith(OURS):
            raise ValueError(f"a notice leads to a page of ours, not to {telling.url}")
    known = readers({telling.person_id for telling in tellings})
    wanted = {
        (one.person_id, one.key): one for one in tellings if one.person_id in known
    }
    while True:
        fresh, over = _not_yet_told(wanted)
        try:
            with transaction.atomic():
                _free_keys(over.values())
                told = _write(fresh, over, known, until, calendar)
        except IntegrityError:
            continue
        break
    if told:
        bell.count_again(*{notice.person_id for notice in told})


def _not_yet_told(
    wanted: dict[Pair, Telling],
) -> tuple[list[Telling], dict[Pair, Notice]]:
    """In one order for all tellers, so that two never wait for each other; and the
    notices over which some of it is told anew.
    """
    same_key = Q(key__in={key for _person, key in wanted})
    same_thing = Q(answers__in={o.answers for o in wanted.values() if o.again})
    told = Notice.objects.filter(person__in={person for person, _key in wanted})
    rows = list(told.filter(same_key | same_thing).with_is_over())
    by_key = {(row.person_id, row.key): row for row in rows}
    things = {(row.person_id, row.answers) for row in rows}
    fresh, over = [], {}
    for pair, one in sorted(wanted.items(), key=itemgetter(0)):
        before = by_key.get(pair)
        if before and not (one.again and before.is_over):
            continue
        if one.again and (one.person_id, one.answers) in things:
            continue
        fresh.append(one)
        if before:
            over[pair] = before
    return fresh, over


def _free_keys(over: Collection[Notice]) -> None:
    """What is over keeps its key with its own number behind it."""
    if not over:
        return
    freed = [notice.pk for notice in over]
    held = Notice.objects.select_for_update().filter(pk__in=freed).order_by("pk")
    numbered = Concat("key", Value(":"), Cast("pk", CharField()))
    Notice.objects.filter(pk__in=[notice.pk for notice in held]).update(key=numbered)


def _write(
    fresh: Collection[Telling],
    over: dict[Pair, Notice],
    known: dict[int, Reader],
    until: datetime | None,
    calendar: str,
) -> list[Notice]:
    now = timezone.now()
    told = Notice.objects.bulk_create(
        _notice(one, known[one.person_id], until, now) for one in fresh
    )
    sent = Dispatch.objects.bulk_create(
        Dispatch(
            notice=notice,
            channel=channel,
            device_id=device,
            next_try_at=known[one.person_id].reachable_from(
                _apart(notice, over.get((one.person_id, one.key))), until
            ),
            calendar=calendar,
        )
        for one, notice in zip(fresh, told, strict=True)
        for channel, device in known[one.person_id].ways_now(one.kind, one.how)
    )
    if any(dispatch.next_try_at <= now for dispatch in sent):
        once_committed(tasks.hurry)
    return told


def _notice(
    one: Telling, reader: Reader, until: datetime | None, now: datetime
) -> Notice:
    how = reader.by_email(one.kind, one.how)
    return Notice(
        person_id=one.person_id,
        kind=one.kind,
        key=one.key,
        title=one_line(one.title),
        text=one.text,
        url=one.url,
        due_at=one.due_at or now,
        until=until,
        answers=one.answers or "",
        rhythm=how if how in (How.DAILY, How.WEEKLY) else "",
    )


def _apart(notice: Notice, before: Notice | None) -> datetime:
    """When it may go out by itself; the inbox has it once it is due."""
    if before is None or before.went_at is None:
        return notice.due_at
    return max(notice.due_at, before.went_at + APART)


def one_line(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"
