"""Pretend quizzes: every kind of question, and one against the clock."""

from typing import Any

from common.demo import days, read
from courses.actions import grading, outline, quizzes, sources
from courses.models import (
    Activity,
    Answer,
    Attempt,
    Category,
    Course,
    Enrollment,
    Quiz,
    Slot,
)
from courses.summaries.papers import draw
from portal.demo.people import named


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
    for row in read("quizzes", "tries"):
        _try(row)


def _draw(activity: Activity, row: dict[str, Any]) -> None:
    """Instead of every question, so many from their category."""
    quiz = Quiz.objects.get(activity=activity)
    quiz.slots.all().delete()
    category = Category.objects.get(course=activity.module.course, title=activity.title)
    Slot.objects.create(quiz=quiz, category=category, count=row["draw"], position=1)


def _try(row: dict[str, Any]) -> None:
    """Handed in as from the page, its essay perhaps graded; then moved to its day."""
    learner, submitted_at = named(row["person"]), days(-row["days_ago"])
    asked = Quiz.objects.for_asking().filter(
        activity__module__course__slug=row["course"], activity__title=row["quiz"]
    )
    quiz = asked.select_related("activity__module__course").get()
    paper = draw(quiz, learner.pk, 1)
    keys = [item.version.question_id for item in paper.items]
    attempt = quizzes.hand_in(
        learner=learner,
        quiz=quiz,
        paper=paper,
        given=dict(zip(keys, row["given"], strict=True)),
    )
    if "percent" in row:
        essay = Answer.objects.ungraded().get(attempt=attempt)
        grading.grade(
            grader=named("mentor"),
            answer=essay,
            percent=row["percent"],
            remark=row["remark"],
        )
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=submitted_at, submitted_at=submitted_at
    )
    seats = Enrollment.objects.active().filter(
        learner=learner, cohort__course__slug=row["course"]
    )
    seats.update(last_active_at=submitted_at)
