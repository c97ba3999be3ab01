"""What the clock starts on both sites."""

from celery import shared_task
from django.contrib.sessions.backends.cached_db import SessionStore

from common import idempotency


@shared_task
def forget_old_keys() -> None:
    idempotency.forget_old_keys()


@shared_task
def forget_expired_sessions() -> None:
    """Rows of sessions that are over; the cache forgets its own."""
    SessionStore.clear_expired()
