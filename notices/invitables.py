"""Places that people are invited to: each app says who may, and what comes then."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.models import User
from common.decisions import Decision


class Invitable:
    """A kind of place: an alliance, a cohort. `name` is its word in addresses."""

    name: str

    def places(self) -> QuerySet[Any]:
        raise NotImplementedError

    def can_invite(self, user: User, place: Any) -> Decision:
        raise NotImplementedError

    def title(self, place: Any) -> str:
        """As it stands behind "mengundang Anda ke …"."""
        raise NotImplementedError

    def names(self, *, person: User, place: Any) -> list[tuple[str, str]]:
        """In whose names the person can take the invitation up: key and title of each.
        Empty where people come as themselves.
        """
        return []

    def welcome(
        self, *, person: User, place: Any, invited_by: User, name: str = ""
    ) -> str:
        """Let the person in, as far as that is the inviter's to do, and say where the
        way goes on; or raise `Refused`. `name` is the key of one of `names`.
        """
        raise NotImplementedError


_kinds: dict[str, Invitable] = {}


def register(kind: Invitable) -> None:
    _kinds[kind.name] = kind


def kind_of(name: str) -> Invitable:
    if name not in _kinds:
        raise Http404(name)
    return _kinds[name]


def place_of(name: str, key: int) -> Model | None:
    """None when the place is no more."""
    found: Model | None = kind_of(name).places().filter(pk=key).first()
    return found
