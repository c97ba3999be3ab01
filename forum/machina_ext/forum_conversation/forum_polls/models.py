"""Polls of topics: machina's, with a closing day and ballots that tell no name."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_polls.abstract_models import (
    AbstractTopicPoll,
    AbstractTopicPollOption,
    AbstractTopicPollVote,
)

from accounts.models import User


class TopicPoll(AbstractTopicPoll):
    """A question to everyone who reads a topic (glossary: jajak pendapat)."""

    closes_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    # Readers see who chose what; otherwise nobody does, nor does the database.
    is_named = models.BooleanField(_("pilihan terlihat"), default=False)
    voters = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractTopicPoll.Meta):
        pass

    @property
    def is_open(self) -> bool:
        return self.closes_at is None or self.closes_at > timezone.now()

    @property
    def takes_several(self) -> bool:
        return bool(self.max_options > 1)


class TopicPollOption(AbstractTopicPollOption):
    """One of its answers; `total` is kept so that no page has to count."""

    total = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractTopicPollOption.Meta):
        ordering = ["pk"]


class TopicPollVoteQuerySet(models.QuerySet["TopicPollVote"]):
    def cast_in(self, poll: TopicPoll, person: User) -> Self:
        return self.filter(poll_option__poll=poll).filter(**ballot_of(poll, person))


class TopicPollVote(AbstractTopicPollVote):
    """One answer of one ballot: of a person, or of a key that only they lead to."""

    objects = TopicPollVoteQuerySet.as_manager()

    class Meta(AbstractTopicPollVote.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["poll_option", "voter"],
                condition=Q(voter__isnull=False),
                name="forum_poll_vote_once_a_voter",
            ),
            models.UniqueConstraint(
                fields=["poll_option", "anonymous_key"],
                condition=Q(anonymous_key__isnull=False),
                name="forum_poll_vote_once_a_key",
            ),
        ]


def ballot_of(poll: TopicPoll, person: User) -> dict[str, object]:
    """Whose vote it is: by name, or by a key that differs from poll to poll."""
    if poll.is_named:
        return {"voter": person}
    key = salted_hmac("forum.poll", f"{poll.pk}:{person.sub}", algorithm="sha256")
    return {"anonymous_key": key.hexdigest()}


def votes_of(person: User) -> TopicPollVoteQuerySet:
    """All that a person answered, also in secret: only their own copy tells."""
    secret = TopicPoll.objects.filter(is_named=False, voters__gt=0)
    keys = [ballot_of(poll, person)["anonymous_key"] for poll in secret.iterator()]
    mine = Q(voter=person) | Q(anonymous_key__in=keys)
    return TopicPollVote.objects.filter(mine).order_by("timestamp", "pk")
