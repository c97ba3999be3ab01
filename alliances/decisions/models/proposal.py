"""Proposals: what an alliance is asked to decide, in which words, by which rule."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.belonging import belongs
from alliances.decisions.rules import LEAST_BALLOTS, RULES_OF_CONSENT, Kind, Rule, Terms
from alliances.models import Alliance, Room
from network.models import Organization


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A room's proposals are for who may enter it; the alliance's own for the
        people of its member organisations and its stewards.
        """
        if not user.is_authenticated:
            return self.none()
        room = Room.objects.visible_to(user).filter(pk=OuterRef("room"))
        return self.filter(Q(room=None) & belongs(user) | Exists(room))

    def about(self, subject: models.Model) -> Self:
        """What is, or was, decided about something."""
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def of_room(self, room: Room) -> Self:
        """What its people decide alone, and what is decided about it."""
        about = Proposal.objects.about(room).values("pk")
        return self.filter(Q(room=room) | Q(pk__in=about))

    def open(self) -> Self:
        return self.filter(state=Proposal.State.OPEN)

    def with_text(self) -> Self:
        """With the text as it is now, and which version of its subject that means."""
        now = ProposalText.objects.filter(
            proposal=OuterRef("pk"), number=OuterRef("version")
        )
        return self.annotate(
            html=Subquery(now.values("html")),
            subject_version=Subquery(now.values("subject_version")),
        )

    def hearing(self, now: datetime) -> Self:
        """On which organisations may speak."""
        return self.open().filter(closes_at__gt=now)

    def for_list(self, user: User | AnonymousUser) -> Self:
        """What is decided soonest first, then what was decided last."""
        is_over = Case(When(state=Proposal.State.OPEN, then=0), default=1)
        return (
            self.visible_to(user)
            .select_related("alliance", "room", "organization")
            .order_by(is_over, "-closed_at", "closes_at", "pk")
        )


class Proposal(models.Model):
    """Something to decide (glossary: usulan). Its row, locked, lets one deed at a time
    change how it stands.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Terbuka")
        CLOSED = "closed", _("Selesai")
        WITHDRAWN = "withdrawn", _("Ditarik")

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("Disepakati")
        NOT_AGREED = "not-agreed", _("Tidak disepakati")
        NO_QUORUM = "no-quorum", _("Kuorum tidak tercapai")

    class Unit(models.TextChoices):
        ORGANIZATIONS = "organizations", _("organisasi")
        PERCENT = "percent", _("persen dari organisasi yang berhak")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="proposals"
    )
    # Whose people decide it and read it; empty: those of the whole alliance.
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    # What it is about: a document, a plan, an earlier proposal …
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    subject_id = models.PositiveBigIntegerField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")

    title = models.CharField(_("judul"), max_length=160)
    version = models.PositiveSmallIntegerField(default=1)
    rule = models.CharField(_("aturan keputusan"), max_length=20, choices=Rule)
    options = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    is_anonymous = models.BooleanField(_("surat suara tanpa nama"), default=False)
    quorum = models.PositiveSmallIntegerField(_("kuorum"), default=0)
    quorum_unit = models.CharField(
        max_length=13, choices=Unit, default=Unit.ORGANIZATIONS
    )
    quorum_provinces = models.PositiveSmallIntegerField(default=0)

    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # For whom the opener spoke; stewards may have none.
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_text = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=1000, blank=True)

    # Only after with_text():
    html: str
    subject_version: int | None

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan")
        verbose_name_plural = _("usulan")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (
                    ~Q(outcome="")
                    & ~Q(outcome_text="")
                    & Q(review_on__isnull=False, closed_at__isnull=False)
                ),
                name="musyawarah_proposal_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                name="musyawarah_proposal_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | ~Q(rule__in=RULES_OF_CONSENT),
                name="musyawarah_proposal_consent_is_named",
            ),
            models.CheckConstraint(
                condition=Q(subject_type=None, subject_id=None)
                | Q(subject_id__isnull=False),
                name="musyawarah_proposal_subject_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["closes_at"],
                condition=Q(state="open"),
                name="musyawarah_proposal_deadlines",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:proposal", args=[self.alliance.slug, self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Proposal.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def terms(self) -> Terms:
        return Rule(self.rule).terms

    @property
    def kind(self) -> Kind:
        return self.terms.kind

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def hears(self, now: datetime | None = None) -> bool:
        """Whether organisations may still speak."""
        return self.is_open and (now or timezone.now()) < self.closes_at

    @property
    def is_secret(self) -> bool:
        """Whether what was chosen is not to be shown: not yet, or, where too few
        voted to hide behind each other, never.
        """
        if not self.is_anonymous:
            return False
        return self.state != self.State.CLOSED or not self._has_enough_ballots

    @cached_property
    def _has_enough_ballots(self) -> bool:
        return self.voices.filter(has_spoken=True).count() >= LEAST_BALLOTS


class ProposalText(models.Model):
    """The words of a proposal, as they were from one amendment to the next."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="texts"
    )
    number = models.PositiveSmallIntegerField(default=1)
    body = models.TextField()
    html = models.TextField()
    because = models.CharField(max_length=500, blank=True)
    # Of what it is about, if that is kept in versions: the one that is meant.
    subject_version = models.PositiveIntegerField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="musyawarah_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal} #{self.number}"
