"""Assignments: what is asked, and by which rubric it is judged."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity


class Assignment(models.Model):
    """What an activity asks to be made (glossary: tugas).

    `rubric` is a list of criteria: `{"title", "levels": [{"points", "text"}]}`. It may
    change; feedback keeps the words it was given by. `resubmissions` counts the times
    it may be handed in again; empty is without end.
    """

    class Form(models.TextChoices):
        TEXT = "text", _("Teks")
        FILES = "files", _("Berkas")
        BOTH = "both", _("Teks dan berkas")

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="assignment"
    )
    instructions = models.TextField(_("petunjuk"), blank=True)
    form = models.CharField(
        _("yang dikumpulkan"), max_length=5, choices=Form, default=Form.BOTH
    )
    most_files = models.PositiveSmallIntegerField(
        _("paling banyak berapa berkas"), default=5
    )
    resubmissions = models.PositiveSmallIntegerField(
        _("boleh diperbaiki berapa kali"),
        null=True,
        blank=True,
        help_text=_("Kosongkan bila tidak dibatasi."),
    )
    rubric = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("tugas")
        verbose_name_plural = _("tugas")
        constraints = [
            models.CheckConstraint(
                condition=Q(most_files__gt=0, most_files__lte=20),
                name="courses_assignment_some_files",
            )
        ]

    def __str__(self) -> str:
        return self.activity.title

    @property
    def takes_text(self) -> bool:
        return self.form != self.Form.FILES

    @property
    def takes_files(self) -> bool:
        return self.form != self.Form.TEXT

    @property
    def points(self) -> int:
        return points_of(self.rubric)


def points_of(rubric: list[dict[str, Any]]) -> int:
    """What a work can earn at best."""
    return sum(max(level["points"] for level in each["levels"]) for each in rubric)
