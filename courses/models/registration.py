"""Seats in a webinar, and the line of those who wait for one."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def active(self) -> Self:
        """Those who hold a seat."""
        return self.filter(cancelled_at=None, is_waiting=False)

    def open(self) -> Self:
        """Those who hold a seat or wait for one."""
        return self.filter(cancelled_at=None)

    def waiting(self) -> Self:
        """Those who wait for one, the longest first."""
        waiting = self.filter(cancelled_at=None, is_waiting=True)
        return waiting.order_by("created_at", "pk")

    def of_person(self, person: User | AnonymousUser) -> Self:
        if not person.is_authenticated:
            return self.none()
        return self.filter(person=person)


class Registration(models.Model):
    """A seat in a webinar, or a place in the line for one.

    Given back, it stays as a row with `cancelled_at`. `joined_at` is the first click on
    the door. It proves nothing.
    """

    webinar = models.ForeignKey(
        "courses.Webinar", on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="webinar_registrations",
    )
    is_waiting = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("pendaftaran webinar")
        verbose_name_plural = _("pendaftaran webinar")
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "person"],
                condition=Q(cancelled_at=None),
                name="courses_registration_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.webinar}"
