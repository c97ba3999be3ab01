"""Certificates: what is printed about an achievement, and whether it still holds."""

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.achievement import Achievement

# No I, L, O, U: a code is read from paper, aloud, and typed on a phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    """Not to be guessed from another: whoever holds the link may read the name."""
    return "".join(secrets.choice(ALPHABET) for _nth in range(CODE_LENGTH))


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def waiting(self) -> Self:
        return self.filter(issued_at=None, revoked_at=None, replaced_at=None)

    def due(self) -> Self:
        """Those to issue now, the longest waiting first."""
        due = self.waiting().filter(next_try_at__lte=timezone.now())
        return due.order_by("next_try_at", "pk")

    def issued(self) -> Self:
        return self.exclude(issued_at=None)

    def valid(self) -> Self:
        return self.issued().filter(revoked_at=None, replaced_at=None)

    def voided(self) -> Self:
        return self.exclude(revoked_at=None, replaced_at=None)

    def last_key(self) -> int | None:
        last: int | None = self.aggregate(last=models.Max("pk"))["last"]
        return last

    def of_learner(self, learner: User) -> Self:
        return self.filter(achievement__learner=learner)

    def for_shelf(self, learner: User) -> Self:
        """A person's own: what waits or holds, the newest first."""
        return (
            self.of_learner(learner)
            .filter(replaced_at=None)
            .select_related("achievement__course")
            .order_by("-requested_at", "-pk")
        )


class Certificate(models.Model):
    """One printing of an achievement. It waits until a job has issued it.

    Everything that the paper says is copied here when it is issued: no later edit of a
    person, course or cohort changes what was signed. Revoked or replaced, it stays, and
    its page explains; the achievement is untouched.
    """

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="certificates"
    )
    code = models.CharField(
        max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    number = models.CharField(_("nomor"), max_length=30, null=True, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    organization = models.CharField(_("organisasi"), max_length=200, blank=True)
    statement = models.CharField(max_length=300, blank=True)
    title = models.CharField(_("kelas atau webinar"), max_length=200, blank=True)
    cohort = models.CharField(_("angkatan"), max_length=120, blank=True)
    hours = models.DecimalField(_("jam"), max_digits=5, decimal_places=1, default=0)
    earned_on = models.DateField(null=True)
    signatories = models.JSONField(default=list)
    pdf = models.FileField(upload_to="certificates/", blank=True)

    requested_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    issued_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replacement",
    )
    replaced_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        constraints = [
            models.UniqueConstraint(
                fields=["achievement"],
                condition=Q(revoked_at=None, replaced_at=None),
                name="courses_certificate_one_holds",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None) | ~Q(number=None),
                name="courses_certificate_issued_has_number",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoked_by=None) & ~Q(reason=""),
                name="courses_certificate_revoked_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(issued_at=None),
                name="courses_certificate_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.code

    def get_absolute_url(self) -> str:
        return reverse("courses:certificate", args=[self.code])

    @property
    def address(self) -> str:
        """As printed and in the QR code."""
        return f"{settings.PORTAL_URL}{self.get_absolute_url()}"

    @property
    def spoken_code(self) -> str:
        """In groups of four, as one reads it aloud."""
        return "-".join(self.code[n : n + 4] for n in range(0, CODE_LENGTH, 4))

    @property
    def is_valid(self) -> bool:
        return bool(self.issued_at) and not (self.revoked_at or self.replaced_at)

    @property
    def ended_at(self) -> datetime | None:
        return self.revoked_at or self.replaced_at


class CertificateSeries(models.Model):
    """The last number given in a year. Locked by who takes the next."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
