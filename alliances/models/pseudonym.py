"""Names under which people at risk speak in one room, where the room allows it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class RoomPseudonymQuerySet(models.QuerySet["RoomPseudonym"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)


class RoomPseudonym(models.Model):
    """A person's other name in one room (glossary: nama samaran).

    What is said under it has no author: only this row says whose it is, so whatever
    asks a message for its author finds nobody (docs/decisions/0228-masks-in-rooms.md).
    Its key is the voice that browsers hear.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(
        "alliances.Room", on_delete=models.CASCADE, related_name="pseudonyms"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("nama samaran"), max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoomPseudonymQuerySet.as_manager()

    class Meta:
        verbose_name = _("nama samaran")
        verbose_name_plural = _("nama samaran")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"], name="alliances_pseudonym_once_a_person"
            ),
            models.UniqueConstraint(
                "room", Lower("name"), name="alliances_pseudonym_name_once_a_room"
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="alliances_pseudonym_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
