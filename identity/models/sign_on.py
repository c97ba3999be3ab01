"""Sign-ons: which client was told about which session of the portal."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from identity.models.client import Client


class SignOnQuerySet(models.QuerySet["SignOn"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)


class SignOn(models.Model):
    """One session at one client. `sid` is what that client knows the session by.

    `session` is an id kept inside the portal's session, not its key: the key changes
    with the password and would be as good as the cookie to whoever reads the table.
    """

    sid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.UUIDField()
    client = models.ForeignKey(
        Client, on_delete=models.CASCADE, related_name="sign_ons"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ons"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SignOnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "client"], name="identity_sign_on_once_a_session"
            )
        ]

    def __str__(self) -> str:
        return str(self.sid)
