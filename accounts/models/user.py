"""A person, known by e-mail or by an Indonesian mobile number."""

import uuid
from typing import Any, ClassVar, Self

from allauth.account.models import EmailAddress
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from common.models import Regency
from common.texts import short_name


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def never_verified(self) -> Self:
        """Who signed up by themselves, and never showed that the address is theirs."""
        return self.filter(
            consents__isnull=False, last_login=None, phone_verified_at=None
        ).exclude(pk__in=EmailAddress.objects.filter(verified=True).values("user"))


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "User":
        found: User = self.get(email__iexact=username)
        return found

    def create_user(self, *, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(**fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, *, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(
            password=password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """Someone with an account. `sub` is who they are to other sites, never the key.

    Sessions hold good for one `epoch`: the next ends them all at once.
    """

    sub = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("alamat e-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(_("nomor ponsel"), max_length=20, null=True, blank=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(_("nama"), max_length=120)
    about = models.CharField(_("tentang"), max_length=300, blank=True)
    regency = models.ForeignKey(
        Regency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What holds: the zone chosen by themselves, else that of where they work.
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta", editable=False)
    own_time_zone = models.CharField(max_length=40, blank=True, editable=False)
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        _("staf nasional"),
        default=False,
        help_text=_("Boleh mengelola seluruh portal."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    epoch = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="accounts_user_email_lower"
            ),
            models.UniqueConstraint(fields=["phone"], name="accounts_user_phone_once"),
            models.CheckConstraint(
                condition=~Q(email="") & ~Q(phone=""),
                name="accounts_user_no_empty_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A person without an e-mail has none; two empty ones would be the same one.
        self.email = self.email.lower() if self.email else None
        self.phone = self.phone or None
        if self.own_time_zone:
            self.time_zone = self.own_time_zone
        elif self.regency:
            self.time_zone = self.regency.province.time_zone
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.sub])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's own, of the password; with the epoch once there was another."""
        digest: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        if not self.epoch:
            return digest
        salt = "accounts.User.epoch"
        return salted_hmac(salt, f"{digest}{self.epoch}", secret=secret).hexdigest()

    @property
    def has_phone(self) -> bool:
        """A number that they have shown to be theirs."""
        return bool(self.phone) and self.phone_verified_at is not None

    def get_short_name(self) -> str:
        return short_name(self.name)

    def get_full_name(self) -> str:
        return self.name
