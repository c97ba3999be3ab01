"""Suspensions: who may not write for a while, where, why, and their appeal."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.machina_ext.forum.models import Forum
from forum.models.pseudonym import Pseudonym


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def active(self) -> Self:
        """It ends by itself: nothing has to happen on the day."""
        return self.filter(lifted_at=None, ends_at__gt=Now())

    def of(self, user: User | AnonymousUser) -> Self:
        return self.filter(person=user) if user.is_authenticated else self.none()

    def reaching(self, forum: Forum | None = None) -> Self:
        """Those of everywhere, of that forum, and of what it is under; without one, of
        the forum that the outer query is about.
        """
        names = ("tree_id", "lft", "rght")
        tree, left, right = (getattr(forum, n) if forum else OuterRef(n) for n in names)
        branch = Q(forum__tree_id=tree, forum__lft__lte=left, forum__rght__gte=right)
        return self.filter(Q(forum=None) | branch)

    def appealed(self) -> Self:
        """Whose appeal waits to be decided."""
        return self.active().filter(appealed_at__isnull=False, answered_at=None)

    def moderated_by(self, user: User, forums: "QuerySet[Forum]") -> Self:
        """Those of the forums that this person looks after; of everywhere, staff."""
        mine = Q(forum__in=forums)
        if user.is_staff:
            mine |= Q(forum=None)
        return self.filter(mine).exclude(person=user)

    def for_queue(self, moderator: User, forums: "QuerySet[Forum]") -> Self:
        """Appeals that this moderator may answer: not of what they gave themselves."""
        waiting = self.appealed().moderated_by(moderator, forums)
        waiting = waiting.exclude(given_by=moderator)
        return waiting.with_names().order_by("appealed_at", "pk")

    def holding(self, moderator: User, forums: "QuerySet[Forum]") -> Self:
        """Those that this moderator may end, the last to end by itself first."""
        held = self.active().moderated_by(moderator, forums)
        return held.with_names().order_by("-ends_at", "pk")

    def with_names(self) -> Self:
        return self.select_related("person", "pseudonym", "forum")


class Suspension(models.Model):
    """A time in which a person reads but does not write (glossary: penangguhan).

    Without a forum it holds in all of them. Given for something written under a
    pseudonym it is shown under that pseudonym, also to who gave it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="forum_suspensions",
    )
    pseudonym = models.ForeignKey(
        Pseudonym,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="suspensions",
    )
    forum = models.ForeignKey(
        Forum,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="suspensions",
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(_("alasan"), max_length=500)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(_("sampai"))
    lifted_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(_("keberatan"), blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("jawaban"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    can_be_appealed: bool  # set by the person's own page

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="cop_suspension_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(appealed_at__isnull=False),
                name="cop_suspension_answers_an_appeal",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "ends_at"],
                condition=Q(lifted_at=None),
                name="cop_suspension_holding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown_name} → {self.ends_at:%Y-%m-%d}"

    @property
    def shown_name(self) -> str:
        return self.pseudonym.name if self.pseudonym else self.person.name

    @property
    def is_active(self) -> bool:
        return self.lifted_at is None and self.ends_at > timezone.now()
