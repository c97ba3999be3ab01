"""Accounts by the words that people write: an e-mail, a mobile number."""

from collections.abc import Iterable

from accounts import phone_numbers
from accounts.models import User


def contact(word: str) -> str:
    """An e-mail or a number as accounts keep it; anything else as it is."""
    word = word.strip()
    if not word or "@" in word:
        return word.lower()
    try:
        return phone_numbers.normalize(word)
    except ValueError:
        return word


def by_contact(contacts: Iterable[str]) -> dict[str, User]:
    """The active accounts behind e-mails and numbers."""
    contacts = list(contacts)
    people = User.objects.active().filter(email__in=contacts)
    people |= User.objects.active().filter(phone__in=contacts)
    known: dict[str, User] = {}
    for person in people:
        known |= {word: person for word in (person.email, person.phone) if word}
    return known
