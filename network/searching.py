"""Organisations, as the search finds them."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models import Organization
from search.sources import Said, Source, searchable


@searchable
class Organizations(Source):
    kind, slug = "network.organization", "organisasi"
    label, icon = _("Organisasi"), "people"

    def things(self) -> QuerySet[Organization]:
        found = Organization.objects.select_related("regency__province")
        return found.prefetch_related("sectors")

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Organization]:
        return Organization.objects.visible_to(user)

    def say(self, things: Sequence[Organization]) -> Iterable[Said]:
        for organization in things:
            place = f"{organization.regency}, {organization.regency.province}"
            sectors = ", ".join(sector.name for sector in organization.sectors.all())
            parts = [place, sectors, organization.about]
            yield Said(
                thing=organization.pk,
                title=organization.name,
                text=" · ".join(filter(None, parts)),
                url=organization.get_absolute_url(),
                at=organization.created_at,
                is_open=organization.state == Organization.State.LISTED,
            )
