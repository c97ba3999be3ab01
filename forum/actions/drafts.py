"""Keeping what a person has begun to write, for every device of theirs."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from common.uploads import actions as uploads
from common.uploads.models import Upload
from forum.models import Draft, Forum, Post, Topic
from forum.models.draft import DraftQuerySet
from forum.permissions import can_open_topic, can_reply

KEPT_FOR = timedelta(days=90)


class Overtaken(Refused):
    """Another device, or another tab, has written there meanwhile: `draft`."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(_("Di perangkat lain ada tulisan yang lebih baru."))
        self.draft = draft


@transaction.atomic
def keep_reply(
    *,
    author: User,
    topic: Topic,
    body: str,
    reply_to: Post | None = None,
    files: Sequence[Upload] = (),
    seen: str | None = None,
) -> Draft | None:
    """Keep an unsent reply; without words and files it is forgotten. Or raise
    `Refused`; `Overtaken` where what stands there is not the version that was `seen`.
    """
    require(can_reply(author, topic))
    drafts = Draft.objects.of(author).filter(topic=topic)
    _require_seen(drafts, seen, ("", body))
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
    seen: str | None = None,
) -> Draft | None:
    """Keep an unsent topic; without words and files it is forgotten. Or raise
    `Refused`, or `Overtaken` as above. `beside` are the fields of its tags and its
    poll.
    """
    require(can_open_topic(author, forum))
    drafts = Draft.objects.of(author).filter(forum=forum)
    _require_seen(drafts, seen, (title, body))
    is_empty = not (title.strip() or body.strip() or files or beside)
    if is_empty or _was_opened(author, forum, title, body):
        drafts.delete()
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


def _require_seen(
    drafts: DraftQuerySet, seen: str | None, words: tuple[str, str]
) -> None:
    """Who says nothing of what they saw is not asked; nor who wrote the same."""
    there = None if seen is None else drafts.select_for_update().first()
    if there is None or there.version == seen or (there.title, there.body) == words:
        return
    raise Overtaken(there)


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
