"""Activities: the steps of a course, whatever their kind."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Deferrable
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.course import Course, Module


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Named on the course page; whether one may go in is asked of `can_open`."""
        return self.filter(module__course__in=Course.objects.visible_to(user))

    def in_order(self) -> Self:
        return self.order_by("module__position", "position")

    def of_course(self, course: Course) -> Self:
        return self.filter(module__course=course).in_order()

    def required(self) -> Self:
        return self.filter(is_required=True)


class Activity(models.Model):
    """One step of a module. What its kind needs is in the row of that kind.

    An activity that is not required adds nothing to what must be done: a webinar
    passes, and who missed it can still finish the course.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Bacaan")
        QUIZ = "quiz", _("Kuis")
        WEBINAR = "webinar", _("Webinar")

    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, related_name="activities"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(_("judul"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("menit"), default=0)
    position = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(_("wajib"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

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
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:activity", args=[self.module.course.slug, self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Activity.objects.visible_to(user).filter(pk=self.pk).exists()
