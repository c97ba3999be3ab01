"""Whom a person does not want to hear in rooms."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import CharField, Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models.pseudonym import RoomPseudonym


class BlockQuerySet(models.QuerySet["Block"]):
    def by(self, person: User) -> Self:
        return self.filter(person=person)

    def voices(self) -> models.QuerySet[Any, Any]:
        """Those that are not heard, as messages carry them."""
        voice = Cast(Coalesce("pseudonym", "blocked__sub"), CharField())
        return self.annotate(voice=voice).values("voice")


class Block(models.Model):
    """Somebody, or a pseudonym, whom one person does not hear (glossary: blokir).

    Either the one or the other: who blocks a name learns nothing about who else falls
    silent.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    pseudonym = models.ForeignKey(
        RoomPseudonym, on_delete=models.CASCADE, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blokir")
        verbose_name_plural = _("blokir")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "blocked"], name="alliances_block_person_once"
            ),
            models.UniqueConstraint(
                fields=["person", "pseudonym"], name="alliances_block_pseudonym_once"
            ),
            models.CheckConstraint(
                condition=Q(blocked=None, pseudonym__isnull=False)
                | Q(blocked__isnull=False, pseudonym=None),
                name="alliances_block_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.name}"

    @property
    def name(self) -> str:
        """Under which name they were heard."""
        heard = self.pseudonym or self.blocked
        return heard.name if heard else ""
