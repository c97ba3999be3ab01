"""What the clock starts: sending the notices that are due."""

from celery import shared_task

from notices.actions import sending


@shared_task
def send_due_notices() -> None:
    sending.send_due()
