"""Forms of support: a form is a row, so that those not imagined yet can be added."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SupportForm(models.Model):
    """One way to support an initiative (glossary: bentuk dukungan).

    Money and goods may only be collected from the public with a PUB permit: while no
    initiative can state one, a form that needs it is shown but takes no pledge.
    """

    slug = models.SlugField(primary_key=True)
    name = models.CharField(_("nama"), max_length=60)
    description = models.CharField(_("contoh"), max_length=120)
    icon = models.CharField(_("ikon"), max_length=20)
    needs_permit = models.BooleanField(_("memerlukan izin PUB"), default=False)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("bentuk dukungan")
        verbose_name_plural = _("bentuk dukungan")

    def __str__(self) -> str:
        return self.name
