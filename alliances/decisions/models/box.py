"""The box of anonymous ballots (docs/protocols/ballots.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.decisions.models.proposal import Proposal


class Box(models.Model):
    """All ballots of one proposal, in one row, in the order of their seals.

    A row of its own for each ballot would tell when it was written: by its number, its
    place in the table, the transaction that made it. This one is written anew whole.
    """

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, related_name="box"
    )
    # Of each: {"seal": …, "choice": […]}.
    ballots = models.JSONField(default=list)

    class Meta:
        verbose_name = _("kotak suara")
        verbose_name_plural = _("kotak suara")

    def __str__(self) -> str:
        return str(self.proposal)
