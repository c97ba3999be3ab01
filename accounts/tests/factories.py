"""People that tests are about."""

from itertools import count

from accounts.models import User
from common.models import Regency

_numbers = count(1)


def make_person(
    *,
    name: str = "Siti Aminah",
    email: str | None = None,
    phone: str | None = None,
    password: str | None = None,
    regency: Regency | None = None,
    is_staff: bool = False,
) -> User:
    if email is None and phone is None:
        email = f"orang{next(_numbers)}@contoh.id"
    return User.objects.create_user(
        name=name,
        email=email,
        phone=phone,
        password=password,
        regency=regency,
        is_staff=is_staff,
    )
