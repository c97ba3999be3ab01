"""Forgetting somebody whose account on lokadaya.net is deleted."""

from django.db import transaction

from common import personal
from crowdfunding.people.models import Person


@transaction.atomic
def forget(*, issuer: str, subject: str) -> None:
    """Whoever never came here is nobody to forget; a second word changes nothing.

    The person is locked, as they are at sign-in: one sees the other. They can sign in
    no more, so that nobody begins to hold their pledges and drafts anew.
    """
    people = Person.objects.select_for_update()
    person = people.filter(issuer=issuer, subject=subject).first()
    if person is None:
        return
    person.is_active = False
    person.save(update_fields=["is_active"])
    personal.forget(person)
