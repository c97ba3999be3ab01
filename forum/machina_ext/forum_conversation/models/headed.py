"""A topic without its first post: whether it is listed, and under which name."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Untitled(models.TextChoices):
    """Why a topic has lost its name, and how it is called instead."""

    TAKEN_BACK = "taken", _("Topik yang dihapus penulisnya")
    HIDDEN = "hidden", _("Topik yang disembunyikan")
    DELETED = "deleted", _("Topik yang dihapus moderator")


class Headed:
    """What the first post says of its topic.

    While that post is out of sight, so is what it called the topic: `subject` is then
    a sentence instead, wherever it is read. With no reply left to read, the topic is
    out of sight as well. The name stays in the post, and comes back with it
    (docs/decisions/0185-a-topic-without-its-first-post.md).
    """

    posts: Any
    forum: Any
    first_post: Any
    subject: Any
    untitled: Any
    approved: Any
    _simple_save: Any

    @property
    def title(self) -> str:
        """As this reader's language says it."""
        return str(Untitled(self.untitled).label if self.untitled else self.subject)

    @property
    def first_title(self) -> str:
        """What it was called by who opened it: for them and for moderators."""
        head = self.first_post if self.untitled else None
        return str(head.subject if head else self.subject)

    @property
    def hides_first_post(self) -> bool:
        """Whether its first post is not even an empty place in it."""
        return self.untitled in (Untitled.HIDDEN, Untitled.DELETED)

    @property
    def replies(self) -> int:
        """`posts_count` is of posts that are shown, or were taken back."""
        return max(int(self.posts_count) - (not self.hides_first_post), 0)

    def call(self, title: str) -> None:
        """Its address says the same."""
        self.subject = title
        self.slug = slugify(title, allow_unicode=True) or "topic"

    def update_trackers(self) -> None:
        """Machina's own, and the name: whenever posts come, go, or come back."""
        shown = self.posts.filter(approved=True)
        self.first_post = self.posts.order_by("created", "pk").first()
        self.last_post = shown.order_by("created", "pk").last()
        self.last_post_on = self.last_post.created if self.last_post else None
        self.posts_count = shown.count()
        if self.first_post is not None:
            self._follow(self.first_post)
        self._simple_save()
        self.forum.update_trackers()

    def _follow(self, head: Any) -> None:
        stands = head.approved and not head.is_deleted
        why = "" if stands else self._why_untitled(head)
        if why:
            with override(settings.LANGUAGE_CODE):
                self.call(str(Untitled(why).label))
        elif self.untitled:
            self.call(head.subject)
        self.untitled = why
        self.approved = stands or bool(why)

    def _why_untitled(self, head: Any) -> str:
        """Only what others may still read goes on without its first post."""
        others = self.posts.filter(approved=True, deleted_at=None).exclude(pk=head.pk)
        if not others.exists():
            return ""
        if head.approved:
            return Untitled.TAKEN_BACK
        is_decided = head.withheld == head.Withheld.DELETED
        return Untitled.DELETED if is_decided else Untitled.HIDDEN
