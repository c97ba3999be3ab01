"""Pretend quizzes: every kind of question, and one against the clock."""

from typing import Any

from common.demo import read
from courses.actions import outline, sources
from courses.models import Activity, Category, Course, Quiz, Slot


def load() -> None:
    for row in read("quizzes"):
        activity = outline.add_activity(
            module=Course.objects.get(slug=row["course"]).modules.order_by("-position")[
                0
            ],
            kind=Activity.Kind.QUIZ,
            title=row["title"],
            is_required=False,
        )
        sources.write(activity, row)
        if "draw" in row:
            _draw(activity, row)


def _draw(activity: Activity, row: dict[str, Any]) -> None:
    """Instead of every question, so many from their category."""
    quiz = Quiz.objects.get(activity=activity)
    quiz.slots.all().delete()
    category = Category.objects.get(course=activity.module.course, title=activity.title)
    Slot.objects.create(quiz=quiz, category=category, count=row["draw"], position=1)
