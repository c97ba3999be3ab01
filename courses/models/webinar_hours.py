"""The hours of a webinar: when it is, how long one must stay, and what that gives."""

import math
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DOORS_OPEN_BEFORE = timedelta(minutes=15)
CODE_WORD_TAKEN_FOR = timedelta(hours=24)
# A server that did not answer at the end still says who stayed.
WATCHED_AFTER = timedelta(minutes=5)


class WebinarHours(models.Model):
    """`ends_at` is kept beside the start and the minutes, to be asked for."""

    starts_at = models.DateTimeField(_("mulai"))
    minutes = models.PositiveSmallIntegerField(_("lama (menit)"))
    ends_at = models.DateTimeField(editable=False)
    needed_percent = models.PositiveSmallIntegerField(
        _("bagian yang harus diikuti"),
        default=50,
        help_text=_("Dalam persen dari lamanya: kurang dari ini belum disebut hadir."),
    )
    gives_certificate = models.BooleanField(
        _("sertifikat kehadiran"),
        default=False,
        help_text=_("Terbit untuk setiap orang yang hadir, sesudah webinar selesai."),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ends_at = self.starts_at + timedelta(minutes=self.minutes)
        super().save(*args, **kwargs)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def needed_minutes(self) -> int:
        """How long somebody must have been there to have been there."""
        return math.ceil(self.minutes * self.needed_percent / 100)

    @property
    def doors_open_at(self) -> datetime:
        return self.starts_at - DOORS_OPEN_BEFORE

    @property
    def code_word_taken_until(self) -> datetime:
        return self.ends_at + CODE_WORD_TAKEN_FOR
