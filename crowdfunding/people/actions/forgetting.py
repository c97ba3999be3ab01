"""Forgetting somebody whose account on lokadaya.net is deleted."""

from django.db import transaction

from common import personal
from crowdfunding.people.models import Person


@transaction.atomic
def forget(*, issuer: str, subject: str) -> None:
    """A second word changes nothing. Of who never came here a nameless row is left, so
    that a worksheet of theirs that is still on its way finds its sender gone.

    The person is locked, as they are at sign-in: one sees the other. They can sign in
    no more, so that nobody begins to hold their pledges and drafts anew.
    """
    people = Person.objects.select_for_update()
    person, _made = people.get_or_create(issuer=issuer, subject=subject)
    person.is_active = False
    person.save(update_fields=["is_active"])
    personal.forget(person)
