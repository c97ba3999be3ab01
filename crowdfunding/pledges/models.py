"""Pledges: what someone promises to one need of an initiative."""

from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crowdfunding.campaigns.models import Need
from crowdfunding.campaigns.models.need import PROMISED

SALT = "pledges.receipt"


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def promised(self) -> Self:
        return self.filter(state=Pledge.State.PROMISED)

    def for_campaign(self, campaign_id: int) -> Self:
        return (
            self.promised()
            .filter(need__campaign=campaign_id)
            .select_related("need")
            .order_by("-created_at", "-pk")
        )


class Pledge(models.Model):
    """A promise (glossary: dukungan). The contact is for the initiator only."""

    class State(models.TextChoices):
        PROMISED = PROMISED, _("Dijanjikan")
        WITHDRAWN = "withdrawn", _("Ditarik")

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pledges",
    )
    name = models.CharField(_("nama"), max_length=120)
    contact = models.CharField(_("kontak"), max_length=254)
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=2)
    message = models.TextField(_("pesan"), blank=True)
    is_anonymous = models.BooleanField(_("tanpa nama"), default=False)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=State, default=State.PROMISED
    )
    key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dukungan")
        verbose_name_plural = _("dukungan")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="pledges_pledge_promises_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.shown_name}: {self.need}"

    @property
    def shown_name(self) -> str:
        """What the public reads."""
        return str(_("Seseorang")) if self.is_anonymous else self.name

    @property
    def token(self) -> str:
        """The secret of its receipt: only who pledged is given the address."""
        return signing.dumps(self.pk, salt=SALT, compress=False)

    def get_receipt_url(self) -> str:
        return reverse("pledges:receipt", args=[self.token])

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN
