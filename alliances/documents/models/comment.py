"""Comments beside a paragraph, with their answers."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.documents.models.section import Section


class CommentQuerySet(models.QuerySet["Comment"]):
    def threads(self) -> Self:
        return self.filter(parent=None)

    def in_order(self) -> Self:
        """Down the document, as its page shows them."""
        return self.threads().order_by("section__position", "created_at", "pk")

    def open(self) -> Self:
        return self.threads().filter(resolved_at=None)


class Comment(models.Model):
    """A remark on a paragraph, or an answer to one (glossary: komentar).

    `mark` names the paragraph and `quote` keeps the words that were meant, so that it
    is found again after edits, or still makes sense when it is not.
    """

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="replies"
    )
    mark = models.CharField(max_length=12, blank=True)
    quote = models.CharField(max_length=400, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    # Its place is kept where others said something below it.
    taken_back_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    resolution = models.CharField(max_length=500, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("komentar")
        verbose_name_plural = _("komentar")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None) | ~Q(resolution=""),
                name="documents_comment_resolved_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(body=""),
                name="documents_comment_taken_back_says_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    def get_absolute_url(self) -> str:
        document = self.section.document
        arguments = [document.alliance.slug, document.slug, self.parent_id or self.pk]
        return reverse("documents:remark", args=arguments)
