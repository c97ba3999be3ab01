"""Keeping what a person has begun to write, for every device of theirs."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.decisions import require
from common.uploads import actions as uploads
from common.uploads.models import Upload
from forum.models import Draft, Forum, Post, Topic
from forum.permissions import can_open_topic, can_reply

KEPT_FOR = timedelta(days=90)


@transaction.atomic
def keep_reply(
    *,
    author: User,
    topic: Topic,
    body: str,
    reply_to: Post | None = None,
    files: Sequence[Upload] = (),
) -> Draft | None:
    """Keep an unsent reply; without words and files it is forgotten. Or raise
    `Refused`.
    """
    require(can_reply(author, topic))
    drafts = Draft.objects.of(author).filter(topic=topic)
    # What was sent while these words were on their way is no draft any more.
    if not (body.strip() or files) or _was_sent(author, topic, body):
        drafts.delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        person=author, topic=topic, defaults={"body": body, "reply_to": reply_to}
    )
    return _with_files(draft, files)


@transaction.atomic
def keep_topic(
    *,
    author: User,
    forum: Forum,
    title: str,
    body: str,
    files: Sequence[Upload] = (),
    beside: dict[str, str] | None = None,
) -> Draft | None:
    """Keep an unsent topic; without words and files it is forgotten. Or raise
    `Refused`. `beside` are the fields of its tags and its poll.
    """
    require(can_open_topic(author, forum))
    if not (title.strip() or body.strip() or files or beside):
        Draft.objects.of(author).filter(forum=forum).delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        person=author,
        forum=forum,
        defaults={"title": title, "body": body, "beside": beside or {}},
    )
    return _with_files(draft, files)


def forget_stale() -> int:
    """Forget what nobody came back to."""
    return Draft.objects.stale(timezone.now() - KEPT_FOR).delete()[0]


def _with_files(draft: Draft, files: Sequence[Upload]) -> Draft:
    """They wait as long as the draft does."""
    draft.files.set(files)
    uploads.hold(uploads=files, until=timezone.now() + KEPT_FOR)
    return draft


def _was_sent(author: User, topic: Topic, body: str) -> bool:
    latest = Post.objects.by(author).filter(topic=topic).order_by("-created").first()
    return latest is not None and bool(latest.content.raw.strip() == body.strip())
