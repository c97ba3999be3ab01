"""Telling people of what was written, after it is there."""

from celery import shared_task
from django.utils.translation import gettext as _

from forum.listeners import Listener, listeners_of, newly_named
from forum.models import Post
from forum.names import shown_author
from notices.actions.telling import Telling, tell_all
from notices.readers import as_read_by

EXCERPT = 200


@shared_task
def tell_of_post(post_id: int) -> None:
    """Tell who listens and still may see it. May run twice.

    A person is told once until they come back to the topic: ten replies while they are
    away are one notice, which leads to the first of them. Who asked for every post is
    told of each, as is who is named.
    """
    post = _standing(post_id)
    if post is None:
        return
    url, text = post.get_absolute_url(), post.excerpt(EXCERPT)
    tell_all([_telling(post, each, url, text) for each in listeners_of(post)])


@shared_task
def tell_of_names(post_id: int, people: list[int]) -> None:
    """Tell whom a post names since it was mended, if they may see it. May run twice."""
    post = _standing(post_id)
    if post is None:
        return
    url, text = post.get_absolute_url(), post.excerpt(EXCERPT)
    named = newly_named(post, people)
    tell_all([_telling(post, each, url, text) for each in named])


def _standing(post_id: int) -> Post | None:
    posts = Post.objects.select_related("topic__forum", "poster", "pseudonym__person")
    shown = posts.filter(approved=True, deleted_at=None, topic__approved=True)
    return shown.filter(pk=post_id).first()


def _telling(post: Post, listener: Listener, url: str, text: str) -> Telling:
    kind, title = "forum.reply" if listener.took_part else "forum.post", ""
    key = f"forum.topic:{post.topic_id}:{listener.read_until.isoformat()}"
    with as_read_by(listener.person):
        given = {"name": shown_author(post).name, "topic": post.topic.subject}
        if listener.is_named:
            kind, key = "forum.mention", f"forum.mention:{post.pk}"
            title = _("%(name)s menyebut Anda di “%(topic)s”") % given
        elif post.is_topic_head:
            title = _("%(name)s membuka topik “%(topic)s”") % given
        else:
            title = _("%(name)s membalas “%(topic)s”") % given
    if listener.how == "now" and not listener.is_named:
        key = f"forum.post:{post.pk}"
    return Telling(
        person_id=listener.person.pk,
        kind=kind,
        title=title,
        text=text,
        url=url,
        key=key,
        how=listener.how,
        answers=f"forum.topic:{post.topic_id}:post:{post.pk}",
    )
