"""Quizzes: questions, their choices, and what each choice teaches."""

from typing import Self

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity


class QuizQuerySet(models.QuerySet["Quiz"]):
    def for_asking(self) -> Self:
        """With the questions that are asked now, and their choices."""
        asked = Question.objects.asked().prefetch_related("choices")
        return self.prefetch_related(Prefetch("questions", asked))


class Quiz(models.Model):
    """The questions of an activity. A score is a percentage of questions.

    What score completes it is the activity's rule.
    """

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="quiz"
    )
    intro = models.TextField(_("pengantar"), blank=True)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("kuis")
        verbose_name_plural = _("kuis")

    def __str__(self) -> str:
        return self.activity.title


class QuestionQuerySet(models.QuerySet["Question"]):
    def asked(self) -> Self:
        return self.filter(retired_at=None)


class Question(models.Model):
    """A question. One that was answered is retired, never reworded underneath."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="questions")
    prompt = models.TextField(_("soal"))
    explanation = models.TextField(_("penjelasan"), blank=True)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("soal")
        verbose_name_plural = _("soal")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.prompt


class Choice(models.Model):
    """One possible answer, with what to say to who chose it."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="choices"
    )
    text = models.TextField(_("pilihan"))
    is_correct = models.BooleanField(_("benar"), default=False)
    feedback = models.TextField(_("umpan balik"), blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
