"""Proxies: an organisation lets another speak for it, for once or for a while."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.decisions.models.proposal import Proposal
from alliances.models import Alliance
from network.models import Organization


class ProxyQuerySet(models.QuerySet["Proxy"]):
    def current(self, today: date) -> Self:
        """Those that still let somebody speak."""
        return self.filter(
            Q(until__gte=today) | Q(proposal__state="open"), ended_at=None
        )

    def covering(self, proposal: Proposal, today: date) -> Self:
        return self.filter(
            Q(proposal=proposal)
            | Q(proposal=None, alliance=proposal.alliance_id, until__gte=today),
            ended_at=None,
        )

    def for_page(self) -> Self:
        return self.select_related("giver", "holder", "proposal", "given_by").order_by(
            "-created_at", "-pk"
        )


class Proxy(models.Model):
    """One organisation's trust in another (glossary: kuasa)."""

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="proxies"
    )
    giver = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="proxies_given"
    )
    holder = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="proxies_held"
    )
    # For this one, or for all until a day.
    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, null=True, related_name="proxies"
    )
    until = models.DateField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kuasa")
        verbose_name_plural = _("kuasa")
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal=None, until__isnull=False)
                | Q(proposal__isnull=False, until=None),
                name="musyawarah_proxy_for_once_or_until",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("holder")), name="musyawarah_proxy_is_for_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.holder}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:proxies", args=[self.alliance.slug])
