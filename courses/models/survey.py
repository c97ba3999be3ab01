"""Surveys: questions without a right answer, named or anonymous."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity


class Survey(models.Model):
    """What an activity wants to know (glossary: survei).

    `questions` is a list of `{"id", "kind", "prompt", "choices", "is_required"}`; an
    answer names its question by id, so that questions may be reworded and reordered.
    What is anonymous stays so: once answered, it cannot become named.
    """

    class Ask(models.TextChoices):
        ONE = "one", _("Pilih satu")
        SEVERAL = "several", _("Pilih beberapa")
        SCALE = "scale", _("Skala 1 sampai 5")
        TEXT = "text", _("Jawaban bebas")

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="survey"
    )
    intro = models.TextField(_("pengantar"), blank=True)
    is_anonymous = models.BooleanField(_("tanpa nama"), default=True)
    shows_results = models.BooleanField(
        _("peserta yang sudah menjawab melihat hasilnya"), default=False
    )
    questions = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("survei")
        verbose_name_plural = _("survei")

    def __str__(self) -> str:
        return self.activity.title

    def question(self, key: str) -> dict[str, Any] | None:
        return next((each for each in self.questions if each["id"] == key), None)


class Participation(models.Model):
    """That a person has answered; in an anonymous survey nothing else is known."""

    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="participations"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "learner"], name="courses_participation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.survey}"


class Response(models.Model):
    """One set of answers, by question id. Without a moment, and with a random key:
    not even their order says whose they are. `learner` is empty when anonymous."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="responses"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    given = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "learner"], name="courses_response_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.survey)
