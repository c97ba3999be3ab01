"""Voices: the organisations that decide on a proposal, and what each of them said."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.decisions.models.proposal import Proposal
from alliances.decisions.rules import KEPT_WHEN_AMENDED, Answer
from alliances.models import AllianceMembership
from common.models import Province
from network.models import Organization


class VoiceQuerySet(models.QuerySet["Voice"]):
    def of_members(self) -> Self:
        """Of organisations that are members still."""
        return self.filter(
            organization__alliance_memberships__alliance=F("proposal__alliance"),
            organization__alliance_memberships__state="active",
        )

    def awaited(self, now: datetime) -> Self:
        """Not heard yet on a proposal that hears."""
        return self.of_members().filter(
            has_spoken=False, proposal__state="open", proposal__closes_at__gt=now
        )

    def with_membership(self) -> Self:
        """With whether each organisation is a member still, and if not, whether it was
        stewards who ended that."""
        ever = AllianceMembership.objects.filter(
            alliance=OuterRef("proposal__alliance"),
            organization=OuterRef("organization"),
        )
        last = ever.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")
        return self.annotate(
            is_member=Exists(ever.active()),
            was_removed=Subquery(last.values("was_removed")[:1]),
        )

    def with_stand(self) -> Self:
        """With what each says now, if anything by name."""
        stands = Stand.objects.for_page()
        return self.prefetch_related(Prefetch("stands", stands, to_attr="current"))

    def for_page(self) -> Self:
        return self.select_related("organization", "province").order_by(
            Lower("organization__name"), "pk"
        )


class Voice(models.Model):
    """One organisation's right to speak on one proposal (glossary: hak suara).

    All are given when the proposal opens, so that what a quorum is a share of does not
    move. With anonymous ballots this row is all that is known of who voted: that.
    """

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="voices"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="voices"
    )
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    # On the text as it is now.
    has_spoken = models.BooleanField(default=False)

    current: list["Stand"]  # only after with_stand()
    # Only after with_membership():
    is_member: bool
    was_removed: bool | None

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("hak suara")
        verbose_name_plural = _("hak suara")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organization"], name="musyawarah_voice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.proposal}"

    @property
    def has_left(self) -> bool:
        """The alliance, by itself: what it said is in nobody's way any more."""
        return not self.is_member and not self.was_removed

    @property
    def is_put_out(self) -> bool:
        """Of the alliance, by its stewards: what it said stands as it was."""
        return not self.is_member and bool(self.was_removed)


class StandQuerySet(models.QuerySet["Stand"]):
    def current(self) -> Self:
        return self.filter(replaced_at=None)

    def for_page(self) -> Self:
        return self.current().select_related("cast_by", "through", "overruled_by")


class Stand(models.Model):
    """What an organisation said (glossary: sikap). Earlier ones are kept."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="stands")
    # Words of `Answer`, or the numbers of options, the preferred first.
    choice = ArrayField(models.CharField(max_length=9))
    reason = models.TextField(blank=True)
    # Of which text it was said.
    version = models.PositiveSmallIntegerField()
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The organisation that held its proxy, if it did not speak for itself.
    through = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True)

    overruled_at = models.DateTimeField(null=True)
    overruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    overruled_because = models.CharField(max_length=1000, blank=True)

    objects = StandQuerySet.as_manager()

    class Meta:
        verbose_name = _("sikap")
        verbose_name_plural = _("sikap")
        constraints = [
            models.UniqueConstraint(
                fields=["voice"],
                condition=Q(replaced_at=None),
                name="musyawarah_stand_one_is_current",
            ),
            models.CheckConstraint(
                condition=~Q(choice__in=[["keberatan"], ["catatan"]]) | ~Q(reason=""),
                name="musyawarah_stand_says_why",
            ),
            models.CheckConstraint(
                condition=Q(overruled_at=None)
                | (Q(choice=["keberatan"]) & ~Q(overruled_because="")),
                name="musyawarah_stand_overruled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice}: {', '.join(self.choice)}"

    @property
    def answer(self) -> str:
        """The one word or number that it begins with."""
        return self.choice[0] if self.choice else ""

    @property
    def is_objection(self) -> bool:
        return self.answer == Answer.OBJECT

    @property
    def outlasts_amendments(self) -> bool:
        return self.answer in KEPT_WHEN_AMENDED
