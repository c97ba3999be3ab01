"""Servers that the environment names instead of the embedded ones: do they answer?"""

import os

import psycopg
import redis

from launch.environment import stop

DATABASES = ("DATABASE_URL", "CROWDFUNDING_DATABASE_URL")
PATIENCE = 5


def require_answers() -> None:
    """End with one sentence if a server that was named does not answer."""
    for name in DATABASES:
        if os.environ.get(name):
            _require(name, "PostgreSQL", _fault_of_database(os.environ[name]))
    if os.environ.get("REDIS_URL"):
        _require("REDIS_URL", "Redis", _fault_of_redis(os.environ["REDIS_URL"]))


def _require(name: str, server: str, fault: str) -> None:
    if fault:
        stop(
            f"{name} names a {server} that cannot be used ({fault}):"
            f" start it, or unset {name} to use the embedded one."
        )


def _fault_of_database(url: str) -> str:
    """Empty when it answers. One without the database of that name yet will do."""
    try:
        psycopg.connect(url, connect_timeout=PATIENCE).close()
    except psycopg.Error as error:
        said = _first_line(error)
        return "" if 'database "' in said and "does not exist" in said else said
    return ""


def _fault_of_redis(url: str) -> str:
    try:
        redis.Redis.from_url(url, socket_connect_timeout=PATIENCE).ping()
    except (redis.RedisError, ValueError) as error:
        return _first_line(error)
    return ""


def _first_line(error: Exception) -> str:
    """What happened, without the advice that comes on lines of its own."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".:") if lines else type(error).__name__
