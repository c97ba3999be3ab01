"""Attempts at a quiz, and the answers given."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Prefetch, Q

from accounts.models import User
from courses.models.quiz import Choice, Question, Quiz


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: User) -> Self:
        """Only the learner opens an attempt again."""
        return self.filter(learner=user)

    def for_reading(self) -> Self:
        """With every answer, its question, and all the choices there were."""
        answers = Answer.objects.select_related("question", "choice")
        in_order = answers.prefetch_related("question__choices").order_by(
            "question__position", "question"
        )
        return self.select_related("quiz").prefetch_related(
            Prefetch("answers", in_order)
        )

    def best_first(self) -> Self:
        return self.order_by("-score", "submitted_at")

    def best_of(self, user: User | AnonymousUser, quiz: Quiz) -> "Attempt | None":
        if not user.is_authenticated:
            return None
        return self.visible_to(user).filter(quiz=quiz).best_first().first()


class Attempt(models.Model):
    """One try at a quiz, as it was scored when it was handed in."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    score = models.PositiveSmallIntegerField()
    correct = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    is_pass = models.BooleanField()
    submitted_at = models.DateTimeField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__lte=100), name="courses_attempt_score_percent"
            ),
            models.CheckConstraint(
                condition=Q(correct__lte=F("total")),
                name="courses_attempt_correct_of_total",
            ),
        ]
        indexes = [
            models.Index(
                fields=["quiz", "learner", "-score"], name="courses_attempt_best"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.correct}/{self.total}"


class Answer(models.Model):
    """What was chosen for one question. `is_correct` is as it was scored then."""

    attempt = models.ForeignKey(
        Attempt, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, related_name="+")
    is_correct = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question"], name="courses_answer_once_a_question"
            )
        ]

    def __str__(self) -> str:
        return str(self.choice)
