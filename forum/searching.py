"""Posts, as the search finds them: of each topic the one that fits best."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import richtext
from forum import tree
from forum.models import Forum, Post, Topic
from forum.names import shown_author
from forum.signals import posted, retitled
from search import jobs
from search.models import EntryQuerySet
from search.sources import Said, Source, Told, searchable


@searchable
class Posts(Source):
    """A pseudonym is no author to search for: its posts have no poster."""

    kind, slug = "forum.post", "topik"
    label, icon = _("Forum"), "forum"
    keeps_text, has_groups, tells_when = False, True, True

    def things(self) -> QuerySet[Post]:
        kept = Post.objects.filter(deleted_at=None)
        return kept.select_related("topic").order_by()

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Post]:
        return Post.objects.visible_to(user).filter(deleted_at=None)

    def narrow(
        self,
        entries: EntryQuerySet,
        user: User | AnonymousUser,
        *,
        place: int | None,
        tag: str,
    ) -> EntryQuerySet:
        entries = entries.filter(place__in=Forum.objects.visible_to(user).values("pk"))
        if tag:
            tagged = Topic.objects.titled().filter(tags__name__iexact=tag)
            entries = entries.filter(group__in=tagged.values("pk"))
        return entries.filter(place=place) if place else entries

    def places(self, user: User | AnonymousUser) -> list[tuple[int, str]]:
        return tree.names(user)

    def say(self, things: Sequence[Post]) -> Iterable[Said]:
        anyone = Forum.objects.visible_to(AnonymousUser())
        is_open = set(anyone.values_list("pk", flat=True))
        for post in things:
            topic = post.topic
            yield Said(
                thing=post.pk,
                group=topic.pk,
                place=topic.forum_id,
                author=post.poster_id,
                title=topic.subject,
                owns_title=post.pk == topic.first_post_id,
                text=richtext.plain(post.html),
                url=reverse("forum:post", args=[post.pk]),
                at=post.created,
                is_open=post.approved and topic.forum_id in is_open,
            )

    def tell(self, things: Sequence[int]) -> dict[int, Told]:
        posts = Post.objects.filter(pk__in=things)
        found = posts.select_related("poster", "pseudonym", "topic__forum")
        return {
            post.pk: Told(
                about=f"{shown_author(post).name} · {post.topic.forum.name}",
                text=richtext.plain(post.html),
            )
            for post in found
        }


@receiver(posted)
def keep_at_once(post: Post, **_more: object) -> None:
    jobs.keep.delay(Posts.kind, post.pk)


@receiver(retitled)
def keep_what_it_heads(topic: Topic, **_more: object) -> None:
    jobs.keep_group.delay(Posts.kind, topic.pk)
