"""How much a person has not read: asked on every page, so counted once a minute."""

from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from notices.models import Notice

COUNTED_FOR = 60
# Counting stops where the number would no longer say anything.
MOST_COUNTED = 99


def unread_count(person: User) -> int:
    """Unread notices, at most one more than `MOST_COUNTED`.

    What was told or read here shows at once; what has meanwhile become due, within a
    minute.
    """
    counted = cache.get(_key(person))
    if counted is None:
        unread = Notice.objects.visible_to(person).unread()
        counted = unread[: MOST_COUNTED + 1].count()
        cache.set(_key(person), counted, COUNTED_FOR)
    return int(counted)


def count_again(person: User) -> None:
    """Forget the count, now and once what changed it is committed."""
    cache.delete(_key(person))
    transaction.on_commit(lambda: cache.delete(_key(person)), robust=True)


def _key(person: User) -> str:
    return f"notices.unread:{person.pk}"
