"""What the clock starts on both sites."""

from celery import shared_task

from common import idempotency


@shared_task
def forget_old_keys() -> None:
    idempotency.forget_old_keys()
