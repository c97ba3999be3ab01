"""What pages show of the forums: topics about a thing, what waits, what is new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import (
    Count,
    Exists,
    F,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.changes import Change, between
from common.lookups import is_any_of
from common.prepared import prepared
from common.waiting import Waiting
from forum.machina_ext.forum_conversation.models import written_by
from forum.models import Flag, Forum, Origin, Post, Revision, Suspension, Topic
from forum.names import shown_author

LONGEST_LIST = 5
ANSWER_EXCERPT = 160
# Seconds for which the home page goes by who was a moderator.
KNOWN_FOR = 300


@dataclass(frozen=True)
class TopicLine:
    title: str
    url: str
    replies: int
    unread: bool
    answer: str = ""


@dataclass(frozen=True)
class PublicTopic:
    title: str
    url: str
    forum: str
    author: str
    place: str
    replies: int
    last_post_at: datetime | None


def quoting(things: QuerySet[Any]) -> QuerySet[Topic]:
    """Topics that came from any of these things, whoever may read them."""
    kind = ContentType.objects.get_for_model(things.model)
    return Topic.objects.filter(
        origin__content_type=kind, origin__object_id__in=things.values("pk")
    )


def topics_about(origin: Model, user: User | AnonymousUser) -> list[TopicLine]:
    """The newest topics that came from a lesson, or whatever else; two queries.

    Most things have none yet, and then the short query is the only one.
    """
    about = _topics_of(ContentType.objects.get_for_model(origin), origin.pk)
    if not about:
        return []
    topics = Topic.objects.filter(pk__in=about)
    return [
        TopicLine(
            topic.title,
            topic.get_absolute_url(),
            topic.replies,
            topic.unread,
            topic.shown_answer.excerpt(ANSWER_EXCERPT) if topic.shown_answer else "",
        )
        for topic in topics.visible_to(user)
        .approved()
        .for_list(user)
        .select_related("answer")
        .newest_first()[:LONGEST_LIST]
    ]


@prepared
def _topics_of(kind: ContentType, thing: int) -> QuerySet[Origin, int]:
    about = Origin.objects.filter(content_type=kind, object_id=thing)
    return about.values_list("topic", flat=True)


def waiting_for(user: User) -> list[Waiting]:
    """What a moderator is to decide; replies the person has not read, in topics they
    took part in. One query, and one more for moderators.
    """
    # Where all that is new was taken back, nothing waits.
    answered = (topic for topic in _answered(user) if topic.new_posts)
    replies = [_as_waiting(topic, user) for topic in answered]
    return [*(_to_decide(user) if _moderates(user) else []), *replies]


def _moderates(user: User) -> bool:
    """Whether the person looks after any forum, as it was known minutes ago."""

    def ask() -> bool:
        return bool(Forum.objects.moderated_by(user).exists())

    return bool(cache.get_or_set(f"forum.moderates:{user.pk}", ask, KNOWN_FOR))


def _to_decide(user: User) -> list[Waiting]:
    waiting = sum(_undecided(user)[0])
    if not waiting:
        return []
    return [
        Waiting(
            icon="warn",
            title=_("Antrean moderator"),
            text=_("Laporan, tulisan baru, dan keberatan yang menunggu Anda."),
            url=reverse("forum:queue"),
            urgency=1,
            badge=ngettext("%d menunggu", "%d menunggu", waiting) % waiting,
        )
    ]


@prepared
def _undecided(user: User) -> QuerySet[User, Any]:
    """How many flagged posts, others that are held, and appeals: what the queue lists,
    asked of the few that are open.
    """
    mine = Forum.objects.moderated_by(user)
    flags = Flag.objects.open().filter(post__topic__forum__in=mine)
    flags = flags.exclude(post__in=Post.objects.by(user)).order_by()
    # What is withheld is not approved: those are few, and found by an index.
    held = Post.objects.filter(
        ~Exists(Flag.objects.open().filter(post=OuterRef("pk"))),
        approved=False,
        withheld__in=(Post.Withheld.HELD, Post.Withheld.FLAGGED),
        topic__forum__in=mine,
    )
    held = held.exclude(written_by(user)).order_by()
    appeals = Suspension.objects.for_queue(user, mine).order_by()
    counted = (
        flags.annotate(all=Value(1))
        .values("all")
        .annotate(n=Count("post", distinct=True))
    )
    waiting = appeals.annotate(all=Value(1)).values("all").annotate(n=Count("pk"))
    looking = held.annotate(all=Value(1)).values("all").annotate(n=Count("pk"))
    counts: QuerySet[User, Any] = User.objects.filter(pk=user.pk).values_list(
        Coalesce(Subquery(counted.values("n")), 0),
        Coalesce(Subquery(looking.values("n")), 0),
        Coalesce(Subquery(waiting.values("n")), 0),
    )
    return counts


@prepared
def _answered(user: User) -> QuerySet[Topic]:
    own = Post.objects.by(user).order_by().values("topic").distinct()
    return (
        Topic.objects.approved()
        .filter(is_any_of("pk", own))
        .visible_to(user)
        .unread_by(user)
        .exclude(written_by(user, "last_post__"))
        .with_new_posts(user)
        .select_related("forum", "pseudonym")
        .select_related("last_post__poster", "last_post__pseudonym")
        .order_by("-last_post_on")[:LONGEST_LIST]
    )


def recent_public(limit: int = 3) -> list[PublicTopic]:
    """What is discussed in the open forums, for people who are not signed in."""
    return [_as_public(topic) for topic in _newest_public.asked()[:limit]]


def _as_public(topic: Topic) -> PublicTopic:
    author = shown_author(topic)
    return PublicTopic(
        title=topic.title,
        url=topic.get_absolute_url(),
        forum=topic.forum.name,
        author=author.name,
        place=author.place,
        replies=topic.replies,
        last_post_at=topic.last_post_on,
    )


@prepared
def _newest_public() -> QuerySet[Topic]:
    found: QuerySet[Topic] = (
        Topic.objects.visible_to(AnonymousUser())
        .select_related("forum", "pseudonym")
        .annotate(
            poster_name=F("poster__name"),
            poster_regency=F("poster__regency__name"),
        )
        .order_by("-last_post_on")
    )
    return found


def _as_waiting(topic: Topic, user: User) -> Waiting:
    count = topic.new_posts
    name = shown_author(topic.last_post).name
    return Waiting(
        icon="reply",
        title=topic.title,
        text=_("%(name)s membalas di %(forum)s")
        % {"name": name, "forum": topic.forum.name},
        url=f"{topic.get_absolute_url()}lanjut/",
        urgency=1 if topic.is_by(user) else 2,
        badge=ngettext("%d balasan baru", "%d balasan baru", count) % count,
    )


def first_unread(topic: Topic, user: User | AnonymousUser) -> Post | None:
    """Where the reader stopped: the first post by others after it, or the last of all.
    What was taken back is not gone to while something else is new.

    The topic was read with `for_page`.
    """
    if not user.is_authenticated:
        found = _first_post(topic.pk, user)
    else:
        new = _new_posts(topic.pk, user, topic.read_until)
        found = new or _last_post(topic.pk, user)
    return next(iter(found), None)


@prepared
def _first_post(topic: int, user: User | AnonymousUser) -> QuerySet[Post]:
    posts = Post.objects.filter(topic=topic).shown_to(user)
    return posts.in_order()[:1]


@prepared
def _new_posts(topic: int, user: User, read_until: datetime) -> QuerySet[Post]:
    posts = Post.objects.filter(topic=topic, created__gt=read_until, deleted_at=None)
    return posts.shown_to(user).exclude(written_by(user)).in_order()[:1]


@prepared
def _last_post(topic: int, user: User) -> QuerySet[Post]:
    posts = Post.objects.filter(topic=topic).shown_to(user)
    return posts.in_order().reverse()[:1]


@dataclass(frozen=True)
class Version:
    """One text of a post, and what it changed of the one before."""

    title: str
    written_at: datetime
    changes: list[Change]
    # Of an earlier text; what is there now has none.
    revision: int | None
    is_open: bool = True

    @property
    def is_current(self) -> bool:
        return self.revision is None


def history_of(post: Post, *, sees_all: bool = False) -> list[Version]:
    """Every text of a post, the newest first; two queries.

    What was taken out of sight is for moderators alone, as is all that a deleted post
    once said.
    """
    revisions = post.revisions.in_order()
    if not sees_all:
        revisions = revisions.none() if post.is_deleted else revisions.open()
    texts = list(revisions)
    if not post.is_deleted or sees_all:
        title = post.subject if texts and texts[0].title else ""
        now = Revision(title=title, body=post.content.raw, written_at=post.updated)
        texts.append(now)
    versions = []
    before: list[str] = []
    for number, text in enumerate(texts):
        lines = text.body.split("\n")
        changes = between(before if number else lines, lines)
        version = Version(text.title, text.written_at, changes, text.pk, text.is_open)
        versions.append(version)
        before = lines
    return versions[::-1]
