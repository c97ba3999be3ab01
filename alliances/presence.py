"""Who is in a room just now: kept in the cache for a minute, never stored.

When the cache is away nobody seems to be there, and what people say arrives anyway.
"""

import time
from contextlib import suppress
from typing import Any, cast

from django.core.cache import cache
from redis.exceptions import RedisError

from common.cache import Cache

KEPT_SECONDS = 60


def arrive(room_id: int, person_id: int) -> None:
    """Say that a person is here; said again with every heartbeat."""
    key, now = _key(room_id), time.time()
    with suppress(RedisError):
        asked = _server().pipeline(transaction=False)
        asked.zadd(key, {str(person_id): now})
        asked.zremrangebyscore(key, "-inf", now - KEPT_SECONDS)
        asked.expire(key, KEPT_SECONDS)
        asked.execute()


def depart(room_id: int, person_id: int) -> None:
    with suppress(RedisError):
        _server().zrem(_key(room_id), str(person_id))


def people_in(room_id: int) -> set[int]:
    """Who is here; a minute long also who may not be any more."""
    since = time.time() - KEPT_SECONDS
    with suppress(RedisError):
        here = _server().zrangebyscore(_key(room_id), since, "+inf")
        return {int(person_id) for person_id in here}
    return set()


def _server() -> Any:
    return cast(Cache, cache).server


def _key(room_id: int) -> str:
    """A set of people in the order of when they were last heard of."""
    return cache.make_key(f"alliances.present.{room_id}")
