"""The tree of forums as one reader sees it: one question, and lines to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from common.prepared import prepared
from forum.models import Forum


class ForumLine(NamedTuple):
    """A forum in a list; nothing of it is the reader's own but `unread`."""

    pk: int
    slug: str
    name: str
    description: str | None
    type: int
    level: int
    topics: int
    last_title: str | None
    last_at: datetime | None
    unread: bool

    @property
    def is_category(self) -> bool:
        return bool(self.type == Forum.FORUM_CAT)


COLUMNS = (
    *("pk", "slug", "name", "description", "type", "level", "direct_topics_count"),
    *("last_post__topic__subject", "last_post_on", "unread"),
)


@dataclass(frozen=True)
class Branch:
    """A forum at the top of the tree, and those below it in order."""

    head: ForumLine
    forums: list[ForumLine]


def branches(user: User | AnonymousUser) -> list[Branch]:
    return as_branches(map(ForumLine._make, _all(user)))


def names(user: User | AnonymousUser) -> list[tuple[int, str]]:
    """Of the forums that `branches` shows, without asking what is new in them."""
    return _names(user)


def below(forum: Forum, user: User | AnonymousUser) -> list[ForumLine]:
    """Those directly below; asks nothing when the tree says that nothing is."""
    if forum.is_leaf_node():
        return []
    return [ForumLine._make(row) for row in _children(user, forum.pk)]


def as_branches(forums: Iterable[ForumLine]) -> list[Branch]:
    """Forums in the order of their tree, each top one with what is below it.

    A forum that takes topics itself stands first in its own branch.
    """
    found: list[Branch] = []
    for forum in forums:
        if forum.level == 0:
            found.append(Branch(forum, [] if forum.is_category else [forum]))
        else:
            found[-1].forums.append(forum)
    return [branch for branch in found if branch.forums]


def forum_for(user: User | AnonymousUser, pk: int) -> Forum | None:
    return next(iter(_one(user, pk)), None)


@prepared
def _one(user: User | AnonymousUser, pk: int) -> QuerySet[Forum]:
    forums: QuerySet[Forum] = Forum.objects.visible_to(user)
    return forums.filter(pk=pk).select_related("parent")


@prepared
def _all(user: User | AnonymousUser) -> QuerySet[Forum, tuple[Any, ...]]:
    lines: QuerySet[Forum, tuple[Any, ...]] = Forum.objects.for_index(user)
    return lines.values_list(*COLUMNS)


@prepared
def _names(user: User | AnonymousUser) -> QuerySet[Forum, tuple[int, str]]:
    shown: QuerySet[Forum] = Forum.objects.visible_to(user).order_by("tree_id", "lft")
    shown = shown.exclude(level=0, type=Forum.FORUM_CAT)
    return shown.values_list("pk", "name")


@prepared
def _children(
    user: User | AnonymousUser, parent: int
) -> QuerySet[Forum, tuple[Any, ...]]:
    lines: QuerySet[Forum, tuple[Any, ...]] = Forum.objects.for_index(user)
    lines = lines.filter(parent=parent)
    return lines.values_list(*COLUMNS)
