"""Template words for the texts of questions."""

from django import template
from django.utils.safestring import SafeString

from courses import pictured

register = template.Library()


@register.filter
def drawn(text: str) -> SafeString:
    """With the pictures that it names."""
    return pictured.drawn(text)


@register.filter
def spoken(text: str) -> str:
    return pictured.spoken(text)
