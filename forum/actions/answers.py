"""Choosing the reply that answered a topic."""

from django.db import transaction

from accounts.models import User
from common import journal
from common.decisions import require
from forum.models import Post, Topic
from forum.permissions import can_choose_answer


@transaction.atomic
def choose(*, chooser: User, topic: Topic, post: Post | None) -> Topic:
    """Have this reply stand at the top, or none; or raise `Refused`."""
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    require(can_choose_answer(chooser, topic, post))
    if post is not None and post.pk == topic.answer_id:
        return topic
    Topic.objects.filter(pk=topic.pk).update(answer=post)
    topic.answer = post
    if not topic.is_by(chooser):
        journal.record(
            deed="forum.answer_chosen",
            subject=topic,
            actor=chooser,
            person=topic.poster,
            answer=post.pk if post else None,
        )
    return topic
