"""Pictures of a document, made anew and kept under addresses nobody guesses."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from alliances.documents.models.document import Document


def public_files() -> Storage:
    return storages["public"]


def place_of(picture: "Picture", name: str) -> str:
    return f"naskah/{picture.document_id}/{name}"


class Picture(models.Model):
    """A picture that sections show by its address, as lessons do (decision 0102)."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="pictures"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    alt = models.CharField(_("gambaran"), max_length=300)
    file = models.FileField(storage=public_files, upload_to=place_of, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("gambar naskah")
        verbose_name_plural = _("gambar naskah")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.alt

    @property
    def url(self) -> str:
        return self.file.url

    @property
    def code(self) -> SafeString:
        """What is put into a text to show it."""
        return format_html(
            '<figure><img src="{}" alt="{}" width="{}" height="{}">'
            "<figcaption>{}</figcaption></figure>",
            self.url,
            self.alt,
            self.width,
            self.height,
            self.alt,
        )
