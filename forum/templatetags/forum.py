"""Template words of the forums: who wrote it, as far as readers may know."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.utils.safestring import SafeString

from accounts.models import User
from common.templatetags.lokadaya import avatar
from forum import names, opened, shown_files
from forum.models import Follow, Post, Topic

register = template.Library()
FIELDS = {"topik": "topic", "forum": "forum", "tagar": "tag", "orang": "author"}


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
def pictures(attached: shown_files.Attached) -> tuple[shown_files.ShownPicture, ...]:
    return shown_files.pictures(attached)


@register.filter
def other_files(attached: shown_files.Attached) -> tuple[shown_files.ShownFile, ...]:
    return shown_files.others(attached)


@register.inclusion_tag("forum/_follow.html", takes_context=True)
def follow_box(context: Context, kind: str, target: Any) -> dict[str, Any]:
    """Whether and how closely the reader follows it; one query."""
    person = context["request"].user
    return {
        "kind": kind,
        "pk": target.pk,
        "follow": opened.follow_of(person, FIELDS[kind], target.pk),
        "levels": Follow.Level.choices,
        "csrf_token": context.get("csrf_token"),
    }
