"""What the clock starts in alliances."""

from celery import shared_task
from django.utils import timezone

from alliances import tasks
from alliances.actions import attaching, expiry
from alliances.models import Untold
from notices.untold import make_up


@shared_task
def expire_messages() -> None:
    expiry.expire()


@shared_task
def forget_strays() -> None:
    """Each night: pictures of messages that killed workers left behind."""
    attaching.forget_strays(timezone.now())


@shared_task
def tell_what_is_untold() -> None:
    """Each minute: parts of crowds that nobody told because a task was lost."""
    make_up(Untold.objects.all(), tasks.tell)
