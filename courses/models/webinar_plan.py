"""Webinar plans: what a webinar of a course is about, before anybody dates it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity


class WebinarPlan(models.Model):
    """A webinar that every cohort may hold on a day of its own (glossary: rencana
    webinar). Its activity stays a draft; each webinar made from it is a step beside it.
    """

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="webinar_plan"
    )
    summary = models.TextField(_("tentang apa"), blank=True)

    class Meta:
        verbose_name = _("rencana webinar")
        verbose_name_plural = _("rencana webinar")

    def __str__(self) -> str:
        return self.activity.title
