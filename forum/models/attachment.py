"""Pictures and files that hang on a post."""

import uuid

from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.files import Family
from common.uploads.models import Upload
from forum.machina_ext.forum_conversation.models import Post


class Attachment(models.Model):
    """One file of a post, handed out to whoever may see the post.

    A picture lies beside us in its `widths`, without what the phone wrote into it; the
    file that came in is forgotten. Of any other file the `upload` is kept.
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

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def path(self, width: int) -> str:
        return f"forum/{self.key}/{width}.webp"

    def delete_files(self) -> None:
        for each in self.widths:
            default_storage.delete(self.path(each["width"]))
