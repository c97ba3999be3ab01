"""People of lokadaya.com: whoever signed in, known by who vouched for them."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.texts import short_name


class PersonManager(BaseUserManager["Person"]):
    def create_superuser(self, **fields: Any) -> "Person":
        return self.create(is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Keyed by (issuer, subject), as OpenID Connect Core 1.0, section 5.7, demands.

    No password, no e-mail: lokadaya.net is the master of people.
    """

    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issuer = models.URLField(_("penerbit"))
    subject = models.CharField(_("subjek"), max_length=255)
    name = models.CharField(_("nama"), max_length=120, blank=True)
    language = models.CharField(max_length=5, blank=True)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("staf nasional"), default=False)
    is_reviewer = models.BooleanField(_("peninjau inisiatif"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS = ["issuer", "subject"]

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="people_person_once"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(_("Seseorang"))

    def get_short_name(self) -> str:
        return short_name(self.name)


class SignedIn(models.Model):
    """A session here, and the sign-on at lokadaya.net (`sid`) that opened it."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    sid = models.UUIDField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return str(self.sid)


class HeardNotice(models.Model):
    """A sign-out notice that came: a copy of it is refused, and its `sid` is over."""

    jti = models.CharField(max_length=255, unique=True)
    sid = models.UUIDField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.jti
