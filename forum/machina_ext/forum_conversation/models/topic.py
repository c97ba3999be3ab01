"""Topics: what a forum lists, and how far each reader has come in them."""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.abstract_models import AbstractTopic

from accounts.models import User
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models.headed import Headed, Untitled
from forum.machina_ext.forum_conversation.models.written import Written, written_by
from forum.machina_ext.forum_tracking.models import ForumReadTrack, TopicReadTrack

TOPICS_ON_A_PAGE = 20
OTHER_TOPICS = 4
# A whole topic on one page, to be printed or searched, up to this length.
MOST_ON_ONE_PAGE = 400


class TopicQuerySet(models.QuerySet["Topic"]):
    def approved(self) -> Self:
        return self.filter(approved=True)

    def titled(self) -> Self:
        """Those whose tags and poll are there with their first post."""
        return self.filter(untitled="")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Topics of visible forums; an unapproved one for its author and moderators."""
        visible = self.filter(forum__in=Forum.objects.visible_to(user))
        if not user.is_authenticated:
            return visible.approved()
        if user.is_staff:
            return visible
        moderated = Q(forum__in=Forum.objects.moderated_by(user))
        return visible.filter(Q(approved=True) | written_by(user) | moderated)

    def going_on_from(self, pk: int, user: User) -> "Topic | None":
        """Where the topic of that number goes on, if the person sees it: what was
        merged goes on elsewhere.
        """
        seen = self.visible_to(user)
        into = seen.filter(merged=pk).first()
        return into or seen.filter(pk=pk, merged_into=None).first()

    def unread_by(self, user: User | AnonymousUser) -> Self:
        """Topics with a post after the reader's marks.

        Who never opened a forum begins on the day they joined: what was written before
        is there to be found, but nobody waits for them to read it.
        """
        if not user.is_authenticated:
            return self.none()
        seen = TopicReadTrack.objects.filter(
            user=user, topic=OuterRef("pk"), mark_time__gte=OuterRef("last_post_on")
        )
        return self.filter(
            ~Exists(seen), last_post_on__gt=_forum_mark(user, "forum_id")
        )

    def with_unread(self, user: User | AnonymousUser) -> Self:
        """Annotate `unread`, whether the reader has something new in it."""
        new = Topic.objects.filter(pk=OuterRef("pk")).unread_by(user)
        return self.annotate(unread=Exists(new))

    def with_mark(self, user: User) -> Self:
        """Annotate `read_until`: every post up to that moment was read."""
        mark = TopicReadTrack.objects.filter(user=user, topic=OuterRef("pk"))
        return self.annotate(
            read_until=Greatest(
                Subquery(mark.values("mark_time")), _forum_mark(user, "forum_id")
            )
        )

    def with_new_posts(self, user: User) -> Self:
        """Annotate `new_posts`, how many posts by others the reader has not seen; what
        was taken back is none.
        """
        new = (
            _posts()
            .filter(topic=OuterRef("pk"), approved=True, deleted_at=None)
            .filter(created__gt=OuterRef("read_until"))
            .exclude(written_by(user))
            .order_by()
            .values("topic")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return self.with_mark(user).annotate(new_posts=Coalesce(Subquery(new), 0))

    def newest_first(self) -> Self:
        return self.order_by("-type", "-last_post_on", "-pk")

    def in_forum(self, forum: Forum | int) -> Self:
        """What a forum that the reader sees already lists."""
        return self.approved().filter(forum=forum).newest_first()

    def for_list(self, user: User | AnonymousUser) -> Self:
        """Topics as a list shows them: of the rows they point to, the few values that
        stand in a line.
        """
        topics = self.with_unread(user).select_related("pseudonym")
        return topics.annotate(
            forum_slug=F("forum__slug"),
            poster_name=F("poster__name"),
            last_poster_name=F("last_post__poster__name"),
            last_pseudonym_name=F("last_post__pseudonym__name"),
            answer_stands=F("answer__approved"),
        )

    def others_in(self, forum: int, *, but: int) -> Self:
        """What else is discussed in a forum that the reader sees already."""
        others = self.in_forum(forum).exclude(pk=but)
        return others.select_related("forum")[:OTHER_TOPICS]

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One topic as its page needs it, with `shown_posts`, their number."""
        shown = _posts().filter(topic=OuterRef("pk")).shown_to(user)
        count = shown.order_by().values("topic").annotate(count=Count("pk"))
        tags = apps.get_model("cop", "Tag").objects.filter(topics=OuterRef("pk"))
        row = JSONObject(name="name", slug="slug")
        topics = (
            self.visible_to(user)
            .select_related("forum__parent", "origin__content_type", "poll")
            .select_related("answer__poster__regency", "answer__pseudonym")
            .annotate(
                shown_posts=Coalesce(Subquery(count.values("count")), 0),
                shown_tags=ArraySubquery(tags.values(row=row)),
                is_moderated=Exists(
                    Forum.objects.filter(pk=OuterRef("forum")).moderated_by(user)
                ),
            )
        )
        return topics.with_mark(user) if user.is_authenticated else topics


def _posts() -> Any:
    """Of the model that is made after this one."""
    return apps.get_model("forum_conversation", "Post").objects


def _forum_mark(user: User, forum: str) -> Coalesce:
    mark = ForumReadTrack.objects.filter(user=user, forum=OuterRef(forum))
    joined = User.objects.filter(pk=user.pk).values("created_at")
    return Coalesce(Subquery(mark.values("mark_time")), Subquery(joined))


class Topic(Written, Headed, AbstractTopic):
    """A topic (glossary: topik)."""

    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("penulis"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics",
    )
    pseudonym = models.ForeignKey(
        "cop.Pseudonym",
        verbose_name=_("nama samaran"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    # Where its posts are now; what is merged has none of its own.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    # Why its first post, and with it its name, is out of sight.
    untitled = models.CharField(
        max_length=7, choices=Untitled, blank=True, editable=False
    )

    answer = models.ForeignKey(
        "forum_conversation.Post",
        verbose_name=_("jawaban terpilih"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="answers_topics",
    )

    unread: bool  # only after with_unread()
    read_until: datetime  # only after with_mark()
    new_posts: int  # only after with_new_posts()
    forum_slug: str  # only after for_list()
    last_poster_name: str | None  # only after for_list()
    last_pseudonym_name: str | None  # only after for_list()
    answer_stands: bool | None  # only after for_list()
    shown_posts: int  # only after for_page()
    is_moderated: bool  # only after for_page(): whether the reader looks after it
    shown_tags: list[dict[str, str]]  # only after for_page()

    objects = TopicQuerySet.as_manager()

    class Meta(AbstractTopic.Meta):
        indexes = [
            *AbstractTopic.Meta.indexes,
            models.Index(
                F("forum"),
                F("type").desc(),
                F("last_post_on").desc(),
                F("id").desc(),
                condition=Q(approved=True),
                name="forum_topic_list",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        forum = self.__dict__.get("forum_slug") or self.forum.slug
        return reverse("forum:topic", args=[forum, self.forum_id, self.slug, self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Topic.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def shown_answer(self) -> Any:
        """The chosen post, while it stands for every reader."""
        answer = self.answer
        is_shown = answer is not None and answer.approved and not answer.is_deleted
        return answer if is_shown else None

    @property
    def fits_one_page(self) -> bool:
        """Only after for_page()."""
        return self.shown_posts <= MOST_ON_ONE_PAGE
