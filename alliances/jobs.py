"""What the clock starts in alliances."""

from celery import shared_task
from django.utils import timezone

from alliances.actions import attaching, expiry


@shared_task
def expire_messages() -> None:
    expiry.expire()


@shared_task
def forget_strays() -> None:
    """Each night: pictures of messages that killed workers left behind."""
    attaching.forget_strays(timezone.now())
