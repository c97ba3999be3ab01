"""Worksheets on their way to lokadaya.com, and what became of them there."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.letters.models import OutgoingLetter
from initiatives.models.worksheet import Worksheet
from initiatives.numbers import spoken
from initiatives.outline.choices import FORMS_OF_SUPPORT


class HandOff(models.Model):
    """One revision sent to lokadaya.com. Its letter knows how far it came."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        DELIVERED = "delivered", _("Diterima")
        REFUSED = "refused", _("Ditolak")

    worksheet = models.ForeignKey(
        Worksheet, on_delete=models.CASCADE, related_name="hand_offs"
    )
    revision = models.PositiveIntegerField()
    letter = models.OneToOneField(
        OutgoingLetter, on_delete=models.PROTECT, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.worksheet} no. {self.revision}"

    @property
    def state(self) -> str:
        if self.letter.delivered_at:
            return self.State.DELIVERED
        return self.State.REFUSED if self.letter.refused_at else self.State.WAITING

    @property
    def reason(self) -> str:
        """Why lokadaya.com refused, without the number the machines speak of."""
        return self.letter.last_error.removeprefix("422 ")


class Initiative(models.Model):
    """What lokadaya.com last told about the initiative a worksheet became."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf di lokadaya.com")
        REVIEW = "review", _("Sedang ditinjau")
        RETURNED = "returned", _("Dikembalikan peninjau")
        PUBLISHED = "published", _("Terbit")
        CLOSED = "closed", _("Ditutup")

    worksheet = models.OneToOneField(
        Worksheet, on_delete=models.CASCADE, related_name="initiative"
    )
    uuid = models.UUIDField(unique=True)
    state = models.CharField(max_length=9, choices=State)
    url = models.URLField(max_length=500)
    title = models.CharField(max_length=200)
    comment = models.TextField(blank=True)
    support = models.JSONField(default=list)
    # Sent for an organisation that its author does not manage: cannot be submitted.
    is_parked = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """By way of single sign-on, so that its owner arrives signed in."""
        path = urlsplit(self.url).path or "/"
        return f"{settings.CROWDFUNDING_URL}/masuk/?{urlencode({'next': path})}"

    @property
    def support_rows(self) -> list[dict[str, object]]:
        """Each need with what was promised so far, in words and as a share."""
        names = dict(FORMS_OF_SUPPORT)
        return [
            {
                **row,
                "form": names.get(row["form"], row["form"]),
                "pledged": spoken(row["pledged"]),
                "quantity": spoken(row["quantity"]),
                "percent": _share(row["pledged"], row["quantity"]),
            }
            for row in self.support
        ]


def _share(part: float, whole: float) -> int:
    return min(100, round(100 * part / whole)) if whole > 0 else 0
