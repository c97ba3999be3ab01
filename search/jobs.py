"""What the clock starts in the search, and what cannot wait for it."""

from celery import shared_task

from search.actions import keeping
from search.sources import SOURCES


@shared_task
def go_round() -> None:
    """Each minute: of every kind the newest, and the next part of all."""
    for kind in SOURCES:
        keeping.go_round(kind=kind)


@shared_task
def keep(kind: str, thing: int) -> None:
    """What was just written is found at once. May run twice."""
    keeping.keep(kind=kind, things=[thing])


@shared_task
def keep_group(kind: str, group: int) -> None:
    """What stands together is called otherwise now. May run twice."""
    keeping.keep_group(kind=kind, group=group)
