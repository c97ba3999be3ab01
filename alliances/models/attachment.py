"""Pictures, files and voice notes that hang on a message."""

import uuid
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models.event import RoomEvent
from alliances.models.report import Report
from alliances.models.room import Room
from common.files import Family
from common.uploads.models import Upload

# In it one folder for each picture.
FOLDER = "ruang"


class MessageFileQuerySet(models.QuerySet["MessageFile"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What hangs on a message of a room that is open to this reader now, or on one
        that they are to look at because it was reported."""
        rooms = Room.objects.visible_to(user)
        reported = Report.objects.visible_to(user).open().values("message")
        here = Q(message__room__in=rooms) | Q(message__in=reported)
        return self.filter(here, message__deleted_at=None)


class MessageFile(models.Model):
    """One file of a message, handed out to whoever may enter the room now.

    A picture lies beside us in its `widths`, without what the phone wrote into it; the
    file that came in, and its name, are forgotten. Of any other file the `upload` is
    kept. What a page shows of it stands in the message (`RoomEvent.attached`).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(
        RoomEvent, on_delete=models.CASCADE, related_name="files"
    )
    upload = models.OneToOneField(
        Upload, on_delete=models.PROTECT, null=True, related_name="+"
    )
    family = models.CharField(_("jenis"), max_length=10, choices=Family)
    name = models.CharField(_("nama"), max_length=200)
    size = models.PositiveIntegerField()
    widths = models.JSONField(default=list, blank=True)

    objects = MessageFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("lampiran pesan")
        verbose_name_plural = _("lampiran pesan")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or str(self.key)

    def path(self, width: int) -> str:
        return f"{FOLDER}/{self.key}/{width}.webp"

    def as_shown(self) -> dict[str, Any]:
        """What a page needs to know, as it stands in the message."""
        return {
            "key": str(self.key),
            "family": self.family,
            "name": self.name,
            "size": self.size,
            "widths": self.widths,
        }

    def delete_files(self) -> None:
        for each in self.widths:
            default_storage.delete(self.path(each["width"]))
        if self.widths:
            default_storage.delete(f"{FOLDER}/{self.key}")
