"""Courses and cohorts that tests are about."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from courses.actions import outline
from courses.models import (
    Activity,
    Choice,
    Cohort,
    Completion,
    Course,
    DueDate,
    Enrollment,
    Lesson,
    Module,
    Question,
    Quiz,
)

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
    for number in range(1, questions + 1):
        question = Question.objects.create(
            quiz=quiz, prompt=f"Soal {number}?", position=number
        )
        for position, text in enumerate(("Benar", "Salah", "Keliru"), start=1):
            Choice.objects.create(
                question=question,
                text=f"{text} {number}",
                is_correct=position == 1,
                feedback=f"Umpan balik {text.lower()}.",
                position=position,
            )
    return quiz


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
) -> Cohort:
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        course=course or make_course(),
        name=name,
        mode=mode,
        status=status,
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
