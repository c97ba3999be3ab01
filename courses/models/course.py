"""Courses and their modules: what can be learned, and in which order."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User


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
    def place(self) -> str:
        """The name of this course's community of practice in the forum."""
        return f"courses.course:{self.slug}"


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
