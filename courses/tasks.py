"""What courses defer: a nudge, so that what waits need not wait for the clock."""

from celery import current_app
from django.core.cache import cache

PAUSE = 1


def hurry(job: str) -> None:
    """Have a job of `courses.jobs` run in a second, once for all of that second.

    The rows are the truth: should this be lost, the clock starts the job by itself.
    """
    if cache.add(f"courses.hurried:{job}", True, timeout=PAUSE):
        current_app.send_task(f"courses.jobs.{job}", countdown=PAUSE, expires=60)
