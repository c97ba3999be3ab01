"""Template words of the forums: who wrote it, as far as readers may know."""

from itertools import chain
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from common.templatetags.lokadaya import avatar, kept, kept_with_forms
from forum import names, opened, shown_files
from forum.cards import PostCard
from forum.models import Follow, Forum, Post, Suspension, Topic
from forum.threads import Thread

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
def is_suspended(person: User | AnonymousUser, forum: Forum) -> bool:
    """Whether that is why they may not write there: they may object to it."""
    if not person.is_authenticated:
        return False
    return bool(Suspension.objects.active().of(person).reaching(forum).exists())


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


@register.simple_tag(takes_context=True)
def conversation(
    context: Context, threads: list[Thread], first_new: int | None
) -> SafeString:
    """The posts of a page, each with what stands below it.

    Not a loop of a template, which for hundreds takes longer than what it draws.
    """
    parts: list[str] = []
    for thread in threads:
        parts += _drawn(context, thread.post, first_new)
        if thread.answers or thread.post.is_head:
            parts.append(_below(context, thread, first_new))
    return mark_safe("".join(parts))  # noqa: S308


def _below(context: Context, thread: Thread, first_new: int | None) -> str:
    template: Any = context.template
    below = template.engine.get_template("forum/_thread.html")
    answers = [_drawn(context, post, first_new, "h3") for post in thread.answers]
    drawn = mark_safe("".join(chain.from_iterable(answers)))  # noqa: S308
    with context.push(thread=thread, answers=drawn):
        return str(below.render(context))


def _drawn(
    context: Context, post: PostCard, first_new: int | None, heading: str = "h2"
) -> list[SafeString]:
    card = kept_with_forms(context, "forum/_post.html", card=post, heading=heading)
    return [kept("forum/_first_new.html"), card] if post.pk == first_new else [card]


@register.simple_tag(takes_context=True)
def follow_box(context: Context, kind: str, target: Any) -> SafeString:
    """Whether and how closely the reader follows it; one query."""
    follow = opened.follow_of(context["request"].user, FIELDS[kind], target.pk)
    return kept_with_forms(
        context,
        "forum/_follow.html",
        kind=kind,
        pk=target.pk,
        followed=follow.level if follow else "",
        levels=Follow.Level,
    )
