"""What the clock starts in alliances."""

from celery import shared_task

from alliances.actions import expiry


@shared_task
def expire_messages() -> None:
    expiry.expire()
