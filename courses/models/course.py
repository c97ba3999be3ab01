"""Courses and their modules: what can be learned, and in which order."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import (
    BooleanField,
    Count,
    Deferrable,
    Exists,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Asked by every page of every course. Django takes four times as long to put these
# into words as PostgreSQL takes to answer, so here they are in its own words.
TEACHES = """
    EXISTS (
        SELECT FROM courses_cohort_facilitators guide
        JOIN courses_cohort cohort ON cohort.id = guide.cohort_id
        WHERE guide.user_id = %s AND cohort.course_id = courses_course.id
    ) OR EXISTS (
        SELECT FROM courses_course_authors author
        WHERE author.user_id = %s AND author.course_id = courses_course.id
    )
"""
MENTORS = """
    EXISTS (
        SELECT FROM courses_cohort_mentors guide
        JOIN courses_cohort cohort ON cohort.id = guide.cohort_id
        WHERE guide.user_id = %s AND cohort.course_id = courses_course.id
    )
"""


class CourseQuerySet(models.QuerySet["Course"]):
    def published(self) -> Self:
        return self.filter(status=Course.Status.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The published are public; a draft is seen by those who work on it."""
        if not user.is_authenticated:
            return self.published()
        if user.is_staff:
            return self
        return self.filter(
            Q(status=Course.Status.PUBLISHED)
            | Q(pk__in=user.authored_courses.values("pk"))
            | Q(pk__in=user.facilitated_cohorts.values("course"))
        )

    def edited_by(self, user: User) -> Self:
        """Those whose lessons the person writes: authors, facilitators, staff."""
        if user.is_staff:
            return self
        return self.filter(
            Q(pk__in=user.authored_courses.values("pk"))
            | Q(pk__in=user.facilitated_cohorts.values("course"))
        )

    def for_reader(self, user: User | AnonymousUser) -> Self:
        """Visible ones, with what decides who may open which of their activities."""
        if not user.is_authenticated:
            known = {"reader_teaches": Value(False), "reader_mentors": Value(False)}
            return self.published().annotate(**known)
        teaches: Combinable = Value(True)
        if not user.is_staff:
            teaches = RawSQL(TEACHES, [user.pk, user.pk], BooleanField())  # noqa: S611
        return self.annotate(
            reader_teaches=teaches,
            reader_mentors=RawSQL(MENTORS, [user.pk], BooleanField()),  # noqa: S611
        ).filter(Q(status=Course.Status.PUBLISHED) | Q(reader_teaches=True))

    def for_catalog(self, user: User | AnonymousUser) -> Self:
        """The cards of the catalogue, in one query; the reader's own come first."""
        today = timezone.localdate()
        is_open = Q(cohorts__status="open", cohorts__ends_on__gte=today)
        learner = user.pk if user.is_authenticated else None
        required = {
            "modules__activities__is_required": True,
            "modules__activities__status": "published",
        }
        return (
            self.visible_to(user)
            .annotate(
                module_count=_count("modules"),
                activity_count=_count("modules__activities", **required),
                done_count=_count(
                    "modules__activities__completions",
                    modules__activities__completions__learner=learner,
                    **required,
                ),
                is_mine=_is_learned_by(learner),
                is_passed=_is_passed_by(learner),
                opens_on=Min("cohorts__starts_on", filter=is_open),
            )
            .order_by("-is_mine", "position", "title")
        )


class Course(models.Model):
    """A course (glossary: kelas): modules, and in them activities."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PUBLISHED = "published", _("Terbit")

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("judul"), max_length=120)
    summary = models.CharField(_("ringkasan"), max_length=300)
    description = models.TextField(_("uraian"), blank=True)
    hours = models.PositiveSmallIntegerField(_("jam belajar"), default=1)
    capacity = models.CharField(_("kapasitas"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="authored_courses"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # Only after for_reader().
    reader_teaches: bool
    reader_mentors: bool

    # Only after for_catalog().
    module_count: int
    activity_count: int
    done_count: int
    is_mine: bool
    is_passed: bool
    opens_on: date | None

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelas")
        verbose_name_plural = _("kelas")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.slug])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Course.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def is_finished(self) -> bool:
        """Passed once, or all done that is asked for now; only after for_catalog()."""
        asked = self.activity_count
        return self.is_passed or 0 < asked <= self.done_count

    @property
    def place(self) -> str:
        """The name of this course's community of practice in the forum."""
        return f"courses.course:{self.slug}"


def _count(path: str, **conditions: Any) -> Coalesce:
    """How many rows a course has at the end of a path that meet the conditions."""
    counted = (
        Course.objects.filter(pk=OuterRef("pk"), **conditions)
        .order_by()
        .values("pk")
        .annotate(counted=Count(path))
        .values("counted")
    )
    return Coalesce(Subquery(counted), 0)


def _is_learned_by(learner: int | None) -> Combinable:
    if learner is None:
        return Value(False)
    return Exists(
        Course.objects.filter(
            pk=OuterRef("pk"),
            cohorts__enrollments__learner=learner,
            cohorts__enrollments__ended_at=None,
        )
    )


def _is_passed_by(learner: int | None) -> Combinable:
    if learner is None:
        return Value(False)
    return Exists(
        Course.objects.filter(
            pk=OuterRef("pk"),
            achievements__learner=learner,
            achievements__kind="completion",
        )
    )


class Module(models.Model):
    """A part of a course, with a few activities."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    title = models.CharField(_("judul"), max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "position"],
                name="courses_module_position_once",
                deferrable=Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title
