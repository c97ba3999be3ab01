"""What the clock starts in accounts."""

from celery import shared_task

from accounts.actions import copying, joining, leaving


@shared_task
def make_copies() -> None:
    """Each minute, and when one is asked for: copies of what is kept of a person."""
    copying.make_waiting()


@shared_task
def forget_copies() -> None:
    copying.forget_expired()


@shared_task
def carry_out_departures() -> None:
    leaving.carry_out_due()


@shared_task
def forget_unverified() -> None:
    joining.forget_unverified()
