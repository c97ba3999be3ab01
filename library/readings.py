"""What pages of other apps show of the items that their texts cite."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.readings import Reading
from common.templatetags.lokadaya import size
from library.addresses import named_in
from library.models import Item

MOST = 10


def find(text: str, user: User | AnonymousUser) -> list[Reading]:
    """Asks nothing for a text that cites nothing."""
    named = named_in(text)
    if not named:
        return []
    cited = Item.objects.visible_to(user).filter(named.items).order_by("title", "pk")
    return [_reading(item) for item in cited[:MOST]]


def _reading(item: Item) -> Reading:
    weight = f"{item.format}, {size(item.size)}" if item.file else _("di tempat lain")
    about = f"{item.get_kind_display()} · {weight}"
    return Reading(item.title, about, item.get_absolute_url(), item.icon)
