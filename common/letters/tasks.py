"""Delivering letters: hurried when one is written, and every minute."""

from celery import shared_task

from common.letters import delivery


@shared_task
def deliver() -> None:
    delivery.deliver_due()
