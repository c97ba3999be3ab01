"""Courses and cohorts that tests are about."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from courses.actions import bank, outline, quizzes
from courses.models import (
    Activity,
    Attempt,
    Category,
    Cohort,
    Completion,
    Course,
    DueDate,
    Enrollment,
    Lesson,
    Module,
    Question,
    Quiz,
    Slot,
)
from courses.summaries.papers import draw

_numbers = count(1)


def make_course(
    *, title: str | None = None, status: str = Course.Status.PUBLISHED
) -> Course:
    number = next(_numbers)
    return Course.objects.create(
        slug=f"kelas-{number}",
        title=title or f"Kelas {number}",
        summary="Belajar sesuatu yang berguna.",
        position=number,
        status=status,
    )


def make_module(*, course: Course | None = None, title: str = "Awal") -> Module:
    return outline.add_module(course=course or make_course(), title=title)


def make_lesson(
    *,
    module: Module | None = None,
    title: str = "Pelajaran",
    body: str = "<p>Isi pelajaran.</p>",
) -> Lesson:
    activity = outline.add_activity(
        module=module or make_module(),
        kind=Activity.Kind.LESSON,
        title=title,
        minutes=5,
    )
    return Lesson.objects.create(activity=activity, body=body)


def make_quiz(
    *,
    module: Module | None = None,
    title: str = "Kuis",
    questions: int = 2,
    pass_score: int = 60,
) -> Quiz:
    """A quiz whose first choice is always the right one."""
    activity = outline.add_activity(
        module=module or make_module(), kind=Activity.Kind.QUIZ, title=title
    )
    activity.threshold = pass_score
    activity.save()
    quiz = Quiz.objects.create(activity=activity)
    category = make_category(course=activity.module.course, title=f"Kuis {quiz.pk}")
    for number in range(1, questions + 1):
        question = make_question(
            category=category,
            prompt=f"Soal {number}?",
            body={
                "choices": [
                    {
                        "text": f"{text} {number}",
                        "is_right": text == "Benar",
                        "feedback": f"Umpan balik {text.lower()}.",
                    }
                    for text in ("Benar", "Salah", "Keliru")
                ]
            },
        )
        Slot.objects.create(quiz=quiz, question=question, position=number)
    return quiz


def make_category(*, course: Course | None = None, title: str = "Umum") -> Category:
    """Of the shared bank, unless a course is named."""
    return Category.objects.create(course=course, title=title)


def make_question(
    *,
    category: Category | None = None,
    kind: str = "single",
    prompt: str = "Apa?",
    body: dict[str, Any] | None = None,
    explanation: str = "",
) -> Question:
    question = Question.objects.create(category=category or make_category())
    choices = [{"text": "Ya", "is_right": True}, {"text": "Tidak", "is_right": False}]
    bank.add_version(
        question=question,
        kind=kind,
        prompt=prompt,
        body=body or {"choices": choices},
        explanation=explanation,
    )
    return question


def answers(quiz: Quiz, *positions: int) -> dict[int, list[str]]:
    """The choice at each position, counted from one; the first is the right one."""
    slots = quiz.slots.order_by("position")
    return {
        slot.question_id or 0: [str(position - 1)]
        for slot, position in zip(slots, positions, strict=True)
    }


def hand_in(*, learner: User, quiz: Quiz, given: dict[int, list[str]]) -> Attempt:
    """One try at a quiz without a clock, on the paper its page would show."""
    read = Quiz.objects.for_asking().get(pk=quiz.pk)
    number = quiz.attempts.filter(learner=learner).count() + 1
    paper = draw(read, learner.pk, number)
    return quizzes.hand_in(learner=learner, quiz=read, paper=paper, given=given)


def make_cohort(
    *,
    course: Course | None = None,
    name: str = "Angkatan 1",
    facilitator: User | None = None,
    mentor: User | None = None,
    mode: str = Cohort.Mode.SELF_PACED,
    status: str = Cohort.Status.OPEN,
    seats: int = 20,
    starts_on: date | None = None,
    ends_on: date | None = None,
    admission: str = Cohort.Admission.OPEN,
    code: str = "",
) -> Cohort:
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        course=course or make_course(),
        name=name,
        mode=mode,
        status=status,
        admission=admission,
        code=code,
        seats=seats,
        starts_on=starts_on or today - timedelta(days=30),
        ends_on=ends_on or today + timedelta(days=30),
    )
    cohort.facilitators.add(facilitator or make_person(name="Rahmat Fasilitator"))
    if mentor is not None:
        cohort.mentors.add(mentor)
    return cohort


def make_due_date(*, cohort: Cohort, activity: Activity, days_ago: int = 0) -> DueDate:
    day = timezone.localdate() - timedelta(days=days_ago)
    return DueDate.objects.create(cohort=cohort, activity=activity, due_on=day)


def make_enrollment(
    *,
    cohort: Cohort | None = None,
    learner: User | None = None,
    enrolled_at: datetime | None = None,
    last_active_at: datetime | None = None,
    mentor: User | None = None,
) -> Enrollment:
    """Looked after by the cohort's first mentor, unless another is named."""
    cohort = cohort or make_cohort()
    return Enrollment.objects.create(
        cohort=cohort,
        learner=learner or make_person(),
        mentor=mentor or cohort.mentors.order_by("pk").first(),
        enrolled_at=enrolled_at or timezone.now(),
        last_active_at=last_active_at,
    )


def make_completion(
    *, learner: User, activity: Activity, evidence: str = "dibaca"
) -> Completion:
    return Completion.objects.create(
        learner=learner, activity=activity, evidence=evidence
    )
