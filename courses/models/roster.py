"""Rosters: lists of people, uploaded to be enrolled at once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.cohort import Cohort


class Roster(models.Model):
    """What a file said (glossary: daftar nama): `rows` are [name, e-mail or number]."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="rosters")
    name = models.CharField(_("nama berkas"), max_length=120)
    rows = models.JSONField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("daftar nama")
        verbose_name_plural = _("daftar nama")

    def __str__(self) -> str:
        return self.name
