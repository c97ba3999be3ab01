"""The poll of a topic as one reader sees it: with the numbers once they may."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from common.decisions import Decision
from forum.models import Topic, TopicPoll, TopicPollVote
from forum.permissions import can_run_poll, can_vote

MOST_NAMES = 30


class ShownOption(NamedTuple):
    pk: int
    text: str
    total: int
    share: int
    is_mine: bool
    names: tuple[str, ...]


@dataclass(frozen=True)
class ShownPoll:
    """`shows_results` is true for who has answered, and for everyone at the end."""

    pk: int
    question: str
    options: tuple[ShownOption, ...]
    voters: int
    takes_several: bool
    is_named: bool
    is_open: bool
    closes_at: datetime | None
    has_voted: bool
    decision: Decision
    may_run: bool

    @property
    def shows_results(self) -> bool:
        return self.has_voted or not self.is_open


def poll_of(topic: Topic, user: User | AnonymousUser) -> ShownPoll | None:
    """Of a topic read with `for_page`; one that has none asks nothing."""
    poll = getattr(topic, "poll", None)
    if poll is None or topic.untitled:
        return None
    poll.topic = topic
    mine = _mine(poll, user)
    shows = bool(mine) or not poll.is_open
    names = _names(poll) if poll.is_named and shows else {}
    options = tuple(
        ShownOption(
            pk=option.pk,
            text=option.text,
            total=option.total if shows else 0,
            share=round(100 * option.total / poll.voters)
            if shows and poll.voters
            else 0,
            is_mine=option.pk in mine,
            names=tuple(names.get(option.pk, ())),
        )
        for option in poll.options.all()
    )
    return ShownPoll(
        pk=poll.pk,
        question=poll.question,
        options=options,
        voters=poll.voters,
        takes_several=poll.takes_several,
        is_named=poll.is_named,
        is_open=poll.is_open,
        closes_at=poll.closes_at,
        has_voted=bool(mine),
        decision=can_vote(user, poll),
        may_run=poll.is_open and bool(can_run_poll(user, poll)),
    )


def _mine(poll: TopicPoll, user: User | AnonymousUser) -> set[int]:
    if not user.is_authenticated:
        return set()
    cast = TopicPollVote.objects.cast_in(poll, user)
    return set(cast.values_list("poll_option", flat=True))


def _names(poll: TopicPoll) -> dict[int, list[str]]:
    votes = TopicPollVote.objects.filter(poll_option__poll=poll, voter__isnull=False)
    names: dict[int, list[str]] = {}
    ordered = votes.order_by("timestamp", "pk")
    for option, name in ordered.values_list("poll_option", "voter__name"):
        listed = names.setdefault(option, [])
        if len(listed) < MOST_NAMES:
            listed.append(name)
    return names
