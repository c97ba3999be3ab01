"""What telling defers: a nudge, so that what is due now need not wait for the clock."""

from celery import current_app
from django.core.cache import cache

JOB = "notices.jobs.send_due_notices"
PAUSE = 1


def hurry() -> None:
    """Have the job run in a second, once for all that is told within that second.

    The rows are the truth: should this be lost, the clock starts the job each minute.
    """
    if cache.add("notices.hurried", True, timeout=PAUSE):
        current_app.send_task(JOB, countdown=PAUSE, expires=60)
