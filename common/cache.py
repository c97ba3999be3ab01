"""The cache in Redis, at the cost of its questions alone."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class KeptClients(RedisCacheClient):
    """Django's makes a client anew for every question; ours keeps one per server.

    A client takes a connection of its pool for each question, in whichever thread.
    """

    _get_connection_pool_index: Callable[[bool], int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        server = self._get_connection_pool_index(write)
        client = self.kept.get(server)
        if client is None:
            client = self.kept[server] = super().get_client(key, write=write)
        return client


class Cache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClients

    @property
    def server(self) -> Any:
        """For what keys and values alone cannot say; keys are those of `make_key`."""
        return self._cache.get_client(write=True)
