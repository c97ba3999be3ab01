"""What the clock starts in musyawarah."""

from celery import shared_task

from alliances.decisions.actions import reminding


@shared_task
def remind() -> None:
    reminding.remind()
