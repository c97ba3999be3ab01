"""Needs: what an initiative asks for, in which form, how much, and by when."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from crowdfunding.campaigns.models.support_form import SupportForm

# The state of a pledge that counts towards its need.
PROMISED = "promised"


class NeedQuerySet(models.QuerySet["Need"]):
    def with_pledged(self) -> Self:
        """How much is promised and by how many; withdrawn pledges count for nothing."""
        counted = Q(pledges__state=PROMISED)
        nothing = models.Value(Decimal(0), output_field=models.DecimalField())
        return self.annotate(
            pledged=Coalesce(Sum("pledges__quantity", filter=counted), nothing),
            pledge_count=Count("pledges", filter=counted),
        )

    def for_showing(self) -> Self:
        return self.with_pledged().select_related("form").order_by("position")


class Need(models.Model):
    """One thing an initiative needs. Its position is its name in the letters."""

    campaign = models.ForeignKey(
        "campaigns.Campaign", on_delete=models.CASCADE, related_name="needs"
    )
    position = models.PositiveSmallIntegerField()
    form = models.ForeignKey(
        SupportForm,
        on_delete=models.PROTECT,
        related_name="needs",
        verbose_name=_("bentuk"),
    )
    item = models.CharField(_("yang dibutuhkan"), max_length=160)
    quantity = models.DecimalField(_("jumlah"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("satuan"), max_length=40)
    value = models.BigIntegerField(_("perkiraan nilai (Rp)"), null=True, blank=True)
    by = models.DateField(_("paling lambat"), null=True, blank=True)

    pledged: Decimal  # only after with_pledged()
    pledge_count: int  # only after with_pledged()

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "position"], name="campaigns_need_once_a_position"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="campaigns_need_asks_for_something"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="campaigns_need_value_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.item

    @property
    def remaining(self) -> Decimal:
        return max(self.quantity - self.pledged, Decimal(0))

    @property
    def share(self) -> float:
        """How far it is met, from 0 to 1."""
        return min(float(self.pledged / self.quantity), 1)

    @property
    def percent(self) -> int:
        # Rounded down: a hundred per cent is said only when nothing is missing.
        return int(100 * self.share)
