"""Files that a course's outline no longer names: what they made becomes a draft.

Nothing is deleted: what learners have earned by it stays theirs, and counts again once
the outline names the file again.
"""

from collections.abc import Iterable

from courses.actions import sources
from courses.actions.sources.digests import digest
from courses.models import Activity, Source

# What no file says: a source without a file.
NOTHING = ""


def drop(known: Iterable[Source]) -> tuple[list[str], list[str]]:
    """Hide what these files made, and forget the files; answers with those hidden, and
    with those left alone because somebody has edited them here.
    """
    hidden: list[str] = []
    kept: list[str] = []
    for source in known:
        if source.file_digest == NOTHING:
            continue
        if source.activity is not None:
            is_ours = is_as_loaded(source)
            (hidden if is_ours else kept).append(source.path)
            if is_ours:
                _set_status(source.activity, Activity.Status.DRAFT)
        source.file_digest = NOTHING
        source.save(update_fields=["file_digest", "loaded_at"])
    return hidden, kept


def take_up(source: Source) -> None:
    """The outline names the file again: learners see it as before."""
    if source.file_digest == NOTHING and source.activity is not None:
        _set_status(source.activity, Activity.Status.PUBLISHED)


def is_as_loaded(source: Source) -> bool:
    """Whether its rows still say what the file said."""
    activity = source.activity
    return (
        activity is not None
        and digest(sources.content(activity)) == source.content_digest
    )


def _set_status(activity: Activity, status: str) -> None:
    activity.status = status
    activity.save(update_fields=["status"])
