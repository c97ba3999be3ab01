"""What the clock starts for documents."""

from celery import shared_task

from alliances.documents.actions import drafting, reviewing


@shared_task
def settle_drafts() -> None:
    """Each minute: what people typed and left finds its place."""
    drafting.settle_left()


@shared_task
def remind_reviewers() -> None:
    reviewing.remind()


@shared_task
def forget_sittings() -> None:
    drafting.forget_old()
