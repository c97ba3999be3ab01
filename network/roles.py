"""What people are in the network: roles that audiences name, whoever has them then.

An app on top says what its roles are when it is ready: `register(Role("trainers", …))`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User


@dataclass(frozen=True)
class Role:
    """`who` asks for those who have it now."""

    name: str
    label: str | Promise
    who: Callable[[], QuerySet[User]]


_roles: dict[str, Role] = {}


def register(role: Role) -> None:
    _roles[role.name] = role


def every() -> Collection[Role]:
    return _roles.values()


def people_in(name: str) -> QuerySet[User]:
    """Nobody, for a role that no app knows any more."""
    role = _roles.get(name)
    nobody: QuerySet[User] = User.objects.none()
    return role.who() if role else nobody


def label_of(name: str) -> str:
    role = _roles.get(name)
    return str(role.label) if role else name


def _editors() -> QuerySet[User]:
    editing: QuerySet[User] = User.objects.filter(
        memberships__role="editor",
        memberships__ended_at=None,
        memberships__confirmed_at__isnull=False,
    )
    return editing


register(Role("staff", _("Staf nasional"), lambda: User.objects.filter(is_staff=True)))
register(
    Role(
        "coordinators",
        _("Semua koordinator provinsi"),
        lambda: User.objects.filter(coordinations__isnull=False),
    )
)
register(Role("editors", _("Semua pengelola organisasi"), _editors))
