"""What the clock starts for dialogues."""

from celery import shared_task
from django.utils import timezone

from alliances.dialogues.actions import promising


@shared_task
def remind_of_commitments() -> None:
    promising.remind(timezone.localdate())
