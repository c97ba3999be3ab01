"""What people ask at a webinar. It outlives the call."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.webinar import Webinar


class WebinarQuestionQuerySet(models.QuerySet["WebinarQuestion"]):
    def visible_to(self, user: User | AnonymousUser, *, manages: bool = False) -> Self:
        """What the host has put aside is seen by its author and by those who manage."""
        if manages:
            return self
        shown = Q(hidden_at=None)
        if user.is_authenticated:
            shown |= Q(author=user)
        return self.filter(shown)

    def for_page(self, user: User | AnonymousUser) -> Self:
        """Open ones by votes, then the answered; in one query."""
        voted: Exists | Value = Value(False)
        if user.is_authenticated:
            voted = Exists(Vote.objects.filter(question=OuterRef("pk"), person=user))
        return (
            self.select_related("author")
            .annotate(
                vote_count=Count("votes"),
                is_voted=voted,
                is_answered=Q(answered_at__isnull=False),
            )
            .order_by(
                F("hidden_at").asc(nulls_first=True),
                "is_answered",
                "-vote_count",
                "created_at",
                "pk",
            )
        )


class WebinarQuestion(models.Model):
    """One question (glossary: pertanyaan webinar), with votes instead of echoes."""

    webinar = models.ForeignKey(
        Webinar, on_delete=models.PROTECT, related_name="questions"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="webinar_questions",
    )
    text = models.CharField(_("pertanyaan"), max_length=500)
    is_anonymous = models.BooleanField(_("tanpa nama"), default=False)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("jawaban"), max_length=3000, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    # Only after for_page().
    vote_count: int
    is_voted: bool
    is_answered: bool

    objects = WebinarQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertanyaan webinar")
        verbose_name_plural = _("pertanyaan webinar")
        indexes = [
            models.Index(
                fields=["webinar", "created_at"], name="courses_question_of_webinar"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """Somebody wants to hear the answer too."""

    question = models.ForeignKey(
        WebinarQuestion, on_delete=models.CASCADE, related_name="votes"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], name="courses_vote_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.question}"
