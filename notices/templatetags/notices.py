"""The bell in the bar: how much is unread."""

from typing import Any

from django import template
from django.http import HttpRequest

from accounts.models import User
from notices.bell import MOST_COUNTED, unread_count

register = template.Library()


@register.inclusion_tag("notices/_bell.html", takes_context=True)
def notices_bell(context: dict[str, Any]) -> dict[str, Any]:
    request: HttpRequest | None = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"unread": 0}
    unread = unread_count(user)
    return {"unread": unread, "shown": min(unread, MOST_COUNTED)}
