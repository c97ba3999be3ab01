"""Corrections of completions: no table, but what the journal says of them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from common.models import JournalEntry
from common.prepared import prepared
from courses.models.completion import Completion
from courses.models.course import Course

GRANTED = "courses.completion_granted"
CONTESTED = "courses.completion_contested"
FEW = 100


def corrections_of(completions: Iterable[Completion]) -> dict[int, JournalEntry]:
    """The last correction of each completion that has one, by its key; one query."""
    subjects = {f"courses.completion:{earned.pk}": earned.pk for earned in completions}
    # How many there are makes SQL of its own: as many as a course has steps recur.
    ask = _corrections if len(subjects) <= FEW else _corrections.build
    return {subjects[entry.subject]: entry for entry in ask(tuple(subjects))}


@prepared
def _corrections(subjects: tuple[str, ...]) -> QuerySet[JournalEntry]:
    found: QuerySet[JournalEntry]
    found = JournalEntry.objects.filter(
        subject__in=subjects, deed__in=(GRANTED, CONTESTED)
    )
    return found.select_related("actor").order_by("created_at", "pk")


def corrected_activities(learner: User, course: Course) -> dict[int, JournalEntry]:
    """The last correction of each of the learner's steps, by the activity's key."""
    earned = {
        completion.pk: completion
        for completion in Completion.objects.of_learner(learner).in_course(course)
    }
    found = corrections_of(earned.values())
    return {earned[pk].activity_id: entry for pk, entry in found.items()}


def contested_activities(learner: User, course: Course) -> set[int]:
    """Steps whose last correction says that they were not earned after all."""
    found = corrected_activities(learner, course)
    return {pk for pk, entry in found.items() if entry.deed == CONTESTED}
