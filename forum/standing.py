"""What was told of posts, and whether it still stands: `forum.topic:12:post:345`."""

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Value

from accounts.models import User
from forum.models import Forum, Post
from network.models import Audience
from notices.standing import Told, says_what_stands


def about(post: Post) -> str:
    """What notices of a post name."""
    return f"{about_topic(post)}:post:{post.pk}"


def about_topic(post: Post) -> str:
    return below(post.topic_id)


def below(topic: int) -> str:
    """What all of a topic that can be answered is named below."""
    return f"forum.topic:{topic}"


def about_order(topic: int) -> str:
    """What notices name that say where a topic went: no answer goes there."""
    return f"forum.order:{topic}"


@says_what_stands("forum.topic")
def standing(told: Collection[Told]) -> set[Told]:
    """Of posts that are neither gone nor hidden, those in forums open to the reader.

    One question; two more where a forum is closed, however many readers and posts.
    """
    posts = {rest: int(rest.rpartition(":")[2]) for _person, rest in told}
    closed = _audiences_before(set(posts.values()))
    inside = _insiders(
        {audience for audiences in closed.values() for audience in audiences},
        {person for person, _rest in told},
    )
    return {
        (person, rest)
        for person, rest in told
        if posts[rest] in closed
        and all((audience, person) in inside for audience in closed[posts[rest]])
    }


def _audiences_before(posts: Collection[int]) -> dict[int, list[int]]:
    """Of each post that stands, in whom one must be to see its forum."""
    closed = Forum.objects.filter(
        tree_id=OuterRef("topic__forum__tree_id"),
        lft__lte=OuterRef("topic__forum__lft"),
        rght__gte=OuterRef("topic__forum__rght"),
        audience__isnull=False,
    ).order_by()
    shown = Post.objects.filter(approved=True, deleted_at=None, topic__approved=True)
    found = shown.filter(pk__in=posts).order_by()
    return dict(found.values_list("pk", ArraySubquery(closed.values("audience"))))


def _insiders(
    audiences: Collection[int], people: Collection[int]
) -> set[tuple[int, int]]:
    """Which of these people are in which of these audiences."""
    if not audiences:
        return set()
    each: list[QuerySet[User, Any]] = [
        audience.people()
        .filter(pk__in=people)
        .order_by()
        .values_list(Value(audience.pk), F("pk"))
        for audience in Audience.objects.filter(pk__in=audiences)
    ]
    return set(each[0].union(*each[1:], all=True)) if each else set()
