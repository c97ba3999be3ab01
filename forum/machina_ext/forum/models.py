"""The tree of forums: machina's, with a stable name and an audience."""

from typing import Any, NamedTuple, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from machina.apps.forum.abstract_models import AbstractForum
from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

from accounts.models import User
from network.models import Audience


class ForumQuerySet(TreeQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Open to everyone, unless it or a forum above it is for an audience only."""
        closed = Forum.objects.filter(
            tree_id=OuterRef("tree_id"),
            lft__lte=OuterRef("lft"),
            rght__gte=OuterRef("rght"),
            audience__isnull=False,
        )
        if user.is_authenticated:
            closed = closed.exclude(audience__in=Audience.objects.including(user))
        visible: Self = self.filter(~Exists(closed))
        return visible

    def moderated_by(self, user: User | AnonymousUser) -> Self:
        """Those the person looks after: they see it, and it or a forum above it names
        them. Staff look after what they see, after closed ones without anyone, and
        after those that name them.
        """
        if not user.is_authenticated:
            nothing: Self = self.none()
            return nothing
        watched = Forum.objects.filter(
            tree_id=OuterRef("tree_id"),
            lft__lte=OuterRef("lft"),
            rght__gte=OuterRef("rght"),
            moderators__isnull=False,
        )
        seen = Q(pk__in=Forum.objects.visible_to(user))
        mine = watched.filter(moderators__in=Audience.objects.including(user))
        theirs: Any = seen & Exists(mine)
        if user.is_staff:
            theirs = seen | ~Exists(watched) | Exists(mine)
        moderated: Self = self.filter(theirs)
        return moderated

    def with_unread(self, user: User | AnonymousUser) -> Self:
        """Annotate `unread`, whether the reader has something new in it."""
        topics = apps.get_model("forum_conversation", "Topic").objects.approved()
        new = topics.unread_by(user).filter(forum=OuterRef("pk"))
        annotated: Self = self.annotate(unread=Exists(new))
        return annotated

    def for_index(self, user: User | AnonymousUser) -> Self:
        rows: Self = self.visible_to(user).with_unread(user).order_by("tree_id", "lft")
        return rows

    def with_standing(self, user: User) -> Any:
        """What the person is in each forum, as `Standing` takes it."""
        held = (
            apps.get_model("forum_permission", "GroupForumPermission")
            .objects.filter(group__user=user)
            .filter(Q(forum=None) | Q(forum=OuterRef("pk")))
            .values(
                row=JSONObject(
                    name="permission__codename",
                    granted="has_perm",
                    here=Case(When(forum=None, then=False), default=True),
                )
            )
        )
        moderated = Forum.objects.filter(pk=OuterRef("pk")).moderated_by(user)
        suspensions = apps.get_model("cop", "Suspension").objects.of(user).active()
        return self.values_list(
            "pk",
            ArraySubquery(held),
            Exists(moderated),
            Exists(suspensions.reaching()),
        )


class Standing(NamedTuple):
    """A person in one forum. `rows` are what their groups are granted or refused: each
    says `name`, `granted`, and whether it holds `here` or everywhere.
    """

    forum: int
    rows: list[dict[str, Any]]
    moderates: bool
    is_suspended: bool


class Forum(AbstractForum):
    """A forum, or a heading over forums; machina's `name` is its title.

    `place` is the name by which other apps know it, such as `courses.course:drm`.
    """

    place = models.CharField(
        _("nama tetap"), max_length=120, unique=True, null=True, blank=True
    )
    audience = models.ForeignKey(
        Audience,
        verbose_name=_("hanya untuk"),
        help_text=_("Kosong: siapa saja boleh membaca, anggota boleh menulis."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    moderators = models.ForeignKey(
        Audience,
        verbose_name=_("dijaga oleh"),
        help_text=_("Juga menjaga semua forum di bawahnya. Staf nasional selalu ikut."),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    allows_pseudonyms = models.BooleanField(
        _("boleh memakai nama samaran"), default=False
    )

    objects = TreeManager.from_queryset(ForumQuerySet)()

    class Meta(AbstractForum.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(place=""), name="forum_forum_place_has_a_name"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("forum:place", args=[self.slug, self.pk])
