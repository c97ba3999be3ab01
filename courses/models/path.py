"""Learning paths: several courses in order, ending in one certificate."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Deferrable
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.course import Course


class PathQuerySet(models.QuerySet["Path"]):
    def published(self) -> Self:
        return self.filter(status=Path.Status.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A draft is seen by staff, who make paths."""
        if user.is_authenticated and user.is_staff:
            return self
        return self.published()


class Path(models.Model):
    """Courses in order (glossary: jalur belajar)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PUBLISHED = "published", _("Terbit")

    # One course alone gives its own certificate.
    FEWEST_COURSES = 2

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("judul"), max_length=120)
    summary = models.CharField(_("ringkasan"), max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    courses = models.ManyToManyField(
        Course, through="courses.PathStep", related_name="paths"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PathQuerySet.as_manager()

    class Meta:
        verbose_name = _("jalur belajar")
        verbose_name_plural = _("jalur belajar")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:path", args=[self.slug])

    @property
    def subject(self) -> str:
        """What the achievement of whoever ends it is about."""
        return f"courses.path:{self.pk}"

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Path.objects.visible_to(user).filter(pk=self.pk).exists()


class PathStep(models.Model):
    """One course of a path."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="steps")
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="path_steps"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "course"], name="courses_pathstep_course_once"
            ),
            models.UniqueConstraint(
                fields=["path", "position"],
                name="courses_pathstep_position_once",
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.course}"
