"""Who is told of a post, and how closely each of them listens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from accounts.models import User
from forum.hearing import deaf_to
from forum.mentions import people_named, people_who_see
from forum.models import Follow, ForumReadTrack, Post, TopicReadTrack
from notices.kinds import Wish

# The nearest thing that someone follows says how closely.
NEAREST = ("topic_id", "author_id", "tag_id", "forum_id")
WISHES: dict[str, Wish] = {Follow.Level.EVERY: "now", Follow.Level.DIGEST: "digest"}


@dataclass(frozen=True)
class Listener:
    person: User
    # They read so far, or answered then: what was told before that was heeded.
    heeded: datetime
    is_named: bool
    took_part: bool
    level: str = ""

    @property
    def how(self) -> Wish:
        return WISHES.get(self.level)


def listeners_of(post: Post) -> list[Listener]:
    """Of those who may see it now and have not read it: a fixed number of queries."""
    author = post.author
    levels = _levels(post)
    named = people_named(post)
    took_part = _participants(post)
    told = (levels.keys() | named | took_part.keys()) - {author.pk if author else 0}
    told -= deaf_to(None if post.pseudonym else author, told)
    people = _unread(post).filter(pk__in=told).order_by("pk")
    found = [
        Listener(
            person=person,
            heeded=max(person.read_until, took_part.get(person.pk, person.read_until)),
            is_named=person.pk in named,
            took_part=person.pk in took_part,
            level=levels.get(person.pk, ""),
        )
        for person in people
    ]
    return [
        each for each in found if each.is_named or each.level != Follow.Level.MENTIONS
    ]


def newly_named(post: Post, people: Iterable[int]) -> list[Listener]:
    """Of those who are named since a post was mended, who may see it. Whether they read
    what it said before does not matter.
    """
    author = post.author
    told = set(people)
    told -= deaf_to(None if post.pseudonym else author, told)
    seeing = people_who_see(post.topic.forum).filter(pk__in=told).order_by("pk")
    return [
        Listener(person, post.created, is_named=True, took_part=False)
        for person in seeing.exclude(pk=author.pk if author else 0)
    ]


def _levels(post: Post) -> dict[int, str]:
    # Who writes under a pseudonym is followed by nobody there.
    author = None if post.pseudonym else post.poster
    follows = Follow.objects.concerning(post.topic, author)
    rows = list(follows.values("person_id", "level", *NEAREST))
    levels: dict[int, str] = {}
    for kind in NEAREST:
        for row in rows:
            if row[kind] is not None:
                levels.setdefault(row["person_id"], row["level"])
    return levels


def _participants(post: Post) -> dict[int, datetime]:
    """Who wrote in the topic before, and when last."""
    wrote = Post.objects.filter(topic=post.topic_id, approved=True).order_by()
    wrote = wrote.filter(created__lt=post.created)
    latest: dict[int, datetime] = {}
    for person in ("poster", "pseudonym__person"):
        known = wrote.exclude(**{person: None}).values_list(person)
        for pk, at in known.annotate(Max("created")):
            latest[pk] = max(at, latest.get(pk, at))
    return latest


def _unread(post: Post) -> Any:
    topic = TopicReadTrack.objects.filter(user=OuterRef("pk"), topic=post.topic_id)
    forum = ForumReadTrack.objects.filter(user=OuterRef("pk"), forum=post.topic.forum)
    begun = Coalesce(Subquery(forum.values("mark_time")), F("created_at"))
    until = Greatest(Subquery(topic.values("mark_time")), begun)
    people = people_who_see(post.topic.forum).annotate(read_until=until)
    return people.filter(read_until__lt=post.created)
