"""What accounts defer: a nudge, so that what waits need not wait for the clock."""

from celery import current_app


def hurry_copies() -> None:
    """The rows are the truth: should this be lost, the clock starts the job itself."""
    current_app.send_task("accounts.jobs.make_copies", expires=60)
