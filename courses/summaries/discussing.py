"""What was said in a discussion, as its page shows it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Window

from accounts.models import User
from courses.models import Discussion
from forum.cards import PostCard, cards_of
from forum.models import Forum, Pseudonym, Topic
from forum.names import pseudonym_in

LATEST = 5


@dataclass(frozen=True)
class Talk:
    """The newest answers of the topic, the oldest of them first; `count` is of all."""

    url: str = ""
    count: int = 0
    latest: tuple[PostCard, ...] = ()

    @property
    def earlier(self) -> int:
        return max(self.count - len(self.latest), 0)


def talk(discussion: Discussion, user: User | AnonymousUser) -> Talk:
    """Nothing yet without a topic, or when the reader may not see it; two queries."""
    shown = Topic.objects.visible_to(user).select_related("forum")
    topic = shown.filter(pk=discussion.topic_id).first()
    if topic is None:
        return Talk()
    posts = topic.posts.shown_to(user).exclude(pk=topic.first_post_id)
    newest = posts.for_topic_page(user).annotate(of_all=Window(Count("pk")))
    latest = list(reversed(newest.order_by("-created", "-pk")[:LATEST]))
    count = latest[0].of_all if latest else 0
    return Talk(topic.get_absolute_url(), count, tuple(cards_of(latest, topic, user)))


def pseudonym_of(
    discussion: Discussion, user: User | AnonymousUser
) -> Pseudonym | None:
    """The name under which the reader would answer, where it is not their own."""
    if not user.is_authenticated:
        return None
    place = discussion.activity.module.course.place
    topic = discussion.topic
    forum = topic.forum if topic else Forum.objects.filter(place=place).first()
    return pseudonym_in(forum, user) if forum else None
