"""What courses do when something happens in an app below."""

from typing import Any

from django.dispatch import receiver

from courses.actions import discussions
from courses.models import Discussion
from forum.models import Post
from forum.signals import posted


@receiver(posted)
def credit_answer(post: Post, **kwargs: Any) -> None:
    """Who writes in the topic of a discussion, from wherever, has answered it."""
    author = post.author
    if author is None:
        return
    asked = Discussion.objects.select_related("activity__module__course", "topic")
    discussion = asked.filter(topic=post.topic_id).first()
    if discussion is not None:
        discussions.credit(learner=author, discussion=discussion)
