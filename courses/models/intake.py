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
from common.uploads.models import Upload
from courses.models.course import Course
from courses.models.question import Category

# Until the row is locked for the work itself. The lock of a worker that died is gone
# with it, so after this another may take the intake.
CLAIMED_FOR = timedelta(minutes=1)
# How often a worker may die over one file.
MOST_TRIES = 3
TOLD_FOR = timedelta(minutes=15)
# Uploaded and never begun: the file goes after this.
LIFE = timedelta(days=3)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, person: User) -> Self:
        """Whoever brought the file, and staff, who are asked when it goes wrong."""
        return self if person.is_staff else self.filter(brought_by=person)

    def questions(self) -> Self:
        return self.exclude(form__in=COURSES)

    def courses(self) -> Self:
        return self.filter(form__in=COURSES)

    def courses_of(self, person: User) -> Self:
        """What the person brought, the latest first."""
        return self.courses().filter(brought_by=person).select_related("course")

    def due(self, now: datetime) -> Self:
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIMED_FOR)
        return self.filter(free, state__in=WORKING)

    def forgotten(self, now: datetime) -> Self:
        """Those whose file nobody will ask for any more."""
        idle = (Intake.State.CHECKED, Intake.State.FAILED, Intake.State.REFUSED)
        return self.filter(state__in=idle, brought_at__lt=now - LIFE)


class Intake(models.Model):
    """A file on its way in (glossary: bawaan), all of it or nothing.

    `report` has an entry for each thing the file holds: `line`, `outcome` ("in",
    "changed", "left"), `about` and `notes`. Until it is done, that is what will happen.
    A whole course comes as an `upload`; `course` is then the one it became, and
    `course_number` the key that this one gets, known before it is there.
    """

    class Form(models.TextChoices):
        GIFT = "gift", "GIFT"
        AIKEN = "aiken", "Aiken"
        MOODLE = "moodle", "Moodle XML"
        CARTRIDGE = "cartridge", "IMS Common Cartridge"
        BACKUP = "backup", _("Backup Moodle")

    class State(models.TextChoices):
        ARRIVED = "arrived", _("Sedang dibaca")
        CHECKED = "checked", _("Menunggu Anda")
        WAITING = "waiting", _("Sedang dimasukkan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")
        REFUSED = "refused", _("Tidak bisa dibaca")

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
    upload = models.ForeignKey(
        Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    size = models.PositiveIntegerField()
    course_number = models.PositiveBigIntegerField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    refusal = models.CharField(_("alasan"), max_length=300, blank=True)
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
        name = "course_intake" if self.is_course else "intake"
        return reverse(f"courses:{name}", args=[self.key])

    @property
    def is_course(self) -> bool:
        """Whether a whole course comes of it, not questions for the bank of one."""
        return self.form in COURSES

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def has_file(self) -> bool:
        return bool(self.file or self.upload_id)

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
        cache.set(self._progress, done, timeout=TOLD_FOR.total_seconds())

    @property
    def _progress(self) -> str:
        return f"courses.intake:{self.key}"


WORKING = (Intake.State.ARRIVED, Intake.State.WAITING)
COURSES = (Intake.Form.BACKUP, Intake.Form.CARTRIDGE)
