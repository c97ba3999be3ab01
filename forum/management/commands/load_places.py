"""Make the forums of the network itself: for each sector and each province."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_noop

from common.models import Province
from forum import sectors
from forum.actions import places
from network import roles
from network.actions import audiences
from network.models import Sector

ABOUT = {
    "cop": gettext_noop("Bertanya dan berbagi seputar setiap kelas."),
    "komunikasi": gettext_noop("Percakapan antarorganisasi menurut sektornya."),
    "provinsi": gettext_noop("Untuk orang dan organisasi dari provinsi itu saja."),
}


class Command(BaseCommand):
    help = "Make the forums and audiences that are missing; changes no forum."

    def handle(self, *args: Any, **options: Any) -> None:
        for role in roles.every():
            audiences.of_role(role)
        for name, title in places.HEADINGS.items():
            places.ensure_place(
                name=name, title=title, description=ABOUT[name], holds_topics=False
            )
        for sector in Sector.objects.all():
            sectors.keep_forum(sector)
        for province in Province.objects.current():
            places.ensure_province(province)
