"""Topics as lists show them: nothing of a line is the reader's own but `unread`."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.http import paged
from common.prepared import prepared
from forum.models import TOPICS_ON_A_PAGE, Follow, Forum, Tag, Topic
from forum.names import Author, gone, shown_author
from forum.pages import page_of_keys

KINDS = {
    "topic": gettext_lazy("Topik"),
    "forum": gettext_lazy("Forum"),
    "tag": gettext_lazy("Tagar"),
    "author": gettext_lazy("Orang"),
}


class TopicLine(NamedTuple):
    """One topic in a list; it can be kept as it is drawn."""

    url: str
    title: str
    author: Author
    replies: int
    last_by: str
    last_at: datetime | None
    is_pinned: bool
    is_locked: bool
    is_answered: bool
    unread: bool


def topics_in(
    forum: Forum, user: User | AnonymousUser, request: HttpRequest
) -> Page[TopicLine]:
    """The page of the forum that `?hal=` names.

    How many topics there are stands in the forum's row; the keys of far pages come
    from the index alone (docs/decisions/0210-far-pages.md).
    """
    keys = _keys.asked(forum.pk)
    count = forum.direct_topics_count
    page, shown = page_of_keys(request, keys, TOPICS_ON_A_PAGE, count)
    topics = {topic.pk: topic for topic in _dressed(user, shown)}
    page.object_list = [line_of(topics[key]) for key in shown if key in topics]
    return page


def topics_under(
    tag: Tag, user: User | AnonymousUser, request: HttpRequest
) -> Page[TopicLine]:
    """Of every forum that the reader sees, those with what is new first."""
    seen = Topic.objects.approved().titled().visible_to(user).filter(tags=tag)
    keys = seen.order_by("-last_post_on", "-pk").values_list("pk", flat=True)
    page, shown = page_of_keys(request, keys, TOPICS_ON_A_PAGE)
    topics = {topic.pk: topic for topic in _dressed(user, shown)}
    page.object_list = [line_of(topics[key]) for key in shown if key in topics]
    return page


class FollowLine(NamedTuple):
    """Something that is followed. What its reader may no longer see has no name."""

    pk: int
    kind: str
    name: str
    url: str
    level: str


def followed_by(user: User, request: HttpRequest) -> Page[FollowLine]:
    """What the person follows, the newest first."""
    rows = Follow.objects.of(user).with_targets().order_by("-since", "-pk")
    page: Page[Any] = paged(request, rows, TOPICS_ON_A_PAGE)
    topics = [each.topic_id for each in page]
    forums = [each.forum_id for each in page]
    seen = {
        "topic": set(_keys_of(Topic.objects.visible_to(user), topics)),
        "forum": set(_keys_of(Forum.objects.visible_to(user), forums)),
    }
    page.object_list = [_follow_line(each, seen) for each in page]
    return page


def _keys_of(rows: Any, keys: list[int | None]) -> Any:
    return rows.filter(pk__in=[key for key in keys if key]).values_list("pk", flat=True)


def _follow_line(follow: Follow, seen: dict[str, set[int]]) -> FollowLine:
    target: Any = follow.target
    kind = next(name for name in KINDS if getattr(follow, f"{name}_id"))
    is_seen = kind not in seen or target.pk in seen[kind]
    return FollowLine(
        pk=follow.pk,
        kind=str(KINDS[kind]),
        name=str(target) if is_seen else _("Tidak lagi terbuka bagi Anda"),
        url=target.get_absolute_url() if is_seen else "",
        level=follow.level,
    )


def has_unread(forum: Forum, user: User | AnonymousUser) -> bool:
    return user.is_authenticated and bool(_unread(user, forum.pk))


def line_of(topic: Topic) -> TopicLine:
    """Of a topic read with `for_list`."""
    return TopicLine(
        url=topic.get_absolute_url(),
        title=topic.title,
        author=shown_author(topic),
        replies=topic.replies,
        last_by=topic.last_pseudonym_name or topic.last_poster_name or gone(),
        last_at=topic.last_post_on,
        is_pinned=topic.is_sticky or topic.is_announce,
        is_locked=topic.is_locked,
        is_answered=bool(topic.answer_stands),
        unread=topic.unread,
    )


@prepared
def _keys(forum: int) -> QuerySet[Topic, int]:
    return Topic.objects.in_forum(forum).values_list("pk", flat=True)


@prepared
def _dressed(user: User | AnonymousUser, keys: tuple[int, ...]) -> QuerySet[Topic]:
    return Topic.objects.filter(pk__in=keys).for_list(user)


@prepared
def _unread(user: User, forum: int) -> QuerySet[Topic, int]:
    topics = Topic.objects.approved().filter(forum=forum).unread_by(user)
    return topics.order_by().values_list("pk", flat=True)[:1]
