"""Template words of the forums: authors, also those who are gone."""

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from common.templatetags.lokadaya import avatar
from forum import names

register = template.Library()


@register.filter
def author(person: User | None) -> str:
    return names.author_name(person)


@register.simple_tag
def author_avatar(person: User | None) -> SafeString:
    return avatar(person.name if person else "")
