"""Flags: what readers found wrong with a post, and what a moderator decided."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.machina_ext.forum_conversation.models import Post


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> Self:
        return self.filter(decided_at=None)


class Flag(models.Model):
    """One reader's flag on one post (glossary: laporan)."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("Iklan atau kiriman sampah")
        ABUSE = "abuse", _("Menghina, mengancam, atau melecehkan")
        FALSE = "false", _("Kabar bohong atau menyesatkan")
        PRIVATE = "private", _("Memuat data pribadi orang lain")
        OTHER = "other", _("Sebab lain")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="flags")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="forum_flags",
    )
    reason = models.CharField(_("sebab"), max_length=8, choices=Reason)
    note = models.CharField(_("keterangan"), max_length=500, blank=True)
    # What it adds to hiding the post: 0 from newcomers, 2 from the trusted.
    weight = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_upheld = models.BooleanField(null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"], name="cop_flag_once_a_person"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_upheld=None)
                | Q(decided_at__isnull=False, is_upheld__isnull=False),
                name="cop_flag_decided_one_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(decided_at=None),
                name="cop_flag_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.post_id}"

    @property
    def is_outdated(self) -> bool:
        """Decided, and the post says something else since then."""
        return self.decided_at is not None and self.post.updated > self.decided_at
