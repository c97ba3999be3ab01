"""Bringing topics into order: moving, merging, splitting, locking, pinning."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import journal
from common.decisions import require
from forum.actions import joining, news, tellings
from forum.mentions import people_who_see
from forum.models import Forum, Post, Topic, TopicPoll
from forum.permissions import can_merge, can_moderate, can_move, can_split
from forum.standing import about_order


@transaction.atomic
def move(*, moderator: User, topic: Topic, forum: Forum, reason: str) -> Topic:
    """Take a topic where it belongs, or raise `Refused`."""
    [topic] = _locked(topic)
    require(can_move(moderator, topic, forum))
    before = topic.forum
    joining.carry_marks(topic)
    topic.forum = forum
    topic.save()
    _told(topic, MOVED, moderator, reason, before=before.name, after=forum.name)
    return topic


@transaction.atomic
def merge(*, moderator: User, topic: Topic, into: Topic, reason: str) -> Topic:
    """Let one topic's posts go on in another, by their dates, or raise `Refused`.

    What is left is an empty topic whose address leads to the other one.
    """
    emptied, kept = _locked(topic, into)
    require(can_merge(moderator, emptied, kept))
    title = emptied.subject
    joining.bring_along(emptied, kept)
    news.moved(emptied.posts.values_list("pk", flat=True), before=emptied, after=kept)
    emptied.posts.update(topic=kept, subject=kept.subject)
    TopicPoll.objects.filter(topic=emptied).update(topic=kept)
    Topic.objects.filter(merged_into=emptied).update(merged_into=kept)
    emptied.merged_into = kept
    emptied.approved = False
    emptied.answer = None
    emptied.update_trackers()
    kept.update_trackers()
    _told(kept, MERGED, moderator, reason, merged=title)
    return kept


@transaction.atomic
def split(
    *, moderator: User, post: Post, title: str, reason: str, with_later: bool = True
) -> Topic:
    """Begin a topic with a post, and what was written after it; or raise `Refused`."""
    [topic] = _locked(post.topic)
    post = topic.posts.select_related("poster", "pseudonym").get(pk=post.pk)
    require(can_split(moderator, topic, post))
    made: Topic = Topic.objects.create(
        forum=topic.forum,
        poster=post.poster,
        pseudonym=post.pseudonym,
        subject=title,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
    )
    taken = topic.posts.filter(pk=post.pk)
    if with_later:
        taken = topic.posts.filter(created__gte=post.created)
        taken = taken.exclude(pk=topic.first_post_id)
    if taken.filter(pk=topic.answer_id).exists():
        topic.answer = None
    news.moved(taken.values_list("pk", flat=True), before=topic, after=made)
    taken.update(topic=made, subject=title)
    joining.copy_marks(topic, made)
    joining.copy_follows(topic, made)
    made.update_trackers()
    topic.update_trackers()
    _told(made, SPLIT, moderator, reason, split=topic.subject)
    return made


@transaction.atomic
def set_lock(*, moderator: User, topic: Topic, locked: bool, reason: str) -> Topic:
    """Close a topic to answers, or open it again, or raise `Refused`."""
    [topic] = _locked(topic)
    require(can_moderate(moderator, topic.forum))
    topic.status = Topic.TOPIC_LOCKED if locked else Topic.TOPIC_UNLOCKED
    topic.save()
    _told(topic, LOCKED if locked else UNLOCKED, moderator, reason, locked=locked)
    return topic


@transaction.atomic
def set_pin(*, moderator: User, topic: Topic, pinned: bool, reason: str) -> Topic:
    """Keep a topic at the top of its forum, or let it go, or raise `Refused`."""
    [topic] = _locked(topic)
    require(can_moderate(moderator, topic.forum))
    topic.type = Topic.TOPIC_STICKY if pinned else Topic.TOPIC_POST
    topic.save()
    _record(topic, "forum.topic_pinned", moderator, reason, pinned=pinned)
    return topic


def _locked(*topics: Topic) -> list[Topic]:
    """The topics with their forums, as they were named; locked in order of keys."""
    held = Topic.objects.select_for_update(of=("self", "forum")).order_by("pk")
    held = held.select_related("forum", "poster", "pseudonym")
    found = {topic.pk: topic for topic in held.filter(pk__in=[t.pk for t in topics])}
    return [found[topic.pk] for topic in topics]


def _record(
    topic: Topic, deed: str, moderator: User, reason: str, **details: object
) -> int:
    entry = journal.record(
        deed=deed,
        subject=topic,
        actor=moderator,
        person=topic.poster,
        reason=reason,
        **details,
    )
    return int(entry.pk)


def _told(
    topic: Topic,
    said: tuple[str, Promise],
    moderator: User,
    reason: str,
    **details: object,
) -> None:
    """Write it down, and tell everyone who wrote in the topic. Who does not see where
    it is now hears that it moved, and neither where to nor why.
    """
    deed, title = said
    entry = _record(topic, deed, moderator, reason, **details)
    wrote = Post.objects.filter(topic=topic, approved=True)
    by_name = wrote.exclude(poster=None).values("poster")
    hidden = wrote.exclude(pseudonym__person=None).values("pseudonym__person")
    seeing = people_who_see(topic.forum)
    people = User.objects.active().exclude(pk=moderator.pk).order_by("pk")
    people = people.filter(Q(pk__in=by_name) | Q(pk__in=hidden))
    key = f"forum.topic:{topic.pk}:{entry}"
    tellings.tell_each(
        people.filter(pk__in=seeing.values("pk")),
        kind=tellings.ARRANGED,
        title=title,
        text="%(reason)s",
        words={"topic": topic.subject, "reason": reason, "forum": topic.forum.name},
        url=topic.get_absolute_url(),
        key=key,
        about=about_order(topic.pk),
    )
    tellings.tell_each(
        people.exclude(pk__in=seeing.values("pk")),
        kind=tellings.ARRANGED,
        title=GONE,
        text=NOT_YOURS,
        words={"topic": details.get("merged", topic.subject)},
        url=reverse("forum:index"),
        key=key,
        about=about_order(topic.pk),
    )


MOVED = ("forum.topic_moved", _("“%(topic)s” dipindahkan ke %(forum)s"))
MERGED = ("forum.topic_merged", _("Percakapan Anda digabungkan ke “%(topic)s”"))
SPLIT = ("forum.topic_split", _("Percakapan Anda berlanjut di “%(topic)s”"))
LOCKED = ("forum.topic_locked", _("“%(topic)s” ditutup untuk balasan"))
UNLOCKED = ("forum.topic_unlocked", _("“%(topic)s” dibuka lagi untuk balasan"))

GONE = _("“%(topic)s” dipindahkan")
NOT_YOURS = _(
    "Moderator membawa percakapan itu ke tempat yang tidak terbuka bagi Anda. Tulisan"
    " Anda tetap tersimpan di sana."
)
