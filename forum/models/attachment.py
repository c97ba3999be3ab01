"""Pictures and files that hang on a post."""

import uuid
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.files import Family
from common.uploads.models import Upload
from forum.machina_ext.forum_conversation.models import Post


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What hangs on a post that is there for this reader."""
        posts = Post.objects.visible_to(user).filter(deleted_at=None)
        return self.filter(post__in=posts)

    def by(self, user: User) -> Self:
        return self.filter(post__in=Post.objects.by(user))


class Attachment(models.Model):
    """One file of a post, handed out to whoever may see the post (glossary: lampiran).

    A picture lies beside us in its `widths`, without what the phone wrote into it; the
    file that came in, and its name, are forgotten. Of any other file the `upload` is
    kept. What a page shows of it stands in the post (`Post.attached`).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="files")
    upload = models.OneToOneField(
        Upload, on_delete=models.PROTECT, null=True, related_name="+"
    )
    family = models.CharField(_("jenis"), max_length=10, choices=Family)
    name = models.CharField(_("nama"), max_length=200)
    size = models.PositiveIntegerField()
    widths = models.JSONField(default=list, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.family == Family.PICTURE

    def path(self, width: int) -> str:
        return f"forum/{self.key}/{width}.webp"

    def as_shown(self) -> dict[str, Any]:
        """What a page needs to know, as it stands in the post."""
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
