"""People of lokadaya.com that tests are about."""

from itertools import count

from django.conf import settings

from crowdfunding.people.models import Person

_numbers = count(1)


def make_person(
    *,
    name: str = "",
    issuer: str = "",
    subject: str = "",
    is_reviewer: bool = False,
    is_staff: bool = False,
) -> Person:
    number = next(_numbers)
    return Person.objects.create(
        issuer=issuer or settings.PORTAL_URL,
        subject=subject or f"00000000-0000-4000-8000-{number:012}",
        name=name or f"Orang Contoh {number}",
        is_reviewer=is_reviewer,
        is_staff=is_staff,
    )
