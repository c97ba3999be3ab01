"""Keeping what a person has begun to write, for every device of theirs."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F
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
    is_empty = not (title.strip() or body.strip() or files or beside)
    if is_empty or _was_opened(author, forum, title, body):
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


def _was_opened(author: User, forum: Forum, title: str, body: str) -> bool:
    """Whether the newest topic that the person opened there says just that."""
    heads = Post.objects.by(author).filter(topic__forum=forum)
    latest = heads.filter(topic__first_post=F("pk")).order_by("-created").first()
    if latest is None or not body.strip():
        return False
    said = (latest.subject.strip(), latest.content.raw.strip())
    return bool(said == (title.strip(), body.strip()))


def _was_sent(author: User, topic: Topic, body: str) -> bool:
    latest = Post.objects.by(author).filter(topic=topic).order_by("-created").first()
    return latest is not None and bool(latest.content.raw.strip() == body.strip())
