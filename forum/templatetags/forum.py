"""Template words of the forums: who wrote it, as far as readers may know."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString

from accounts.models import User
from common.templatetags.lokadaya import avatar
from forum import names, quoting
from forum.models import Post, Topic

register = template.Library()


@register.filter
def author(written: Post | Topic | None) -> names.Author:
    return names.shown_author(written)


@register.simple_tag
def shown_author(
    written: Post | Topic | None, viewer: User | AnonymousUser | None = None
) -> names.Author:
    return names.shown_author(written, viewer)


@register.simple_tag
def author_avatar(written: Post | Topic | None) -> SafeString:
    return avatar_of(names.shown_author(written))


@register.simple_tag
def avatar_of(author: names.Author) -> SafeString:
    return avatar("" if author.name == names.gone() else author.name)


@register.filter
def quote_heading(post: Post) -> str:
    """What stands above the words when they are quoted."""
    return quoting.heading(post, name=names.shown_author(post).name)
