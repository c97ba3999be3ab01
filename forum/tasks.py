"""Telling people of what was written, after it is there."""

from celery import shared_task
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.listeners import Listener, listeners_of, newly_named
from forum.machina_ext.forum_conversation.models.post import PostQuerySet
from forum.models import Post, Untold
from forum.names import shown_author
from forum.standing import about
from notices.actions.telling import Telling, tell_all
from notices.readers import as_read_by
from notices.untold import tell_once

EXCERPT = 200


@shared_task
def tell(untold_id: int) -> None:
    """Tell what is still to be told of a post. May run twice."""
    tell_once(Untold.objects.all(), untold_id, _tell)


def _tell(untold: Untold) -> None:
    match untold.what:
        case Untold.What.POST:
            tell_of_post(untold.post_id)
        case Untold.What.NEXT:
            tell_of_next(untold.post_id)
        case Untold.What.NAMES:
            tell_of_names(untold.post_id, untold.people)


def tell_of_post(post_id: int) -> None:
    """Tell who listens and still may see it. May run twice.

    A person is told once until they come back to the topic, or until that went out in
    a digest: ten replies of a week away are one notice, which leads to the first of
    them. Who asked for every post is told of each, as is who is named.
    """
    post = _standing(post_id)
    if post is None:
        return
    text = post.excerpt(EXCERPT)
    tell_all([_telling(post, each, text) for each in listeners_of(post)])


def tell_of_next(post_id: int) -> None:
    """Tell of what came after a post that is gone: who was told of that one was told
    of no later one. May run twice.
    """
    gone = Post.objects.filter(pk=post_id).first()
    if gone is not None:
        later = _shown().filter(topic=gone.topic_id).after(gone).in_order()
        if (pk := later.values_list("pk", flat=True).first()) is not None:
            tell_of_post(pk)


def tell_of_names(post_id: int, people: list[int]) -> None:
    """Tell whom a post names since it was mended, if they may see it. May run twice."""
    post = _standing(post_id)
    if post is None:
        return
    text, named = post.excerpt(EXCERPT), newly_named(post, people)
    tell_all([_telling(post, each, text) for each in named])


def _standing(post_id: int) -> Post | None:
    posts = _shown().select_related("topic__forum", "poster", "pseudonym__person")
    return posts.filter(pk=post_id).first()


def _shown() -> PostQuerySet:
    return Post.objects.filter(approved=True, deleted_at=None, topic__approved=True)


def _telling(post: Post, listener: Listener, text: str) -> Telling:
    kind, title = "forum.reply" if listener.took_part else "forum.post", ""
    key = f"forum.topic:{post.topic_id}:{listener.heeded.isoformat()}"
    again = True
    with as_read_by(listener.person):
        given = {"name": shown_author(post).name, "topic": post.topic.title}
        if listener.is_named:
            kind, key, again = "forum.mention", f"forum.mention:{post.pk}", False
            title = _("%(name)s menyebut Anda di “%(topic)s”") % given
        elif post.is_topic_head:
            title = _("%(name)s membuka topik “%(topic)s”") % given
        else:
            title = _("%(name)s membalas “%(topic)s”") % given
    if listener.how == "now" and not listener.is_named:
        key, again = f"forum.post:{post.pk}", False
    return Telling(
        person_id=listener.person.pk,
        kind=kind,
        title=title,
        text=text,
        url=reverse("forum:post", args=[post.pk]),
        key=key,
        how=listener.how,
        answers=about(post),
        again=again,
    )
