"""Who is in a room just now: kept in the cache for a minute, never stored.

When the cache is away nobody seems to be there, and what people say arrives anyway.
"""

from collections.abc import Iterable
from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

KEPT_SECONDS = 60


def arrive(room_id: int, person_id: int) -> None:
    """Say that a person is here; said again with every heartbeat."""
    with suppress(RedisError):
        cache.set(_key(room_id, person_id), 1, KEPT_SECONDS)


def depart(room_id: int, person_id: int) -> None:
    with suppress(RedisError):
        cache.delete(_key(room_id, person_id))


def among(room_id: int, person_ids: Iterable[int]) -> set[int]:
    keys = {_key(room_id, pk): pk for pk in person_ids}
    with suppress(RedisError):
        return {keys[key] for key in cache.get_many(keys)}
    return set()


def _key(room_id: int, person_id: int) -> str:
    return f"alliances.present.{room_id}.{person_id}"
