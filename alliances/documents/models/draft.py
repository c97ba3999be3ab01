"""What was typed but is no section's text yet, or could not become it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliances.documents.models.section import Section


class AlternativeQuerySet(models.QuerySet["Alternative"]):
    def waiting(self) -> Self:
        return self.filter(state=Alternative.State.WAITING)


class Alternative(models.Model):
    """A whole text of a section that stands beside it (glossary: versi lain)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        ADOPTED = "adopted", _("Diambil")
        MERGED = "merged", _("Digabung")
        ASIDE = "aside", _("Disisihkan")

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="alternatives"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    base = models.TextField(blank=True)
    body = models.TextField(blank=True)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = AlternativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi lain")
        verbose_name_plural = _("versi lain")

    def __str__(self) -> str:
        return f"{self.section}, {self.written_at:%H.%M}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class DraftQuerySet(models.QuerySet["Draft"]):
    def unsettled(self) -> Self:
        return self.exclude(text=F("base"))


class Draft(models.Model):
    """One sitting of one person at one section, kept as they type.

    `text` is all they have written, `base` what of it has already found its place: the
    difference between both is what is still to be put into the section.
    """

    sitting = models.UUIDField(unique=True)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="drafts"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # What the browser was shown; lines of it may come back in `text`.
    origin = models.TextField(blank=True)
    base = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # What came late says less than what is there: the browser counts.
    turn = models.PositiveBigIntegerField(default=0)
    alternative = models.ForeignKey(
        Alternative, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("tulisan berjalan")
        verbose_name_plural = _("tulisan berjalan")
        indexes = [
            models.Index(
                fields=["written_at"],
                condition=~Q(text=F("base")),
                name="documents_draft_unsettled",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}, {self.author}"
