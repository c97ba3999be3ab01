"""Attempts at a quiz, and the answers given."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.course import Course
from courses.models.enrollment import Enrollment, seats_in
from courses.models.paper import Item, Paper
from courses.models.question import Question, QuestionVersion
from courses.models.quiz import Quiz

# Pages count in whole seconds.
MOMENT = timedelta(seconds=2)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: User) -> Self:
        """Only the learner opens an attempt again."""
        return self.filter(learner=user)

    def open(self) -> Self:
        return self.filter(submitted_at=None)

    def submitted(self) -> Self:
        return self.filter(submitted_at__isnull=False)

    def overdue(self) -> Self:
        """Still open, though their time and its grace are over."""
        grace = F("quiz__grace_seconds") * timedelta(seconds=1)
        return self.open().filter(due_at__lt=timezone.now() - grace)

    def graded_by(self, user: User) -> Self:
        """Those whose essays the person may grade."""
        if user.is_staff:
            return self
        seats = Enrollment.objects.filter(
            Q(mentor=user) | Q(cohort__mentors=user),
            learner=OuterRef("learner"),
            cohort__course=OuterRef("quiz__activity__module__course"),
        )
        return self.filter(
            Q(quiz__activity__module__course__in=Course.objects.edited_by(user))
            | Exists(seats)
        )

    def of_cohort(self, cohort: int) -> Self:
        """Of those who learn in the cohort, at the quizzes of its course."""
        return self.filter(Exists(seats_in(cohort, "quiz__activity__module__course")))

    def for_reading(self) -> Self:
        """With every answer and the question as it was worded then."""
        answers = Answer.objects.select_related("version").order_by("position")
        return self.select_related("quiz__activity").prefetch_related(
            Prefetch("answers", answers)
        )

    def best_first(self) -> Self:
        return self.submitted().order_by("-score", "submitted_at")

    def best_of(self, user: User | AnonymousUser, quiz: Quiz) -> "Attempt | None":
        if not user.is_authenticated:
            return None
        return self.visible_to(user).filter(quiz=quiz).best_first().first()


class Attempt(models.Model):
    """One try at a quiz, as it was scored when it was handed in.

    `waiting` counts the answers that a person has still to grade. Until then their
    share is nothing, so a score can only grow. Of a quiz with a clock the attempt
    begins with its start; `due_at` is by the server's clock.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    number = models.PositiveIntegerField()
    seed = models.CharField(max_length=32, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    earned = models.DecimalField(max_digits=11, decimal_places=6, default=0)
    points = models.PositiveIntegerField(default=0)
    correct = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    is_pass = models.BooleanField(default=False)

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
            models.UniqueConstraint(
                fields=["quiz", "learner", "number"], name="courses_attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["quiz", "learner"],
                condition=Q(submitted_at=None),
                name="courses_attempt_one_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["quiz", "learner", "-score"], name="courses_attempt_best"
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(submitted_at=None),
                name="courses_attempt_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.correct}/{self.total}"

    def get_absolute_url(self) -> str:
        activity = self.quiz.activity
        slug = activity.module.course.slug
        return reverse("courses:attempt", args=[slug, activity.pk, self.pk])

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def taken_until(self) -> datetime | None:
        """Until when answers are still taken: the end, and the grace after it."""
        return self.due_at and self.due_at + self.quiz.grace

    @property
    def is_late(self) -> bool:
        until = self.taken_until
        return until is not None and timezone.now() > until

    @property
    def has_time(self) -> bool:
        """Whether its page still waits: its clock may end a moment before ours."""
        return self.due_at is not None and timezone.now() < self.due_at - MOMENT

    def paper(self) -> Paper:
        """The paper that the attempt was begun with; read with `for_reading`."""
        items = tuple(Item(a.version, a.points) for a in self.answers.all())
        return Paper(self.quiz_id, self.learner_id, self.seed, items)


class AnswerQuerySet(models.QuerySet["Answer"]):
    def ungraded(self) -> Self:
        return self.filter(share=None, attempt__submitted_at__isnull=False)


class Answer(models.Model):
    """What was answered to one question, as it was worded then.

    `share` is what it earned, 0 to 1, as it was scored then; empty while the attempt is
    open or a person has still to grade it.
    """

    attempt = models.ForeignKey(
        Attempt, on_delete=models.CASCADE, related_name="answers"
    )
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="answers"
    )
    points = models.PositiveSmallIntegerField(default=1)
    given = models.JSONField(default=list)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    remark = models.TextField(_("catatan"), blank=True)
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    graded_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question"], name="courses_answer_once_a_question"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=0, share__lte=1),
                name="courses_answer_share_of_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["attempt"],
                condition=Q(share=None),
                name="courses_answer_ungraded",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(map(str, self.given))

    @property
    def is_right(self) -> bool:
        return self.share == 1
