"""What belongs to a topic beside its posts, when topics become one or are parted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User
from forum.models import Draft, Follow, ForumReadTrack, Origin, Tag, Topic
from forum.models import TopicReadTrack as Mark


def bring_along(emptied: Topic, kept: Topic) -> None:
    """Before its posts move: what it came from, its answer, tags, followers, what is
    begun in it, and how far each has read. What `kept` has itself stays; the caller
    holds both and saves them.
    """
    if not Origin.objects.filter(topic=kept).exists():
        Origin.objects.filter(topic=emptied).update(topic=kept)
    if kept.answer_id is None:
        kept.answer = emptied.answer
    tagged = Tag.objects.filter(topics=emptied)
    for tag in tagged:
        tag.topics.add(kept)
        tag.topics.remove(emptied)
    _move(Follow.objects.filter(topic=emptied), kept)
    Follow.objects.filter(topic=emptied).delete()
    _move(Draft.objects.filter(topic=emptied), kept)
    for draft in Draft.objects.filter(topic=emptied):
        own = Draft.objects.get(person=draft.person_id, topic=kept)
        own.body = f"{own.body}\n\n{draft.body}".strip()
        own.save()
    _join_marks(emptied, kept)


def carry_marks(topic: Topic) -> None:
    """Before it moves: who read it, as the mark of its forum says, has read it there
    too.
    """
    own = dict(Mark.objects.filter(topic=topic).values_list("user", "mark_time"))
    there = ForumReadTrack.objects.filter(forum=topic.forum_id)
    there = there.filter(mark_time__gte=topic.created)
    Mark.objects.bulk_create(
        [
            Mark(topic=topic, user_id=user, mark_time=max(at, own.get(user, at)))
            for user, at in there.values_list("user", "mark_time")
        ],
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["mark_time"],
        batch_size=2_000,
    )


def copy_marks(topic: Topic, made: Topic) -> None:
    """Who read a post where it stood has read it."""
    marks = Mark.objects.filter(topic=topic)
    Mark.objects.bulk_create(
        [
            Mark(topic=made, user_id=user, mark_time=at)
            for user, at in marks.values_list("user", "mark_time")
        ],
        ignore_conflicts=True,
    )


def copy_follows(topic: Topic, made: Topic) -> None:
    """Who follows a conversation follows it where it goes on, as closely."""
    follows = Follow.objects.filter(topic=topic)
    Follow.objects.bulk_create(
        [
            Follow(topic=made, person_id=person, level=level)
            for person, level in follows.values_list("person", "level")
        ],
        ignore_conflicts=True,
    )


def _move(rows: Any, kept: Topic) -> None:
    """Each person has one; who has one there already keeps that."""
    there = rows.model.objects.filter(topic=kept).values("person")
    rows.exclude(person__in=there).update(topic=kept)


def _join_marks(emptied: Topic, kept: Topic) -> None:
    """Nothing is read that was not: who has read one of them to its end is as far as
    in the other; who has read neither, as far as in the one read less.
    """
    marked = Mark.objects.filter(topic__in=[emptied, kept])
    people = User.objects.filter(pk__in=marked.values("user"))
    there, here = _read_until(emptied, people), _read_until(kept, people)
    joined = []
    for person, until in here.items():
        other = there[person]
        ends = [
            at
            for topic, at in ((emptied, other), (kept, until))
            if topic.last_post_on and at < topic.last_post_on
        ]
        at = min(ends) if ends else max(until, other)
        joined.append(Mark(topic=kept, user_id=person, mark_time=at))
    Mark.objects.bulk_create(
        joined,
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["mark_time"],
    )
    Mark.objects.filter(topic=emptied).delete()


def _read_until(topic: Topic, people: Iterable[User]) -> dict[int, datetime]:
    until = {person.pk: person.created_at for person in people}
    forum = ForumReadTrack.objects.filter(forum=topic.forum_id, user__in=until)
    own = Mark.objects.filter(topic=topic, user__in=until)
    for marks in (forum, own):
        for user, at in marks.values_list("user", "mark_time"):
            until[user] = max(until[user], at)
    return until
