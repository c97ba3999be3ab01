"""The forum of each sector of organisations, made and named as the sector is."""

from django.dispatch import receiver

from forum.actions import places
from forum.models import Forum
from network.models import Sector
from network.signals import sector_kept


@receiver(sector_kept)
def keep_forum(sector: Sector, was: str = "", **_more: object) -> None:
    """Made where it is missing. With the sector its name changes, unless staff have
    given the forum another.
    """
    forum = places.ensure_place(
        name=f"komunikasi:{sector.slug}", title=sector.name, parent="komunikasi"
    )
    if was and forum.name == was != sector.name:
        forum = Forum.objects.get(pk=forum.pk)
        forum.name = sector.name
        forum.save()
