"""The bell in the bar: how much is unread."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from common.templatetags.lokadaya import kept
from notices.bell import MOST_COUNTED, unread_count

register = template.Library()


@register.simple_tag(takes_context=True)
def notices_bell(context: Context) -> SafeString | str:
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return ""
    unread = unread_count(user)
    return kept("notices/_bell.html", unread=unread, shown=min(unread, MOST_COUNTED))
