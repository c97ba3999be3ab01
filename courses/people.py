"""Accounts by the words that people write: an e-mail, a mobile number, a name."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower

from accounts import phone_numbers
from accounts.models import User
from network.models import Membership

FOUND_AT_ONCE = 10
SHORTEST_NAME = 3


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


def by_name(names: Iterable[str]) -> dict[str, list[User]]:
    """The active accounts that are called so, capitals aside; namesakes together."""
    lowered = {name.lower() for name in names}
    called = User.objects.active().annotate(lowered=Lower("name"))
    people: dict[str, list[User]] = {}
    for person in called.filter(lowered__in=lowered).order_by("pk"):
        people.setdefault(person.name.lower(), []).append(person)
    return people


def found(words: str) -> list[User]:
    """The few whom these words may mean, with what tells namesakes apart."""
    words = " ".join(words.split())
    if len(words) < SHORTEST_NAME:
        return []
    reached = contact(words)
    meant = Q(name__icontains=words) | Q(email=reached) | Q(phone=reached)
    own = Membership.objects.confirmed().select_related("organization")
    people = User.objects.active().filter(meant).select_related("regency__province")
    told_apart = Prefetch("memberships", queryset=own, to_attr="confirmed_memberships")
    return list(
        people.prefetch_related(told_apart).order_by("name", "pk")[:FOUND_AT_ONCE]
    )
