"""Activities: the steps of a course, whatever their kind."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    Deferrable,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.course import Course, Module
from courses.models.rule import Rule


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Named on the course page; whether one may go in is asked of `can_open`.

        A draft is seen by those who write in its course.
        """
        found = self.filter(module__course__in=Course.objects.visible_to(user))
        if not user.is_authenticated:
            return found.published()
        edited = Course.objects.edited_by(user)
        is_published = Q(status=Activity.Status.PUBLISHED)
        return found.filter(is_published | Q(module__course__in=edited))

    def published(self) -> Self:
        return self.filter(status=Activity.Status.PUBLISHED)

    def open_to(self, cohorts: Collection[int] | models.QuerySet[Any, Any]) -> Self:
        """Without the webinars that the course holds for other cohorts than these."""
        return self.filter(
            Q(webinar__cohort__isnull=True) | Q(webinar__cohort__in=cohorts)
        )

    def in_order(self) -> Self:
        return self.order_by("module__position", "position")

    def of_course(self, course: Course) -> Self:
        return self.filter(module__course=course).in_order()

    def required(self) -> Self:
        """What must be done; a draft cannot be done yet."""
        return self.published().filter(is_required=True)

    def done_by(self, user: User) -> Self:
        return self.filter(completions__learner=user)

    def with_closed(self, closed: models.QuerySet[Any]) -> Self:
        """With `is_closed`: whether there is a row in `closed`, a query about each."""
        return self.annotate(is_closed=Exists(closed))

    def with_size(self) -> Self:
        """With `size`: how many bytes a lesson weighs, with all that it shows."""
        text = Func("lesson__body", function="OCTET_LENGTH")
        weight = text + F("lesson__media_size")
        return self.annotate(size=Coalesce(weight, 0, output_field=IntegerField()))

    def with_done_by(self, user: User | AnonymousUser) -> Self:
        """With `done_at`: when this reader did each, if ever."""
        learner = user.pk if user.is_authenticated else None
        own = FilteredRelation("completions", condition=Q(completions__learner=learner))
        return self.annotate(own=own, done_at=F("own__earned_at"))

    def with_progress_of(
        self, user: User | AnonymousUser, cohort: int | None = None
    ) -> Self:
        """What a list of steps shows one reader; due dates are those of the cohort."""
        learner = user.pk if user.is_authenticated else None
        this = Activity.objects.order_by().filter(pk=OuterRef("pk"))
        scores = this.filter(
            quiz__attempts__learner=learner, quiz__attempts__submitted_at__isnull=False
        )
        return (
            self.with_done_by(user)
            .with_size()
            .select_related("module", "webinar")
            .annotate(
                cohort_name=F("webinar__cohort__name"),
                best_score=Subquery(
                    scores.order_by("-quiz__attempts__score").values(
                        "quiz__attempts__score"
                    )[:1]
                ),
                question_count=Subquery(
                    this.annotate(n=Sum("quiz__slots__count")).values("n")
                ),
                due_on=Subquery(
                    this.filter(due_dates__cohort=cohort).values("due_dates__due_on")[
                        :1
                    ]
                ),
            )
        )


class Activity(models.Model):
    """One step of a module. What its kind needs is in the row of that kind.

    An activity that is not required adds nothing to what must be done: a webinar
    passes, and who missed it can still finish the course. A draft is there for those
    who write the course alone.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Bacaan")
        QUIZ = "quiz", _("Kuis")
        ASSIGNMENT = "assignment", _("Tugas")
        WEBINAR = "webinar", _("Webinar")
        DISCUSSION = "discussion", _("Diskusi")
        WORKSHEET = "worksheet", _("Lembar kerja")
        SURVEY = "survey", _("Survei")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PUBLISHED = "published", _("Terbit")

    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, related_name="activities"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(_("judul"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("menit"), default=0)
    position = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(_("wajib"), default=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    rule = models.CharField(
        _("selesai bila"), max_length=10, choices=Rule, default=Rule.MARKED
    )
    threshold = models.PositiveSmallIntegerField(
        _("paling sedikit"),
        null=True,
        blank=True,
        help_text=_("Nilai dalam persen, atau menit hadir."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    done_at: datetime | None  # only after with_done_by()

    # Only after with_progress_of().
    cohort_name: str | None
    best_score: int | None
    question_count: int
    due_on: date | None

    size: int  # only after with_size()
    is_closed: bool  # only after with_closed()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan")
        verbose_name_plural = _("kegiatan")
        ordering = ["module", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "position"],
                name="courses_activity_position_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(rule=Rule.SCORE) | Q(threshold__lte=100),
                name="courses_activity_score_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:activity", args=[self.module.course.slug, self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def must_be_done(self) -> bool:
        """Of one row what `required()` asks of many."""
        return self.is_required and not self.is_draft

    @property
    def icon(self) -> str:
        return ICONS[self.Kind(self.kind)]

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Activity.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_taught_by(self, user: User | AnonymousUser) -> bool:
        """Its course's authors and facilitators, and staff."""
        course = self.module.course_id
        return (
            user.is_authenticated
            and Course.objects.edited_by(user).filter(pk=course).exists()
        )


ICONS = {
    Activity.Kind.LESSON: "file",
    Activity.Kind.QUIZ: "quiz",
    Activity.Kind.ASSIGNMENT: "upload",
    Activity.Kind.WEBINAR: "video",
    Activity.Kind.DISCUSSION: "forum",
    Activity.Kind.WORKSHEET: "write",
    Activity.Kind.SURVEY: "advocacy",
}
