"""Filling the new activities of a course that was brought from elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from courses.actions import authoring
from courses.actions.enclosing import Enclosures
from courses.exchange.parcels import Content, Place
from courses.models import (
    Activity,
    Assignment,
    Course,
    Discussion,
    Question,
    Quiz,
    Slot,
)


class Filler:
    """Knows the course's files, and its questions by what the parcel calls them."""

    def __init__(
        self,
        author: User,
        course: Course,
        enclosures: Enclosures,
        questions: Mapping[str, Question],
    ) -> None:
        self._author, self._course = author, course
        self._enclosures, self._questions = enclosures, questions
        self._categories = {each.title: each for each in course.categories.all()}
        self._kinds: dict[str, Callable[[Activity, Content], list[str]]] = {
            Activity.Kind.LESSON: self._lesson,
            Activity.Kind.ASSIGNMENT: self._assignment,
            Activity.Kind.DISCUSSION: self._discussion,
            Activity.Kind.QUIZ: self._quiz,
        }

    def fill(self, activity: Activity, content: Content) -> list[str]:
        """What had to be changed on the way."""
        return self._kinds[activity.kind](activity, content)

    def _lesson(self, activity: Activity, content: Content) -> list[str]:
        notes: list[str] = []
        body = self._enclosures.in_html(content.text, notes)
        authoring.write_first(author=self._author, activity=activity, body=body)
        return notes

    def _assignment(self, activity: Activity, content: Content) -> list[str]:
        notes: list[str] = []
        instructions = self._enclosures.in_markdown(content.text, notes)
        Assignment.objects.create(
            activity=activity, instructions=instructions, **content.settings
        )
        return notes

    def _discussion(self, activity: Activity, content: Content) -> list[str]:
        notes: list[str] = []
        question = self._enclosures.in_markdown(content.text, notes)
        Discussion.objects.create(
            activity=activity, question=question, asked_by=self._author
        )
        return notes

    def _quiz(self, activity: Activity, content: Content) -> list[str]:
        settings: dict[str, Any] = dict(content.settings)
        threshold = settings.pop("threshold", None)
        if threshold is not None:
            activity.threshold = threshold
            activity.save(update_fields=["threshold"])
        quiz = Quiz.objects.create(activity=activity, intro=content.text, **settings)
        slots, notes = self._slots(quiz, content.places)
        Slot.objects.bulk_create(slots)
        return notes

    def _slots(
        self, quiz: Quiz, places: tuple[Place, ...]
    ) -> tuple[list[Slot], list[str]]:
        """What did not come in is not asked, nor is anything asked twice."""
        slots: list[Slot] = []
        seen: set[int] = set()
        missing = 0
        for place in places:
            question = self._questions.get(place.question)
            category = self._categories.get(place.category)
            is_twice = question is not None and question.pk in seen
            if is_twice or (question is None and category is None):
                missing += 1
                continue
            if question is not None:
                seen.add(question.pk)
            slots.append(
                Slot(
                    quiz=quiz,
                    position=len(slots) + 1,
                    question=question,
                    category=None if question else category,
                    count=place.count,
                    points=place.points,
                )
            )
        said = _("%d soal kuis ini tidak ikut: soalnya ditinggalkan atau kembar.")
        return slots, [said % missing] if missing else []
