"""Names that people chose for one forum, where the forum allows it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.machina_ext.forum.models import Forum


class PseudonymQuerySet(models.QuerySet["Pseudonym"]):
    def of(self, person: User) -> Self:
        return self.filter(person=person)


class Pseudonym(models.Model):
    """A person's other name in one forum (glossary: nama samaran).

    What is written under it has no poster: only this row says whose it is, so whatever
    asks for a poster's name, page, organisation or followers finds nobody.
    """

    forum = models.ForeignKey(
        Forum, on_delete=models.CASCADE, related_name="pseudonyms"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pseudonyms",
    )
    name = models.CharField(_("nama samaran"), max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PseudonymQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "person"], name="cop_pseudonym_once_a_person"
            ),
            models.UniqueConstraint(
                "forum", Lower("name"), name="cop_pseudonym_name_once_a_forum"
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="cop_pseudonym_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
