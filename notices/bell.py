"""How much a person has not read: asked on every page, so counted once a minute."""

from django.core.cache import cache

from accounts.models import User
from common.commits import once_committed
from notices.models import Notice

COUNTED_FOR = 60
# Counting stops where the number would no longer say anything.
MOST_COUNTED = 99


def unread_count(person: User) -> int:
    """Unread notices, at most one more than `MOST_COUNTED`.

    What was told or read here shows at once; what has meanwhile become due, within a
    minute.
    """
    counted = cache.get(_key(person.pk))
    if counted is None:
        unread = Notice.objects.visible_to(person).unread()
        counted = unread[: MOST_COUNTED + 1].count()
        cache.set(_key(person.pk), counted, COUNTED_FOR)
    return int(counted)


def count_again(*people: int) -> None:
    """Forget what was counted, now and once what changed it is committed."""
    keys = [_key(person) for person in people]
    cache.delete_many(keys)
    once_committed(cache.delete_many, keys)


def _key(person: int) -> str:
    return f"notices.unread:{person}"
