"""Dispatches: one notice on its way to one person, at once, over one channel."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.models.device import Device
from notices.models.notice import Notice
from notices.models.outgoing import Outgoing, OutgoingQuerySet


class Channel(models.TextChoices):
    """What reaches a person who is not looking at the site."""

    EMAIL = "email", _("E-mail")
    PUSH = "push", _("Layar ponsel")
    PHONE = "phone", _("WhatsApp atau SMS")


class DispatchQuerySet(OutgoingQuerySet["Dispatch"]):
    """Claimed as everything that leaves is."""


class Dispatch(Outgoing):
    """A notice sent by itself, as soon as it is due."""

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, related_name="dispatches"
    )
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.EMAIL)
    # Of several devices each is sent to, and tried again, by itself.
    device = models.ForeignKey(
        Device, on_delete=models.CASCADE, null=True, related_name="dispatches"
    )
    # An .ics to attach, so that a calendar learns what the mail says.
    calendar = models.TextField(blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(
                fields=["notice", "channel"],
                condition=Q(device=None),
                name="notices_dispatch_once_a_channel",
            ),
            models.UniqueConstraint(
                fields=["notice", "device"], name="notices_dispatch_once_a_device"
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.PUSH) ^ Q(device=None),
                name="notices_dispatch_devices_are_pushed",
            ),
        ]

    @property
    def reader(self) -> User:
        return self.notice.person

    def __str__(self) -> str:
        return str(self.notice)
