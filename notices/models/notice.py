"""Notices: one thing that one person is told, once."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notices.models.digest import Digest, Rhythm

ICONS = {
    "accounts": "lock",
    "webinar": "video",
    "courses": "book",
    "forum": "reply",
    "alliances": "alliance",
    "worksheet": "write",
    "initiative": "initiative",
    "network": "people",
}


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """A person's own, from the moment each is due."""
        return self.filter(person=user, due_at__lte=timezone.now(), withdrawn_at=None)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def ungathered(self, rhythm: str) -> Self:
        """What waits for a digest of this rhythm and is in none yet."""
        return self.filter(rhythm=rhythm, digest=None, withdrawn_at=None)

    def about(self, target: str) -> Self:
        """Of what `answers` names so, and of what lies below it."""
        return self.filter(Q(answers=target) | Q(answers__startswith=f"{target}:"))

    def with_is_over(self) -> Self:
        """Annotate `is_over`: read, put away, or gone out: in a digest, or by itself,
        the last time at `went_at`.
        """
        over = Q(read_at__isnull=False) | Q(withdrawn_at__isnull=False)
        sent = Q(digest__sent_at__isnull=False) | Q(digest__given_up_at__isnull=False)
        # What a worker holds is on its way.
        went = Coalesce(
            *(f"dispatches__{at}" for at in ("sent_at", "given_up_at", "claimed_at"))
        )
        return self.annotate(went_at=models.Max(went)).annotate(
            is_over=models.Case(
                models.When(over | sent | Q(went_at__isnull=False), then=True),
                default=False,
            )
        )

    def for_inbox(self, user: User) -> Self:
        is_read = models.Case(models.When(read_at=None, then=0), default=1)
        return self.visible_to(user).order_by(is_read, "-due_at", "-pk")


class Notice(models.Model):
    """What a person is told, from `due_at`, with the page it is about.

    `key` says what it tells, so that telling it again tells nothing new. After `until`
    it is not worth an e-mail: a reminder is of no use once the thing has begun.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # What a reply by e-mail goes to: `forum.topic:12` (notices/answers.py).
    answers = models.CharField(max_length=120, blank=True)
    # The digest that it waits for, and the one that it is in.
    rhythm = models.CharField(max_length=6, choices=Rhythm, blank=True)
    digest = models.ForeignKey(
        Digest,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="notices",
    )
    # When what it tells of was deleted or hidden: it is neither sent nor shown.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # Unless the app it is of says otherwise of its reader (`notices.standing.mark`).
    stands = True
    is_over: bool  # only after with_is_over()
    went_at: datetime | None  # only after with_is_over()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="notices_notice_told_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-due_at"], name="notices_notice_inbox"),
            models.Index(
                fields=["person", "due_at"],
                condition=Q(read_at=None),
                name="notices_notice_unread",
            ),
            models.Index(
                fields=["rhythm", "person"],
                condition=Q(digest=None) & ~Q(rhythm=""),
                name="notices_notice_ungathered",
            ),
            models.Index(
                fields=["answers"],
                condition=~Q(answers=""),
                name="notices_notice_about",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("notices:open", args=[self.pk])

    @property
    def icon(self) -> str:
        """The symbol of its kind: `webinar.reminder` is one of `webinar`."""
        return ICONS.get(self.kind.partition(".")[0], "bell")

    def is_due(self, now: datetime) -> bool:
        return self.due_at <= now

    def is_too_late(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now
