"""Media: pictures, sound, video and PDF that a course's lessons show."""

import uuid
from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.files import Family
from courses.models.course import Course


def public_files() -> Storage:
    return storages["public"]


def place_of(media: "Media", name: str) -> str:
    """Named after the key alone: what a file was called stays with its sender."""
    return f"{folder_of(media.course_id)}/{name}"


def folder_of(course: int) -> str:
    return f"kelas/{course}"


class MediaQuerySet(models.QuerySet["Media"]):
    def matching(self, *, words: str = "", family: str = "") -> Self:
        found = self.filter(title__icontains=words) if words else self
        return found.filter(family=family) if family else found


class Media(models.Model):
    """One thing of a course's library. Whoever knows its address may fetch it.

    A picture is kept in several `widths`, narrowest first; `file` is the one a desk
    sees. A video is a file of ours or an `address` elsewhere. `size` is in bytes.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="library")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.CharField(_("jenis"), max_length=10, choices=Family)
    title = models.CharField(_("judul"), max_length=160)
    alt = models.CharField(_("gambaran"), max_length=300, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    file = models.FileField(
        storage=public_files, upload_to=place_of, max_length=200, blank=True
    )
    address = models.URLField(_("alamat"), max_length=500, blank=True)
    poster = models.FileField(
        storage=public_files, upload_to=place_of, max_length=200, blank=True
    )
    widths = models.JSONField(default=list, blank=True)
    size = models.PositiveIntegerField(default=0)
    # Of what came in, before it was made anew: the same file is known again by it.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = MediaQuerySet.as_manager()

    class Meta:
        verbose_name = _("media")
        verbose_name_plural = _("media")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file="", address=""),
                name="courses_media_is_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:media_file", args=[self.key])

    @property
    def is_picture(self) -> bool:
        return self.family == Family.PICTURE

    @property
    def names(self) -> set[str]:
        """Of all its files, in the storage."""
        widths = (f"{self.key}-{each['width']}.webp" for each in self.widths)
        found = {self.file.name, self.poster.name, *(place_of(self, w) for w in widths)}
        return {name for name in found if name}

    def picture_url(self, width: int) -> str:
        """Of one of its `widths`."""
        return public_files().url(place_of(self, f"{self.key}-{width}.webp"))

    @property
    def middle(self) -> dict[str, int]:
        """The width that a text shows; its bytes are what the picture weighs."""
        found: dict[str, int] = self.widths[min(1, len(self.widths) - 1)]
        return found

    @property
    def shown_url(self) -> str:
        return self.picture_url(self.middle["width"])

    @property
    def thumbnail_url(self) -> str:
        """The narrowest there is; empty when there is nothing to see."""
        if self.widths:
            return self.picture_url(self.widths[0]["width"])
        return self.poster.url if self.poster else ""

    @property
    def srcset(self) -> str:
        widths = [each["width"] for each in self.widths]
        return ", ".join(f"{self.picture_url(width)} {width}w" for width in widths)
