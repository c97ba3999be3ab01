"""Posts: what is said in a topic, answered, withheld, and taken back."""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.abstract_models import AbstractPost

from accounts.models import User
from common import richtext
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models.topic import Topic
from forum.machina_ext.forum_conversation.models.words import shown_html
from forum.machina_ext.forum_conversation.models.written import Written, written_by
from network.models import Membership

POSTS_ON_A_PAGE = 20


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
            .select_related("topic__forum", "topic__first_post")
            .select_related("poster__regency", "pseudonym")
            .order_by("waits_since", "pk")
        )

    def taken_down(self, forums: Any) -> Self:
        """What moderators took down in these forums, the latest first."""
        posts = self.filter(topic__forum__in=forums, withheld=Post.Withheld.DELETED)
        posts = posts.select_related("topic__forum", "topic__first_post").with_author()
        return posts.order_by("-updated", "-pk")

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
        """For cards: of who wrote them no more than a page tells is read."""
        told = {
            "poster_name": F("poster__name"),
            "poster_regency": F("poster__regency__name"),
        }
        posts = self.select_related("pseudonym").with_organization().annotate(**told)
        return posts.with_my_reactions(user) if user is not None else posts

    def with_author(self) -> Self:
        """For who decides about a post, and about the person who wrote it."""
        posts = self.select_related("poster__regency", "pseudonym")
        return posts.with_organization()


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
        return self.address_on(before.count() // POSTS_ON_A_PAGE + 1)

    def address_on(self, page: int) -> str:
        query = f"?hal={page}" if page > 1 else ""
        return f"{self.topic.get_absolute_url()}{query}#{self.anchor}"

    @property
    def html(self) -> SafeString:
        """The rendered words, cleaned when stored and once more when shown."""
        return SafeString("") if self.is_deleted else self.last_words

    @property
    def last_words(self) -> SafeString:
        """Also of what was taken back: for moderators, who decide on what was said."""
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
