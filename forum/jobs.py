"""What the clock starts in the forums."""

from celery import shared_task

from forum.actions import drafts


@shared_task
def forget_stale_drafts() -> None:
    drafts.forget_stale()
