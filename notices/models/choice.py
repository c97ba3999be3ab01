"""Choices: how a person wants to hear of a kind of news, and when not at all."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notices.models.dispatch import Channel


class How(models.TextChoices):
    """When a kind of news reaches a person over one channel."""

    NOW = "now", _("Langsung")
    DAILY = "daily", _("Ringkasan harian")
    WEEKLY = "weekly", _("Ringkasan mingguan")
    NONE = "none", _("Jangan")


class Choice(models.Model):
    """What a person chose for a group of news; its default holds where nothing is."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="told_how"
    )
    group = models.CharField(max_length=20)
    channel = models.CharField(max_length=5, choices=Channel)
    how = models.CharField(max_length=6, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group", "channel"], name="notices_choice_once"
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL) | Q(how__in=[How.NOW, How.NONE]),
                name="notices_choice_only_mail_is_gathered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.channel}: {self.how}"


class QuietHours(models.Model):
    """When, in their own zone, nothing but urgent news reaches a person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiet_hours"
    )
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(begins=F("ends")), name="notices_quiet_hours_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.begins:%H.%M}–{self.ends:%H.%M}"
