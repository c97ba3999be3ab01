"""Versions: a document as it stood, whole, under a number that never changes."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.documents.models.document import Document


class VersionQuerySet(models.QuerySet["Version"]):
    def for_list(self) -> Self:
        return self.defer("content").select_related("made_by").order_by("-number")

    def editions(self) -> Self:
        return self.filter(edition__isnull=False).order_by("-edition")


class Version(models.Model):
    """A document at one moment (glossary: versi).

    It is made by itself as people write, or by hand with a name. One that is opened for
    signing or published is an edition: its text is fixed, and `digest` proves it.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    name = models.CharField(_("nama"), max_length=120, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    edition = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    # What is new in it, in the words of who published it.
    news = models.TextField(_("apa yang berubah"), blank=True)
    # The member organisations on the cover of that day.
    members = models.JSONField(default=list, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi naskah")
        verbose_name_plural = _("versi naskah")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="documents_version_once"
            ),
            models.UniqueConstraint(
                fields=["document", "edition"], name="documents_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(edition__isnull=False),
                name="documents_version_published_is_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.label}"

    def get_absolute_url(self) -> str:
        return self._url("version")

    @property
    def label(self) -> str:
        if self.edition:
            return str(_("Versi %(n)s") % {"n": self.edition})
        return self.name or str(_("Simpanan %(n)s") % {"n": self.number})

    @property
    def is_automatic(self) -> bool:
        return not self.name and self.edition is None

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def summary(self) -> str:
        return str(self.content["summary"])

    def get_kind_display(self) -> str:
        return str(Document.Kind(self.content["kind"]).label)

    @property
    def sections(self) -> list[dict[str, Any]]:
        return list(self.content["sections"])

    def _url(self, name: str) -> str:
        document = self.document
        arguments = [document.alliance.slug, document.slug, self.number]
        return reverse(f"documents:{name}", args=arguments)

    @property
    def proof_url(self) -> str:
        return self._url("proof")
