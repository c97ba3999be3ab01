"""The library's items, as the search finds them."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from library.models import Item
from search.sources import Said, Source, searchable


@searchable
class Items(Source):
    kind, slug = "library.item", "pustaka"
    label, icon = _("Pustaka"), "knowledge"

    def things(self) -> QuerySet[Item]:
        return Item.objects.all()

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Item]:
        return Item.objects.visible_to(user)

    def say(self, things: Sequence[Item]) -> Iterable[Said]:
        for item in things:
            yield Said(
                thing=item.pk,
                title=item.title,
                text=" · ".join(filter(None, [item.summary, item.authors])),
                url=item.get_absolute_url(),
                at=item.published_at or item.added_at,
                is_open=item.status == Item.Status.PUBLISHED,
            )
