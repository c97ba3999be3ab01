"""Grades: the best score of each activity, and their average."""

from accounts.models import User
from courses.models import Course, Result


def average_of(learner: User, course: Course) -> int | None:
    """Of the best scores in the course's published activities; None without any."""
    scores = Result.objects.of_learner(learner).graded_in(course).best_scores()
    return _average([score for _activity, score in scores])


def _average(scores: list[int]) -> int | None:
    # Rounded down, as scores are: an average shown as enough is enough.
    return sum(scores) // len(scores) if scores else None
