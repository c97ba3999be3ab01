"""Mending what one wrote, and taking it back."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.decisions import require
from common.uploads.models import Upload
from forum.actions import attaching, holding, limits, news, removal, untold
from forum.mentions import found_in, people_named
from forum.models import Post, Revision, Topic, Untold
from forum.permissions import can_bring_back, can_delete, can_edit

# What is mended so soon was a slip, and is shown to no reader.
SECOND_THOUGHTS = timedelta(minutes=5)


@transaction.atomic
def edit(
    *,
    author: User,
    post: Post,
    body: str,
    title: str = "",
    files: Sequence[Upload] = (),
    dropped: Collection[str] = (),
) -> Post:
    """Mend a post, and with the first one the topic's title, or raise `Refused`.

    What it said before is kept, for every reader if its own author meant it. `dropped`
    are the keys of files that no longer hang on it.
    """
    ready = attaching.made_ready(files)
    post = _locked(post)
    require(can_edit(author, post))
    if post.content.raw != body:
        limits.require_room_for_edit(author=author, post=post, body=body)
    before = post.attached
    attaching.take_off(post=post, keys=dropped)
    if ready:
        count = len(post.attached) + len(ready)
        limits.require_room_for_files(author=author, files=count)
        attaching.attach(author=author, post=post, files=ready)
    is_titled = bool(title) and post.is_topic_head
    if is_titled and title != post.subject:
        limits.require_no_address(title)
    if post.content.raw != body or (is_titled and title != post.subject):
        _keep_old(author, post)
    elif post.attached == before:
        return post
    named, was = people_named(post), post.topic.subject
    waits = post.approved and holding.must_wait(
        author=author, forum=post.topic.forum, body=body, before=post.content.raw
    )
    post.content, post.mentions = body, found_in(body, post.topic)
    if is_titled:
        post.subject = title
    post.updated_by = None if post.pseudonym else author
    post.updates_count += 1
    post.save()
    news.mended(post, was=was)
    if waits:
        removal.withhold(post, Post.Withheld.HELD)
        holding.tell_of_waiting(post)
    if new := sorted(people_named(post) - named):
        untold.keep(post, Untold.What.NAMES, new)
    return post


@transaction.atomic
def delete(*, author: User, post: Post) -> Post:
    """Take back what one wrote, or raise `Refused`.

    Its place stays for those who answered it; of the words nothing is shown any more.
    """
    post = _locked(post)
    require(can_delete(author, post))
    post.deleted_at = timezone.now()
    post.save(update_fields=["deleted_at"])
    Topic.objects.filter(answer=post).update(answer=None)
    news.gone(post)
    return post


@transaction.atomic
def bring_back(*, author: User, post: Post) -> Post:
    """Let what one took back stand again, or raise `Refused`."""
    post = _locked(post)
    require(can_bring_back(author, post))
    was = post.topic.subject
    post.deleted_at = None
    post.save(update_fields=["deleted_at"])
    news.back(post, was=was)
    return post


def _keep_old(author: User, post: Post) -> None:
    written = post.updated if post.updates_count else post.created
    Revision.objects.create(
        post=post,
        title=post.subject if post.is_topic_head else "",
        body=post.content.raw,
        written_at=written,
        is_open=_was_meant(author, post, written),
    )
    if not post.is_by(author):
        post.revisions.update(is_open=False)


def _was_meant(author: User, post: Post, written: datetime) -> bool:
    """Whether readers may see what it said: not what was mended at once, and nothing
    that might give away who writes under a pseudonym.
    """
    has_stood = timezone.now() - written > SECOND_THOUGHTS
    return post.is_by(author) and has_stood and post.pseudonym is None


def _locked(post: Post) -> Post:
    """The post, its topic locked first: numbers and title follow each other."""
    topic = (
        Topic.objects.select_for_update(of=("self", "forum"))
        .select_related("forum")
        .get(pk=post.topic_id)
    )
    posts = topic.posts.select_for_update(of=("self",)).select_related("pseudonym")
    post = posts.get(pk=post.pk)
    post.topic = topic
    return post
