"""Whose a topic or a post is: a person's, a pseudonym's, or nobody's any more."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from common.lookups import is_any_of


def written_by(user: User, what: str = "") -> Q:
    """Posts and topics of this person, also those under a pseudonym.

    `what` leads to them, with "__" behind it, where another thing is asked for.
    """
    pseudonyms = apps.get_model("cop", "Pseudonym").objects.filter(person=user)
    masked = is_any_of(f"{what}pseudonym", pseudonyms.values("pk"))
    return Q(**{f"{what}poster": user}) | (
        Q(**{f"{what}pseudonym__isnull": False}) & Q(masked)
    )


class Written:
    """What somebody wrote: under their name, or with no poster under a pseudonym.

    When either has left, the words stay.
    """

    poster: Any
    poster_id: Any
    pseudonym: Any
    poster_name: str  # only where a question brings it by value
    poster_regency: str | None  # the same, and not in lists

    def is_by(self, user: User | AnonymousUser) -> bool:
        if not user.is_authenticated:
            return False
        if self.pseudonym is not None:
            return bool(self.pseudonym.person_id == user.pk)
        return bool(self.poster_id == user.pk)

    @property
    def told(self) -> tuple[str, str]:
        """The name of its poster, and where they are if that came along: by value, as
        pages and lists bring it, or of the person whom another question joined."""
        known = self.__dict__
        if "poster_name" in known:
            return known["poster_name"], known.get("poster_regency") or ""
        person: User = self.poster
        regency = person._state.fields_cache.get("regency")
        return person.name, str(regency) if regency else ""

    @property
    def author(self) -> User | None:
        """Who wrote it, for rules and for telling them; never for showing."""
        if self.pseudonym is not None:
            person: User | None = self.pseudonym.person
            return person
        poster: User | None = getattr(self, "poster", None)
        return poster
