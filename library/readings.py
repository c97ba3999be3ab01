"""What pages of other apps show of the items that their texts cite."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from common.prepared import prepared
from common.readings import Reading
from common.templatetags.lokadaya import size
from library.addresses import Named, named_in
from library.models import Item

MOST = 10


def find(text: str, user: User | AnonymousUser) -> list[Reading]:
    """Asks nothing for a text that cites nothing."""
    named = named_in(text)
    if not named:
        return []
    cited = _cited.asked(user, named.numbers, named.names)
    return [_reading(item) for item in cited[:MOST]]


@prepared
def _cited(
    user: User | AnonymousUser, numbers: tuple[int, ...], names: tuple[str, ...]
) -> QuerySet[Item]:
    shown = Item.objects.visible_to(user).filter(Named(numbers, names).items)
    return shown.only("kind", "title", "file", "size").order_by("title", "pk")


def _reading(item: Item) -> Reading:
    weight = f"{item.format}, {size(item.size)}" if item.file else _("di tempat lain")
    about = f"{item.get_kind_display()} · {weight}"
    return Reading(item.title, about, item.get_absolute_url(), item.icon)
