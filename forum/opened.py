"""One topic and a page of its posts, asked in questions that are compiled once."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from accounts.models import User
from common.prepared import prepared
from forum.models import (
    MOST_ON_ONE_PAGE,
    POSTS_ON_A_PAGE,
    Draft,
    Follow,
    Post,
    Topic,
)
from forum.pages import page_of_keys

# In place of a number: all of a topic that `fits_one_page`.
WHOLE = "semua"
FOLLOWED = ("topic", "forum", "tag", "author")


def topic_for(user: User | AnonymousUser, pk: int) -> Topic | None:
    return next(iter(_topic(user, pk)), None)


def posts_of(
    topic: Topic, user: User | AnonymousUser, request: HttpRequest
) -> Page[Post]:
    """The page that `?hal=` names, of a topic read with `for_page`."""
    if request.GET.get("hal") == WHOLE and topic.fits_one_page:
        page = Paginator(_whole(topic.pk, user), MOST_ON_ONE_PAGE).get_page(1)
        page.object_list = list(page.object_list)
    else:
        keys = _keys.asked(topic.pk, user)
        page, shown = page_of_keys(request, keys, POSTS_ON_A_PAGE, topic.shown_posts)
        found = {post.pk: post for post in _dressed(user, shown)}
        page.object_list = [found[key] for key in shown if key in found]
    for post in page.object_list:
        post.topic = topic
    return page


def way_to(post: Post, user: User | AnonymousUser) -> str:
    """Its address on the page of its topic where this reader sees it."""
    before = sum(_before(post.topic_id, user, post.created, post.pk))
    return post.address_on(before // POSTS_ON_A_PAGE + 1)


def draft_in(topic: Topic, user: User | AnonymousUser) -> Draft | None:
    """The reply that the reader has begun there."""
    if not user.is_authenticated:
        return None
    return next(iter(_draft(user, topic.pk)), None)


def follow_of(person: User, what: str, pk: int) -> Follow | None:
    """How closely the reader follows this topic, forum, tag or author."""
    named = [pk if each == what else None for each in FOLLOWED]
    return next(iter(_follow(person, *named)), None)


def others_beside(topic: Topic) -> list[Topic]:
    """What else is discussed in its forum."""
    return _others(topic.forum_id, topic.pk)


@prepared
def _topic(user: User | AnonymousUser, pk: int) -> QuerySet[Topic]:
    return Topic.objects.for_page(user).filter(pk=pk)


@prepared
def _keys(topic: int, user: User | AnonymousUser) -> QuerySet[Post, int]:
    posts = Post.objects.filter(topic=topic).shown_to(user).in_order()
    return posts.values_list("pk", flat=True)


@prepared
def _before(
    topic: int, user: User | AnonymousUser, created: datetime, pk: int
) -> QuerySet[Post, int]:
    earlier = Q(created__lt=created) | Q(created=created, pk__lt=pk)
    posts = Post.objects.filter(topic=topic).shown_to(user).filter(earlier)
    counted = posts.order_by().values("topic").annotate(count=Count("pk"))
    counts: QuerySet[Post, int] = counted.values_list("count", flat=True)
    return counts


@prepared
def _draft(person: User, topic: int) -> QuerySet[Draft]:
    return Draft.objects.of(person).filter(topic=topic)


@prepared
def _follow(
    person: User,
    topic: int | None,
    forum: int | None,
    tag: int | None,
    author: int | None,
) -> QuerySet[Follow]:
    follows = Follow.objects.of(person)
    return follows.filter(topic=topic, forum=forum, tag=tag, author=author)


@prepared
def _whole(topic: int, user: User | AnonymousUser) -> QuerySet[Post]:
    posts = Post.objects.filter(topic=topic).shown_to(user).in_order()
    return posts.for_topic_page(user)


@prepared
def _dressed(user: User | AnonymousUser, keys: tuple[int, ...]) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=keys).for_topic_page(user)


@prepared
def _others(forum: int, but: int) -> QuerySet[Topic]:
    return Topic.objects.others_in(forum, but=but)
