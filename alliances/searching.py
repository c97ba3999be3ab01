"""Alliances, as the search finds them; what is said in their rooms it does not."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance
from common import richtext
from search.sources import Said, Source, searchable


@searchable
class Alliances(Source):
    kind, slug = "alliances.alliance", "aliansi"
    label, icon = _("Aliansi"), "alliance"

    def things(self) -> QuerySet[Alliance]:
        return Alliance.objects.select_related("sector")

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Alliance]:
        return Alliance.objects.visible_to(user)

    def say(self, things: Sequence[Alliance]) -> Iterable[Said]:
        for alliance in things:
            about = richtext.plain(richtext.from_plain(alliance.about))
            yield Said(
                thing=alliance.pk,
                title=alliance.name,
                text=" · ".join([alliance.sector.name, alliance.summary, about]),
                url=alliance.get_absolute_url(),
                at=alliance.created_at,
                is_open=True,
            )
