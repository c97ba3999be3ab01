"""Quizzes: how the questions of an activity are drawn, asked and looked back on."""

from datetime import timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity
from courses.models.question import Category, Question


class QuizQuerySet(models.QuerySet["Quiz"]):
    def for_asking(self) -> Self:
        """With the slots from which its papers are drawn."""
        slots = Slot.objects.select_related("question__current").order_by("position")
        return self.prefetch_related(Prefetch("slots", slots))


class Quiz(models.Model):
    """The questions of an activity, and the rules of answering them.

    A score is a percentage of points; what score completes the activity is its rule.
    Without `minutes_allowed` there is no clock, and the quiz may be taken without a
    line and sent later.
    """

    class Review(models.TextChoices):
        ALL = "all", _("Semua, sesudah setiap percobaan")
        PASSED = "passed", _("Jawaban tepat sesudah lulus atau kesempatan habis")
        SCORE = "score", _("Nilai saja")

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="quiz"
    )
    intro = models.TextField(_("pengantar"), blank=True)
    tries = models.PositiveSmallIntegerField(
        _("banyaknya percobaan"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Kosong berarti boleh diulang sesering mungkin."),
    )
    minutes_allowed = models.PositiveSmallIntegerField(
        _("batas waktu, dalam menit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_(
            "Kosong berarti tanpa batas waktu: kuis boleh dikerjakan tanpa sinyal dan"
            " dikirim nanti."
        ),
    )
    grace_seconds = models.PositiveSmallIntegerField(
        _("kelonggaran sinyal lambat, dalam detik"),
        default=120,
        validators=[MaxValueValidator(1800)],
        help_text=_("Jawaban yang tiba sesudah waktu habis masih diterima selama ini."),
    )
    shuffles_questions = models.BooleanField(_("acak urutan soal"), default=False)
    shuffles_choices = models.BooleanField(_("acak urutan pilihan"), default=False)
    review = models.CharField(
        _("yang dilihat peserta sesudah mengirim"),
        max_length=8,
        choices=Review,
        default=Review.ALL,
    )

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("kuis")
        verbose_name_plural = _("kuis")
        constraints = [
            models.CheckConstraint(
                condition=Q(tries=None) | Q(tries__gt=0), name="courses_quiz_has_a_try"
            ),
            models.CheckConstraint(
                condition=Q(minutes_allowed=None) | Q(minutes_allowed__gt=0),
                name="courses_quiz_has_a_minute",
            ),
        ]

    def __str__(self) -> str:
        return self.activity.title

    @property
    def question_count(self) -> int:
        """How many questions a paper has, if the categories hold enough."""
        return sum(slot.count for slot in self.slots.all())

    @property
    def is_timed(self) -> bool:
        return self.minutes_allowed is not None

    @property
    def time_allowed(self) -> timedelta:
        return timedelta(minutes=self.minutes_allowed or 0)

    @property
    def grace(self) -> timedelta:
        return timedelta(seconds=self.grace_seconds)


class Slot(models.Model):
    """A place in a quiz: one question, or so many drawn from a category."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(
        Question,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="slots",
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("kategori"),
    )
    count = models.PositiveSmallIntegerField(
        _("banyaknya soal"), default=1, validators=[MinValueValidator(1)]
    )
    points = models.PositiveSmallIntegerField(
        _("bobot"), default=1, validators=[MinValueValidator(1)]
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "position"],
                name="courses_slot_position_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["quiz", "question"], name="courses_slot_question_once"
            ),
            models.CheckConstraint(
                condition=Q(question=None, category__isnull=False)
                | Q(question__isnull=False, category=None, count=1),
                name="courses_slot_question_or_category",
            ),
            models.CheckConstraint(
                condition=Q(count__gt=0, points__gt=0), name="courses_slot_asks"
            ),
        ]

    def __str__(self) -> str:
        return str(self.question or self.category)
