"""Rounds of peer review: how far the reading of one hand-in by peers has come."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.submission import HandIn

if TYPE_CHECKING:
    from courses.models.peer_review import PeerReview

# How many people are asked for one place, one after the other.
MOST_ASKED = 3

# States of a review that keep its place from being given to another.
HOLDS = ("open", "given")


class PeerRoundQuerySet(models.QuerySet["PeerRound"]):
    def open(self) -> Self:
        return self.filter(state=PeerRound.State.OPEN)

    def pressing(self) -> Self:
        """Half of the time that an empty place waits is over."""
        now = Value(timezone.now(), models.DateTimeField())
        return self.filter(waits_until__lte=now + (now - F("turn__handed_in_at")))

    def lacking(self) -> Self:
        """Open, with a place that nobody holds; the longest waiting first."""
        held = Count("reviews", filter=Q(reviews__state__in=HOLDS))
        lacking = self.open().annotate(held=held).filter(held__lt=F("wanted"))
        return lacking.order_by("turn__handed_in_at", "pk")


class PeerRound(models.Model):
    """The reading of one hand-in by peers (glossary: putaran telaah).

    It has `wanted` places, each held by one reviewer at a time. A place that nobody can
    take waits until `waits_until`; a round that does not fill falls back to the mentor.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Sedang ditelaah teman")
        READ = "read", _("Ditelaah teman")
        APPROVED = "approved", _("Disetujui teman")
        FALLEN_BACK = "fallen_back", _("Diteruskan ke mentor")
        CLOSED = "closed", _("Diputuskan mentor lebih dulu")

    turn = models.OneToOneField(
        HandIn, on_delete=models.PROTECT, related_name="peer_round"
    )
    wanted = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=11, choices=State, default=State.OPEN)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    waits_until = models.DateTimeField()

    objects = PeerRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("putaran telaah")
        verbose_name_plural = _("putaran telaah")
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted__gt=0), name="courses_peerround_wants_somebody"
            )
        ]
        indexes = [
            models.Index(
                fields=["waits_until"],
                condition=Q(state="open"),
                name="courses_peerround_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.turn}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def is_pressing(self) -> bool:
        """As `pressing`, or somebody was asked in vain."""
        now = timezone.now()
        is_half_over = self.waits_until <= now + (now - self.turn.handed_in_at)
        return is_half_over or any(not r.is_held for r in self.reviews.all())

    @property
    def given(self) -> list["PeerReview"]:
        """Those that came in, in their order."""
        return [review for review in self.reviews.all() if review.is_given]

    @property
    def due_at(self) -> datetime:
        """Until when whoever reads now may take, or else how long nobody may come."""
        held = [review.due_at for review in self.reviews.all() if review.is_open]
        return max(held, default=self.waits_until)

    @property
    def is_held(self) -> bool:
        return any(review.is_open for review in self.reviews.all())

    def empty_places(self) -> list[int]:
        """Places that nobody holds and that somebody else may still be asked for."""
        asked: dict[int, list[PeerReview]] = {n + 1: [] for n in range(self.wanted)}
        for review in self.reviews.all():
            asked[review.place].append(review)
        return [
            place
            for place, reviews in asked.items()
            if len(reviews) < MOST_ASKED and not any(r.is_held for r in reviews)
        ]
