"""What the clock starts for uploads."""

from celery import shared_task

from common.uploads import actions


@shared_task
def forget_expired_uploads() -> None:
    actions.forget_expired()
