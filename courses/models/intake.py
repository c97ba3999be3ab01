"""Intakes: files that people bring from elsewhere, and what became of each line."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.course import Course
from courses.models.question import Category

# Longer than one can take; a worker that died gives its intake back after it.
CLAIMED_FOR = timedelta(minutes=6)
# Uploaded and never begun: the file goes after this.
LIFE = timedelta(days=3)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, person: User) -> Self:
        """Whoever brought the file, and staff, who are asked when it goes wrong."""
        return self if person.is_staff else self.filter(brought_by=person)

    def due(self, now: datetime) -> Self:
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIMED_FOR)
        return self.filter(free, state=Intake.State.WAITING)

    def forgotten(self, now: datetime) -> Self:
        """Those whose file nobody will ask for any more."""
        idle = (Intake.State.CHECKED, Intake.State.FAILED)
        return self.filter(state__in=idle, brought_at__lt=now - LIFE)


class Intake(models.Model):
    """A file on its way in (glossary: bawaan), all of it or nothing.

    `report` has an entry for each thing the file holds: `line`, `outcome` ("in",
    "changed", "left"), `about` and `notes`. Until it is done, that is what will happen.
    """

    class Form(models.TextChoices):
        GIFT = "gift", "GIFT"
        AIKEN = "aiken", "Aiken"
        MOODLE = "moodle", "Moodle XML"
        CARTRIDGE = "cartridge", "IMS Common Cartridge"

    class State(models.TextChoices):
        CHECKED = "checked", _("Menunggu Anda")
        WAITING = "waiting", _("Sedang dimasukkan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name=_("kelas"),
    )
    category = models.ForeignKey(
        Category, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    form = models.CharField(_("bentuk"), max_length=12, choices=Form)
    name = models.CharField(_("nama berkas"), max_length=120)
    file = models.FileField(upload_to="bawaan/", max_length=200, blank=True)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    report = models.JSONField(default=list)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    brought_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bawaan")
        verbose_name_plural = _("bawaan")
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("courses:intake", args=[self.key])

    @property
    def is_working(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def total(self) -> int:
        return len(self.report)

    @property
    def counts(self) -> dict[str, int]:
        """Of each outcome; `arrived` are all that come in, changed or not."""
        found = {"in": 0, "changed": 0, "left": 0}
        for entry in self.report:
            found[entry["outcome"]] += 1
        return {**found, "arrived": found["in"] + found["changed"]}

    @property
    def done(self) -> int:
        """How many entries are through. Told aside: until the end no row shows it."""
        done: int = cache.get(self._progress, 0)
        return min(done, self.total)

    def tell_progress(self, done: int) -> None:
        cache.set(self._progress, done, timeout=CLAIMED_FOR.total_seconds())

    @property
    def _progress(self) -> str:
        return f"courses.intake:{self.key}"
