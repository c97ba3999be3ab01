"""Origins: files of the repository that items were made from."""

from django.db import models

from library.models.item import Item


class Origin(models.Model):
    """What one file was when it was loaded, and what its item said then. Texts name
    the item by `name`, which a file can know before the item has a number.

    An item that now says something else was edited here, and a newer file leaves it
    alone; one that was deleted here does not come back.
    """

    path = models.CharField(max_length=200, unique=True)
    name = models.SlugField(max_length=120, unique=True, null=True)
    item = models.OneToOneField(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="origin"
    )
    file_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.path
