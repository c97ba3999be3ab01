"""Commitments: what was promised, by whom, until when, and what became of it."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.belonging import belongs
from alliances.dialogues.models.dialogue import Dialogue
from alliances.models import Alliance
from network.models import Membership, Organization


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is on the scoreboard is public; the rest is the alliance's, as far as it
        sees the dialogue, and of the organisation that promised it.
        """
        if not user.is_authenticated:
            return self.filter(is_public=True)
        own = Membership.objects.confirmed().filter(person=user.pk)
        promised = Q(organization__in=own.values("organization"))
        seen = Dialogue.objects.visible_to(user).filter(pk=OuterRef("dialogue"))
        within = belongs(user) & (Q(dialogue=None) | Exists(seen))
        return self.filter(Q(is_public=True) | promised | within)

    def open(self) -> Self:
        return self.filter(state__in=Commitment.UNFINISHED)

    def late(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today)

    def for_list(self) -> Self:
        """The late first, then what is due soonest, then what is settled."""
        settled = Case(When(state__in=Commitment.UNFINISHED, then=Value(0)), default=1)
        return self.select_related("alliance", "organization", "dialogue").order_by(
            settled, "due_on", "pk"
        )


class Commitment(models.Model):
    """A promise with an owner and a date (glossary: komitmen)."""

    class State(models.TextChoices):
        OPEN = "open", _("Belum mulai")
        DOING = "doing", _("Berjalan")
        KEPT = "kept", _("Ditepati")
        BROKEN = "broken", _("Tidak ditepati")

    UNFINISHED = (State.OPEN, State.DOING)

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="commitments"
    )
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.SET_NULL, null=True, related_name="commitments"
    )
    text = models.CharField(_("isi komitmen"), max_length=300)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="commitments"
    )
    institution = models.CharField(_("lembaga"), max_length=160, blank=True)
    due_on = models.DateField(_("tenggat"))
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    # Said by whoever promised; nobody else has looked yet.
    is_own_word = models.BooleanField(default=False)
    # Counts up with each correction, for calendars (RFC 5545, SEQUENCE).
    version = models.PositiveIntegerField(default=0)
    is_public = models.BooleanField(_("tampil di papan komitmen"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    amended_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("komitmen")
        verbose_name_plural = _("komitmen")
        indexes = [
            models.Index(
                fields=["alliance", "due_on"], name="dialogues_promises_by_date"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, institution="")
                | (Q(organization=None) & ~Q(institution="")),
                name="dialogues_commitment_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "doing"], settled_at=None)
                | Q(state__in=["kept", "broken"], settled_at__isnull=False),
                name="dialogues_commitment_settled_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.alliance.slug, self.pk])

    @property
    def owner(self) -> str:
        return self.institution or str(self.organization)

    @property
    def is_settled(self) -> bool:
        return self.state not in self.UNFINISHED

    @property
    def is_kept_by_own_word(self) -> bool:
        return self.is_own_word and self.state == self.State.KEPT

    @property
    def is_late(self) -> bool:
        """Past its day, in the zone of whoever reads."""
        return not self.is_settled and self.due_on < timezone.localdate()

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.due_on).days


class Progress(models.Model):
    """What was reported about a commitment; the newest says how it stands."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="reports"
    )
    state = models.CharField(
        _("keadaan"), max_length=6, choices=Commitment.State.choices
    )
    note = models.CharField(_("apa yang sudah terjadi"), max_length=1000)
    link = models.URLField(_("bukti"), max_length=500, blank=True)
    # The one that promised, if its own people say so; else the stewards do.
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("kabar komitmen")
        verbose_name_plural = _("kabar komitmen")

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_state_display()}"
