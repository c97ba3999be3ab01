"""Topics and posts: machina's, kept when the person who wrote them leaves."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, JSONObject
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.abstract_models import AbstractPost, AbstractTopic

from accounts.models import User
from common import richtext
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_tracking.models import ForumReadTrack, TopicReadTrack
from network.models import Membership

POSTS_ON_A_PAGE = 20
TOPICS_ON_A_PAGE = 20
OTHER_TOPICS = 4
# A whole topic on one page, to be printed or searched, up to this length.
MOST_ON_ONE_PAGE = 400


def written_by(user: User) -> Q:
    """Posts and topics of this person, also those under a pseudonym."""
    pseudonyms = apps.get_model("cop", "Pseudonym").objects.filter(person=user)
    return Q(poster=user) | Q(pseudonym__in=pseudonyms)


class Written:
    """What somebody wrote: under their name, or with no poster under a pseudonym.

    When either has left, the words stay.
    """

    poster_id: Any
    pseudonym: Any

    def is_by(self, user: User | AnonymousUser) -> bool:
        if not user.is_authenticated:
            return False
        if self.pseudonym is not None:
            return bool(self.pseudonym.person_id == user.pk)
        return bool(self.poster_id == user.pk)

    @property
    def author(self) -> User | None:
        """Who wrote it, for rules and for telling them; never for showing."""
        if self.pseudonym is not None:
            person: User | None = self.pseudonym.person
            return person
        poster: User | None = getattr(self, "poster", None)
        return poster


class TopicQuerySet(models.QuerySet["Topic"]):
    def approved(self) -> Self:
        return self.filter(approved=True)

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
        """Annotate `new_posts`, how many posts by others the reader has not seen."""
        new = (
            Post.objects.filter(topic=OuterRef("pk"), approved=True)
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
        topics = self.with_unread(user)
        return topics.select_related(
            *("forum", "poster", "pseudonym"),
            *("last_post__poster", "last_post__pseudonym"),
        )

    def others_in(self, forum: int, *, but: int) -> Self:
        """What else is discussed in a forum that the reader sees already."""
        others = self.in_forum(forum).exclude(pk=but)
        return others.select_related("forum")[:OTHER_TOPICS]

    def for_page(self, user: User | AnonymousUser) -> Self:
        """One topic as its page needs it, with `shown_posts`, their number."""
        shown = Post.objects.filter(topic=OuterRef("pk")).shown_to(user)
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


def _forum_mark(user: User, forum: str) -> Coalesce:
    mark = ForumReadTrack.objects.filter(user=user, forum=OuterRef(forum))
    joined = User.objects.filter(pk=user.pk).values("created_at")
    return Coalesce(Subquery(mark.values("mark_time")), Subquery(joined))


class Topic(Written, AbstractTopic):
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
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse(
            "forum:topic", args=[self.forum.slug, self.forum.pk, self.slug, self.pk]
        )

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Topic.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def fits_one_page(self) -> bool:
        """Only after for_page()."""
        return self.shown_posts <= MOST_ON_ONE_PAGE

    @property
    def replies(self) -> int:
        return max(int(self.posts_count) - 1, 0)


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Posts of visible topics; an unapproved one for its author and moderators."""
        visible = self.filter(topic__in=Topic.objects.visible_to(user))
        return visible.shown_to(user)

    def shown_to(self, user: User | AnonymousUser) -> Self:
        """Within a visible topic: what is approved, own, or one's to look after."""
        if not user.is_authenticated:
            return self.filter(approved=True)
        if user.is_staff:
            return self
        moderated = Q(topic__forum__in=Forum.objects.moderated_by(user))
        return self.filter(Q(approved=True) | written_by(user) | moderated)

    def by(self, user: User) -> Self:
        return self.filter(written_by(user))

    def in_order(self) -> Self:
        return self.order_by("created", "pk")

    def with_organization(self) -> Self:
        """Annotate `organization_name`, where the author belongs, or nothing."""
        homes = (
            Membership.objects.confirmed()
            .filter(person=OuterRef("poster"))
            .order_by("confirmed_at", "pk")
            .values("organization__name")
        )
        return self.annotate(organization_name=Subquery(homes[:1]))

    def for_queue(self, moderator: User, forums: Any) -> Self:
        """What waits for a moderator of these forums, the longest waiting first.

        With `waits_since` and `flagged`, the reasons that readers gave. What they wrote
        themselves is for somebody else.
        """
        flags = apps.get_model("cop", "Flag").objects.open()
        waiting = self.filter(topic__forum__in=forums).exclude(written_by(moderator))
        first = flags.filter(post=OuterRef("pk")).order_by("created_at")
        reasons = first.values_list("reason", flat=True)
        return (
            waiting.filter(
                Exists(flags.filter(post=OuterRef("pk")))
                | Q(withheld__in=(Post.Withheld.HELD, Post.Withheld.FLAGGED))
            )
            .annotate(
                waits_since=Coalesce(
                    Subquery(first.values("created_at")[:1]), "created"
                ),
                flagged=ArraySubquery(reasons),
            )
            .select_related("topic__forum", "poster__regency", "pseudonym")
            .order_by("waits_since", "pk")
        )

    def after(self, post: "Post") -> Self:
        """What came later in its topic."""
        later = Q(created__gt=post.created) | Q(created=post.created, pk__gt=post.pk)
        return self.filter(later)

    def with_my_reactions(self, user: User | AnonymousUser) -> Self:
        """Annotate `mine`, the kinds of reaction that the reader has given."""
        given = apps.get_model("cop", "Reaction").objects.filter(post=OuterRef("pk"))
        mine = given.filter(person=user.pk or 0).values("kind")
        return self.annotate(mine=ArraySubquery(mine))

    def for_topic_page(self, user: User | AnonymousUser | None = None) -> Self:
        posts = self.select_related("poster__regency", "pseudonym").with_organization()
        return posts.with_my_reactions(user) if user is not None else posts


def shown_html(rendered: str, named: Iterable[tuple[str, str]]) -> SafeString:
    """Rendered words, with links for who is named, cleaned once more."""
    return mark_safe(richtext.clean(link_names(rendered, named)))  # noqa: S308


def link_names(html: str, named: Iterable[tuple[str, str]]) -> str:
    """Names that were recognised become links. The result must still be cleaned."""
    urls = {str(escape(words)): escape(url) for words, url in named}
    if not urls:
        return html
    names = "|".join(re.escape(each) for each in sorted(urls, key=len, reverse=True))

    def linked(found: re.Match[str]) -> str:
        name = found[1]
        return f'<a href="{urls[name]}">{name}</a>' if name else found[0]

    return re.sub(rf"<[^>]*>|({names})", linked, html)


class Post(Written, AbstractPost):
    """A post in a topic; the first one is what the topic asks (glossary: balasan).

    What is withheld is never approved, so that one question keeps it from others.
    """

    class Withheld(models.TextChoices):
        HELD = "held", _("menunggu diperiksa")
        FLAGGED = "flagged", _("disembunyikan sampai diperiksa moderator")
        DELETED = "deleted", _("dihapus moderator")

    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("penulis"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
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

    # Why it is not approved.
    withheld = models.CharField(
        max_length=8, choices=Withheld, blank=True, editable=False
    )

    reply_to = models.ForeignKey(
        "self",
        verbose_name=_("membalas"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="answers",
    )
    # When who wrote it took it back: its place stays, its words are shown to nobody.
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    # How many of each kind, kept beside the post so that no page has to count.
    reactions = models.JSONField(default=dict, blank=True, editable=False)
    # Who and what it names: [{"words": "@Yohana Bura", "url": "/orang/…/"}].
    mentions = models.JSONField(default=list, blank=True, editable=False)

    # Pictures and files that hang on it, as a page shows them (`Attachment.as_shown`).
    attached = models.JSONField(default=list, blank=True, editable=False)

    waits_since: datetime  # only after for_queue()
    flagged: list[str]  # only after for_queue()
    organization_name: str | None  # only after with_organization()
    mine: list[str]  # only after with_my_reactions()

    objects = PostQuerySet.as_manager()

    class Meta(AbstractPost.Meta):
        indexes = [
            models.Index(fields=["topic", "created", "id"], name="forum_post_in_topic")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withheld="") | Q(approved=False),
                name="forum_post_withheld_is_not_approved",
            )
        ]

    def clean(self) -> None:
        """Machina wants a poster; who left or took a pseudonym is none."""
        try:
            super().clean()
        except ValidationError:
            is_new = self.pk is None and self.pseudonym is None
            if is_new or self.poster is not None:
                raise

    def get_absolute_url(self) -> str:
        """Its place on the page of the topic where it stands now."""
        before = Post.objects.filter(topic=self.topic, approved=True).filter(
            Q(created__lt=self.created) | Q(created=self.created, pk__lt=self.pk)
        )
        page = before.count() // POSTS_ON_A_PAGE + 1
        query = f"?hal={page}" if page > 1 else ""
        return f"{self.topic.get_absolute_url()}{query}#{self.anchor}"

    @property
    def html(self) -> SafeString:
        """The rendered words, cleaned when stored and once more when shown."""
        if self.is_deleted:
            return SafeString("")
        return shown_html(self.rendered, self.named)

    @property
    def rendered(self) -> str:
        """As it was stored."""
        return self._content_rendered or ""

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The words that name somebody, and where they lead."""
        return tuple((each["words"], each["url"]) for each in self.mentions)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    def excerpt(self, length: int) -> str:
        """The first words, without marks."""
        return Truncator(richtext.plain(self.html)).chars(length)

    @property
    def flag_reasons(self) -> list[str]:
        """What readers said about it, each once; only after for_queue()."""
        labels = dict(apps.get_model("cop", "Flag").Reason.choices)
        return [str(labels[reason]) for reason in dict.fromkeys(self.flagged)]

    @property
    def anchor(self) -> str:
        return f"balasan-{self.pk}"
