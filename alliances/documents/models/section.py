"""Sections: the parts of a document that are written, each by one hand at a time."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.documents.models.document import Document

# A hand that gives no sign of life for so long has let go.
HELD_FOR = timedelta(minutes=3)


class SectionQuerySet(models.QuerySet["Section"]):
    def standing(self) -> Self:
        return self.filter(removed_at=None).order_by("position", "pk")

    def for_workshop(self) -> Self:
        return self.standing().select_related("edited_by", "held_by")


class Section(models.Model):
    """One part of a document (glossary: bagian).

    `marks` names the paragraphs of `body` in their order, so that a comment finds its
    own again; they are carried along by `text.marks` and never stand in the HTML.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="sections"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("judul bagian"), max_length=160)
    # What its template asks whoever writes it.
    questions = models.JSONField(default=list, blank=True)
    body = models.TextField(blank=True)
    marks = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    held_until = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bagian")
        verbose_name_plural = _("bagian")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "key"], name="documents_section_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def holder(self, now: datetime | None = None) -> User | None:
        """Who writes in it at this moment."""
        if self.held_until is None or self.held_until <= (now or timezone.now()):
            return None
        return self.held_by

    def is_free_for(self, person: User) -> bool:
        holder = self.holder()
        return holder is None or holder.pk == person.pk


class SectionRevision(models.Model):
    """A text that a section has had: what later texts were begun from."""

    class How(models.TextChoices):
        WRITTEN = "written", _("ditulis")
        MERGED = "merged", _("digabung")
        ADOPTED = "adopted", _("diambil dari versi lain")
        RESTORED = "restored", _("dipulihkan")

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    how = models.CharField(max_length=8, choices=How, default=How.WRITTEN)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("perubahan bagian")
        verbose_name_plural = _("perubahan bagian")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"], name="documents_revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}, {self.number}"
