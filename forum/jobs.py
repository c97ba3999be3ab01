"""What the clock starts in the forums."""

from celery import shared_task

from forum.actions import drafts, untold


@shared_task
def forget_stale_drafts() -> None:
    drafts.forget_stale()


@shared_task
def tell_what_is_untold() -> None:
    """Each minute: posts of which nobody was told because a task was lost."""
    untold.make_up()
