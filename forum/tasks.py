"""Telling people that someone answered them, after the answer is there."""

from celery import shared_task
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.models import Post, Topic
from forum.names import shown_author
from notices.actions import telling
from notices.readers import as_read_by

EXCERPT = 200


@shared_task
def tell_of_reply(post_id: int) -> None:
    """Tell who took part in the topic. May run twice.

    A person is told once until they come back to the topic: ten replies while they are
    away are one notice, which leads to the first of them.
    """
    post = (
        Post.objects.select_related("topic__forum", "poster", "pseudonym")
        .filter(pk=post_id)
        .first()
    )
    if post is None or not post.approved:
        return
    url = post.get_absolute_url()
    for person in _participants(post):
        topic = Topic.objects.visible_to(person).with_mark(person)
        seen = topic.filter(pk=post.topic_id).first()
        if seen is None or seen.read_until >= post.created:
            continue
        with as_read_by(person):
            name = shown_author(post).name
        telling.tell(
            person=person,
            kind="forum.reply",
            title=_("%(name)s membalas “%(topic)s”")
            % {"name": name, "topic": post.topic.subject},
            text=post.excerpt(EXCERPT),
            url=url,
            key=f"forum.topic:{post.topic_id}:{seen.read_until.isoformat()}",
            answers=f"forum.topic:{post.topic_id}:post:{post.pk}",
        )


def _participants(post: Post) -> QuerySet[User]:
    wrote = Post.objects.filter(topic=post.topic_id, approved=True)
    author = post.author
    others: QuerySet[User] = User.objects.exclude(pk=author.pk if author else None)
    return others.filter(
        Q(pk__in=wrote.values("poster")) | Q(pk__in=wrote.values("pseudonym__person")),
        is_active=True,
    )
