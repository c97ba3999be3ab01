"""Who is invited to a dialogue, and who was there."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.dialogues.models.dialogue import Dialogue
from network.models import Organization


def make_token() -> str:
    return secrets.token_urlsafe(24)


def _somebody(name: str) -> models.CheckConstraint:
    """An organisation of the network, or an institution by its name; never both."""
    return models.CheckConstraint(
        condition=Q(organization__isnull=False, institution="")
        | (Q(organization=None) & ~Q(institution="")),
        name=name,
    )


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_list(self) -> Self:
        return self.select_related("organization__regency", "answered_by").order_by(
            "created_at", "pk"
        )


class Invitation(models.Model):
    """An organisation or institution asked to come (glossary: undangan dialog).

    An institution without an account answers on the page that its token opens.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Belum menjawab")
        COMING = "coming", _("Akan hadir")
        DECLINED = "declined", _("Berhalangan")
        # Nobody had asked them; with the letter they correct the minutes.
        CAME = "came", _("Datang tanpa undangan")

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.CASCADE, related_name="invitations"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, related_name="+"
    )
    institution = models.CharField(_("lembaga"), max_length=160, blank=True)
    # Whom the letter is for, as the alliance knows them.
    addressee = models.CharField(_("kepada"), max_length=120, blank=True)
    token = models.CharField(max_length=40, unique=True, default=make_token)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan dialog")
        verbose_name_plural = _("undangan dialog")
        constraints = [
            _somebody("dialogues_invitation_is_for_somebody"),
            models.UniqueConstraint(
                fields=["dialogue", "organization"],
                name="dialogues_invitation_once",
            ),
        ]

    def __str__(self) -> str:
        return self.institution or str(self.organization)

    def get_absolute_url(self) -> str:
        """The page for who holds the letter, signed in or not."""
        return reverse("dialogues:letter", args=[self.token])

    @property
    def is_answered(self) -> bool:
        return self.answer != self.Answer.WAITING

    @property
    def is_uninvited(self) -> bool:
        return self.answer == self.Answer.CAME

    @property
    def is_coming(self) -> bool:
        return self.answer == self.Answer.COMING


class Attendee(models.Model):
    """A person who was there, for whom they came (glossary: yang hadir)."""

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.CASCADE, related_name="attendees"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, related_name="+"
    )
    institution = models.CharField(_("lembaga"), max_length=160, blank=True)
    name = models.CharField(_("nama"), max_length=120)
    office = models.CharField(_("jabatan"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("yang hadir")
        verbose_name_plural = _("yang hadir")
        constraints = [_somebody("dialogues_attendee_is_for_somebody")]

    def __str__(self) -> str:
        return f"{self.name}, {self.institution or self.organization}"
