"""Threads that somebody follows: those with news, in a room and at home."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import awaiting
from alliances.models import Room, RoomEvent, ThreadPosition
from alliances.voices import voice_of
from common.prepared import prepared
from common.waiting import Waiting

MOST = 5


@dataclass(frozen=True)
class ThreadLine:
    seq: int
    about: str
    unread: int


def threads_with_news(
    room: Room, reader: User, unheard: Collection[str] = ()
) -> list[ThreadLine]:
    """What was said beside messages that the reader follows; one query. The words of
    those whom the reader does not hear are no name for it."""
    if unheard:
        voices = ("root__author", "root__pseudonym")
        followed = list(_news_in(room.pk, reader).select_related("root", *voices))
    else:
        followed = _followed(room.pk, reader)
    return [
        ThreadLine(
            each.root.seq,
            _about(each.root, unheard),
            each.root.thread_said - each.said,
        )
        for each in followed
    ]


def _about(root: RoomEvent, unheard: Collection[str]) -> str:
    if unheard and voice_of(root) in unheard:
        return _("Pesan dari orang yang Anda blokir.")
    return root.excerpt


@prepared
def _followed(room: int, reader: User) -> QuerySet[ThreadPosition]:
    return _news_in(room, reader)


def _news_in(room: int, reader: User) -> QuerySet[ThreadPosition]:
    followed = ThreadPosition.objects.filter(root__room=room, person=reader)
    news = followed.filter(root__thread_said__gt=F("said")).select_related("root")
    return news.order_by("-root__thread_at")[:MOST]


def _with_news(user: User, now: datetime) -> awaiting.Rows:
    followed = ThreadPosition.objects.filter(
        person=user,
        root__thread_said__gt=F("said"),
        root__room__in=Room.objects.visible_to(user),
    )
    return awaiting.as_rows(
        followed,
        "thread",
        title="root__room__name",
        at="root__thread_at",
        key=Concat(
            "root__room__slug", Value(" "), "root__seq", output_field=TextField()
        ),
        alliance="root__room__alliance",
    )


def _as_news(row: awaiting.Row) -> Waiting:
    slug, seq = row.key.split()
    return Waiting(
        icon="forum",
        title=_("Balasan baru di utas"),
        text=f"{row.title}, {row.alliance}",
        url=f"{reverse('alliances:room', args=[row.slug, slug])}?utas={seq}#terbaru",
        urgency=2,
        at=row.at,
    )


awaiting.register("thread", _with_news, _as_news)
