"""What the clock starts: gathering what waited, and sending what is due."""

from celery import shared_task

from notices.actions import gathering, inviting, receiving, sending


@shared_task
def send_due_notices() -> None:
    sending.send_side_by_side()


@shared_task
def gather_digests() -> None:
    gathering.gather()


@shared_task
def forget_old_replies() -> None:
    receiving.forget_old()


@shared_task
def forget_old_invitations() -> None:
    inviting.forget_old()
