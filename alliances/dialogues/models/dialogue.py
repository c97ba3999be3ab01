"""Dialogues: when an alliance meets government, about what, and who sees it."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.belonging import belongs
from alliances.models import Alliance, Room

# After so long a dialogue that nobody closed is no longer "coming".
LONGEST = timedelta(hours=12)


def _is_party(user: User) -> Q:
    """An organisation of theirs was invited, or was there uninvited."""
    from alliances.dialogues.models.guest import Attendee, Invitation

    own = {
        "dialogue": OuterRef("pk"),
        "organization__memberships__person": user.pk,
        "organization__memberships__person__is_active": True,
        "organization__memberships__confirmed_at__isnull": False,
        "organization__memberships__ended_at": None,
    }
    invited = Exists(Invitation.objects.filter(**own))
    return Q(invited) | Q(Exists(Attendee.objects.filter(**own)))


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """For the alliance, or who may enter the dialogue's room where it has one; and
        the people of organisations that were invited, or were there uninvited. A
        dialogue is never public; what was promised in it may be.
        """
        if not user.is_authenticated:
            return self.none()
        room = Room.objects.visible_to(user).filter(pk=OuterRef("room"))
        inside = Q(room=None) & belongs(user)
        return self.filter(inside | Exists(room) | _is_party(user))

    def attended_by(self, user: User) -> Self:
        """Where an organisation of theirs was invited or came, or they themselves did:
        who arranged it, and who is written down by their name.
        """
        from alliances.dialogues.models.guest import Attendee

        named = Attendee.objects.filter(dialogue=OuterRef("pk"), name__iexact=user.name)
        return self.filter(_is_party(user) | Q(organizer=user.pk) | Exists(named))

    def coming(self) -> Self:
        return self.filter(
            state=Dialogue.State.PLANNED, starts_at__gt=timezone.now() - LONGEST
        ).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Held, called off, or over without anybody having said so; newest first."""
        over = Q(starts_at__lte=timezone.now() - LONGEST)
        return self.filter(over | ~Q(state=Dialogue.State.PLANNED)).order_by(
            "-starts_at", "-pk"
        )


class Dialogue(models.Model):
    """A meeting with those who decide (glossary: dialog, audiensi)."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("Dialog kebijakan")
        LOBBY = "lobby", _("Audiensi")

    class State(models.TextChoices):
        PLANNED = "planned", _("Direncanakan")
        HELD = "held", _("Terlaksana")
        CANCELLED = "cancelled", _("Batal")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="dialogues"
    )
    kind = models.CharField(_("jenis"), max_length=6, choices=Kind, default=Kind.POLICY)
    title = models.CharField(_("judul"), max_length=150)
    purpose = models.TextField(_("tujuan"), max_length=3000)
    # One item a line.
    agenda = models.TextField(_("agenda"), max_length=3000, blank=True)
    starts_at = models.DateTimeField(_("mulai"))
    lasts_minutes = models.PositiveSmallIntegerField(_("lama (menit)"), default=120)
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    address = models.URLField(_("alamat daring"), max_length=500, blank=True)
    room = models.ForeignKey(
        Room,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dialogues",
        verbose_name=_("ruang"),
    )
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    cancelled_because = models.CharField(max_length=500, blank=True)
    organizer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Counts up with each change, for calendars (RFC 5545, SEQUENCE).
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("dialog")
        verbose_name_plural = _("dialog")
        indexes = [
            models.Index(fields=["alliance", "starts_at"], name="dialogues_by_alliance")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(address=""),
                name="dialogues_dialogue_is_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dialogues:dialogue", args=[self.alliance.slug, self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Dialogue.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.lasts_minutes)

    @property
    def agenda_items(self) -> list[str]:
        return [item.strip() for item in self.agenda.splitlines() if item.strip()]

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def takes_answers(self) -> bool:
        """Until it begins."""
        return self.is_planned and not self.has_begun

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED
