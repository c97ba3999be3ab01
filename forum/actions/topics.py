"""Opening topics and answering them."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from accounts.models import User
from common.decisions import require
from common.uploads.models import Upload
from forum.actions import attaching, holding, limits, polls, reading, tagging
from forum.mentions import found_in
from forum.models import Draft, Forum, Origin, Post, Topic
from forum.names import pseudonym_in
from forum.permissions import can_open_topic, can_reply


@transaction.atomic
def open_topic(
    *,
    author: User,
    place: str | Forum,
    title: str,
    body: str,
    origin: models.Model | None = None,
    tags: Sequence[str] = (),
    files: Sequence[Upload] = (),
    poll: polls.Asked | None = None,
) -> Topic:
    """Begin a topic in a place, or raise `Refused`; it may wait to be looked at.

    With an origin the topic and what it asks about are linked both ways.
    """
    ready = attaching.made_ready(files)
    found = place if isinstance(place, Forum) else Forum.objects.get(place=place)
    forum = Forum.objects.select_for_update(of=("self",)).get(pk=found.pk)
    require(can_open_topic(author, forum))
    limits.require_room_for(author=author, forum=forum, body=body, files=len(files))
    limits.require_no_address(title, *tags)
    topic: Topic = Topic.objects.create(
        forum=forum,
        **_signature(author, forum),
        subject=title,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
    )
    if origin is not None:
        Origin.objects.create(topic=topic, thing=origin)
    _write(author, topic, body, ready)
    if poll is not None:
        polls.ask(author=author, topic=topic, asked=poll)
    if tags:
        tagging.tag(author=author, topic=topic, tags=list(tags))
    Draft.objects.of(author).filter(forum=forum).delete()
    return topic


@transaction.atomic
def reply(
    *,
    author: User,
    topic: Topic,
    body: str,
    reply_to: Post | None = None,
    files: Sequence[Upload] = (),
) -> Post:
    """Answer in a topic, and there a certain post; or raise `Refused`. It may wait to
    be looked at.

    The topic is locked: its number of posts and its last post follow each other.
    """
    ready = attaching.made_ready(files)
    topic = (
        Topic.objects.select_for_update(of=("self", "forum"))
        .select_related("forum")
        .get(pk=topic.pk)
    )
    require(can_reply(author, topic))
    limits.require_room_for(
        author=author, forum=topic.forum, body=body, files=len(files)
    )
    post = _write(author, topic, body, ready, reply_to)
    Draft.objects.of(author).filter(topic=topic).delete()
    return post


def _write(
    author: User,
    topic: Topic,
    body: str,
    files: Sequence[attaching.Ready],
    reply_to: Post | None = None,
) -> Post:
    signature = _signature(author, topic.forum)
    post = Post(topic=topic, **signature, subject=topic.subject, content=body)
    if waits := holding.must_wait(author=author, forum=topic.forum, body=body):
        post.approved, post.withheld = False, Post.Withheld.HELD
    post.mentions = found_in(body, topic)
    # What answers the topic's first post answers the topic.
    if reply_to is not None and reply_to.pk != topic.first_post_id:
        post.reply_to = reply_to
    post.save()
    attaching.attach(author=author, post=post, files=files)
    reading.mark_written(author=author, post=post)
    if waits:
        holding.tell_of_waiting(post)
    else:
        holding.announce(post)
    return post


def _signature(author: User, forum: Forum) -> dict[str, Any]:
    """Under which name: the pseudonym that was chosen here, or the person's own."""
    pseudonym = pseudonym_in(forum, author)
    return {"pseudonym": pseudonym, "poster": None if pseudonym else author}
