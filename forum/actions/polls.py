"""Asking everyone in a topic, and answering once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from forum.actions import limits
from forum.models import Topic, TopicPoll, TopicPollOption, TopicPollVote, ballot_of
from forum.permissions import can_ask_poll, can_run_poll, can_vote


@dataclass(frozen=True)
class Asked:
    """A poll as it was written beside a new topic."""

    question: str
    options: tuple[str, ...]
    takes_several: bool = False
    is_named: bool = False
    closes_at: datetime | None = None


def ask(*, author: User, topic: Topic, asked: Asked) -> TopicPoll:
    """Put a poll into a topic that was just made, or raise `Refused`.

    Where pseudonyms are used no vote has a name.
    """
    require(can_ask_poll(author, topic.forum))
    limits.require_no_address(asked.question, *asked.options)
    return _write(TopicPoll(topic=topic, user_changes=True), asked)


@transaction.atomic
def change(*, asker: User, poll: TopicPoll, asked: Asked) -> TopicPoll:
    """Ask otherwise, or raise `Refused`: nobody's answer is turned into another."""
    poll = _locked(poll)
    require(can_run_poll(asker, poll))
    if poll.voters:
        raise Refused(
            _("Sudah ada yang memilih, jadi hanya hari penutupannya yang dapat diubah.")
        )
    limits.require_no_address(asked.question, *asked.options)
    poll.options.all().delete()
    return _write(poll, asked)


@transaction.atomic
def move_closing(
    *, asker: User, poll: TopicPoll, closes_at: datetime | None
) -> TopicPoll:
    """Close it at the end of another day, or not by itself; or raise `Refused`."""
    poll = _locked(poll)
    require(can_run_poll(asker, poll))
    poll.closes_at = closes_at
    poll.save(update_fields=["closes_at"])
    return poll


@transaction.atomic
def vote(*, voter: User, poll: TopicPoll, options: Collection[int]) -> TopicPoll:
    """Answer, or answer otherwise than before; or raise `Refused`.

    The poll is locked: of two answers of one person the later one stays, and the
    numbers beside the options are those of the rows.
    """
    poll = _locked(poll)
    require(can_vote(voter, poll))
    chosen = list(poll.options.filter(pk__in=options))
    if not chosen:
        raise Refused(_("Pilih sedikitnya satu jawaban."))
    if len(chosen) > poll.max_options:
        raise Refused(_("Pilih satu jawaban saja."))
    TopicPollVote.objects.cast_in(poll, voter).delete()
    ballot = ballot_of(poll, voter)
    TopicPollVote.objects.bulk_create(
        TopicPollVote(poll_option=option, **ballot) for option in chosen
    )
    return _count_again(poll)


@transaction.atomic
def close(*, closer: User, poll: TopicPoll) -> TopicPoll:
    """Take no more answers from now on, or raise `Refused`."""
    poll = _locked(poll)
    require(can_run_poll(closer, poll))
    poll.closes_at = timezone.now()
    poll.save(update_fields=["closes_at"])
    return poll


@transaction.atomic
def forget(*, person: User) -> None:
    """What was answered by name still counts, for nobody in particular."""
    for ballot in TopicPollVote.objects.filter(voter=person):
        ballot.voter, ballot.anonymous_key = None, str(uuid4())
        ballot.save()


def _write(poll: TopicPoll, asked: Asked) -> TopicPoll:
    poll.question = asked.question
    poll.max_options = len(asked.options) if asked.takes_several else 1
    poll.is_named = asked.is_named and not poll.topic.forum.allows_pseudonyms
    poll.closes_at = asked.closes_at
    poll.save()
    TopicPollOption.objects.bulk_create(
        TopicPollOption(poll=poll, text=text) for text in asked.options
    )
    return poll


def _locked(poll: TopicPoll) -> TopicPoll:
    polls = TopicPoll.objects.select_for_update(of=("self",))
    found: TopicPoll = polls.select_related("topic__forum").get(pk=poll.pk)
    return found


def _count_again(poll: TopicPoll) -> TopicPoll:
    votes = TopicPollVote.objects.filter(poll_option__poll=poll)
    totals = dict.fromkeys(poll.options.values_list("pk", flat=True), 0)
    voters = set()
    for option, *voter in votes.values_list("poll_option", "voter", "anonymous_key"):
        totals[option] += 1
        voters.add(tuple(voter))
    TopicPollOption.objects.bulk_update(
        [TopicPollOption(pk=pk, total=total) for pk, total in totals.items()], ["total"]
    )
    poll.voters = len(voters)
    poll.save(update_fields=["voters"])
    return poll
