"""What the clock starts in the forums."""

from celery import shared_task

from forum import tasks
from forum.actions import drafts
from forum.models import Untold
from notices.untold import make_up


@shared_task
def forget_stale_drafts() -> None:
    drafts.forget_stale()


@shared_task
def tell_what_is_untold() -> None:
    """Each minute: posts of which nobody was told because a task was lost."""
    make_up(Untold.objects.all(), tasks.tell)
