"""Pretend cohorts: who learns in them, how far they are, and since when."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from common.demo import days, known_uuid, read
from courses.actions import settling
from courses.models import (
    Activity,
    Answer,
    Application,
    Attempt,
    Cohort,
    Completion,
    Course,
    DueDate,
    Enrollment,
    QuestionVersion,
    Quota,
    Result,
    Rule,
)
from network.models import Organization
from portal.demo import network, people

# Enrolled this long before the cohort began, if it began at all.
ENROLLED_BEFORE = 3


def load() -> None:
    known = {person.sub: person for person in people.everyone()}
    for row in read("cohorts"):
        cohort = _make_cohort(row)
        activities = list(Activity.objects.of_course(cohort.course).required())
        _set_due_dates(cohort, activities)
        seats, earned = [], []
        for member in row["members"]:
            learner = known[known_uuid("person", member["person"])]
            seat = _seat(cohort, learner, people.named(row["mentor"]), member)
            seats.append(seat)
            done = activities[: member["progress"]]
            earned += _earned(seat, done)
        Enrollment.objects.bulk_create(seats)
        _line_up(cohort, row)
        # Somebody in two cohorts of a course has done its activities only once.
        Completion.objects.bulk_create(earned, ignore_conflicts=True)
        _hand_in_quizzes(earned)
    settling.settle()


def _make_cohort(row: dict[str, Any]) -> Cohort:
    course = Course.objects.get(slug=row["course"])
    facilitator = people.named(row["facilitator"])
    course.authors.add(facilitator)
    today = timezone.localdate()
    is_taking = row["mode"] == Cohort.Mode.SELF_PACED or row["starts_in_days"] > 0
    is_over = row["ends_in_days"] < 0
    cohort = Cohort.objects.create(
        course=course,
        name=row["name"],
        mode=row["mode"],
        status=(
            Cohort.Status.OPEN if is_taking and not is_over else Cohort.Status.CLOSED
        ),
        seats=row["seats"],
        admission=row.get("admission", Cohort.Admission.OPEN),
        code=row.get("code", ""),
        starts_on=today + timedelta(days=row["starts_in_days"]),
        ends_on=today + timedelta(days=row["ends_in_days"]),
    )
    cohort.facilitators.add(facilitator)
    cohort.mentors.add(people.named(row["mentor"]))
    Quota.objects.bulk_create(
        Quota(cohort=cohort, organization=network.named(key), seats=seats)
        for key, seats in row.get("quotas", {}).items()
    )
    return cohort


def _line_up(cohort: Cohort, row: dict[str, Any]) -> None:
    """Those who wait for a seat, and those who ask the facilitator for one."""
    for nth, key in enumerate(row.get("waiting", []), start=1):
        Application.objects.create(
            cohort=cohort,
            learner=people.named(key),
            state=Application.State.QUEUED,
            queued_at=days(nth - 10),
            created_at=days(nth - 10),
        )
    for nth, asked in enumerate(row.get("asked", []), start=1):
        Application.objects.create(
            cohort=cohort,
            learner=people.named(asked["person"]),
            note=asked["note"],
            state=Application.State.ASKED,
            created_at=days(nth - 5),
        )


def _set_due_dates(cohort: Cohort, activities: list[Activity]) -> None:
    """One activity after the other, evenly, the last on the last day."""
    if not cohort.is_scheduled:
        return
    length = (cohort.ends_on - cohort.starts_on).days
    DueDate.objects.bulk_create(
        DueDate(
            cohort=cohort,
            activity=activity,
            due_on=cohort.starts_on + timedelta(days=length * nth // len(activities)),
        )
        for nth, activity in enumerate(activities, start=1)
    )


def _seat(
    cohort: Cohort, learner: Any, mentor: Any, member: dict[str, Any]
) -> Enrollment:
    last = days(-member["last_active_days_ago"])
    began = timezone.now() - timedelta(
        days=(timezone.localdate() - cohort.starts_on).days + ENROLLED_BEFORE
    )
    return Enrollment(
        cohort=cohort,
        learner=learner,
        mentor=mentor,
        organization=_sent_by(member),
        enrolled_at=min(began, last),
        last_active_at=last if member["progress"] else None,
    )


def _sent_by(member: dict[str, Any]) -> Organization | None:
    """The organisation whose quota the seat is of, if it is of any."""
    return network.named(member["sent_by"]) if "sent_by" in member else None


def _earned(seat: Enrollment, done: list[Activity]) -> list[Completion]:
    """The last one when they were last there, the others evenly before it."""
    last = seat.last_active_at
    if last is None:
        return []
    step = (last - seat.enrolled_at) / (len(done) + 1)
    return [
        Completion(
            learner=seat.learner,
            activity=activity,
            earned_at=last - step * (len(done) - nth),
            evidence="lesson.finished",
        )
        for nth, activity in enumerate(done, start=1)
    ]


def _hand_in_quizzes(earned: list[Completion]) -> None:
    """A passed try for every quiz that is done; every third learner missed one."""
    attempts: list[Attempt] = []
    answers: list[Answer] = []
    asked: dict[int, list[QuestionVersion]] = {}
    for nth, completion in enumerate(earned):
        if completion.activity.kind != Activity.Kind.QUIZ:
            continue
        quiz = completion.activity.quiz
        if quiz.pk not in asked:
            slots = quiz.slots.select_related("question__current")
            asked[quiz.pk] = [
                slot.question.current
                for slot in slots
                if slot.question and slot.question.current
            ]
        attempt = _attempt(completion, len(asked[quiz.pk]), misses=nth % 3 == 0)
        attempts.append(attempt)
        answers += _answers(attempt, asked[quiz.pk])
    Attempt.objects.bulk_create(attempts)
    Result.objects.bulk_create(_result(attempt) for attempt in attempts)
    Answer.objects.bulk_create(answers)


def _result(attempt: Attempt) -> Result:
    return Result(
        learner=attempt.learner,
        activity=attempt.quiz.activity,
        event=Rule.SCORE,
        value=attempt.score,
        recorded_at=attempt.started_at,
    )


def _attempt(completion: Completion, total: int, *, misses: bool) -> Attempt:
    correct = total - misses
    submitted_at: datetime = completion.earned_at
    return Attempt(
        quiz=completion.activity.quiz,
        learner=completion.learner,
        number=1,
        correct=correct,
        total=total,
        earned=correct,
        points=total,
        score=100 * correct // total,
        is_pass=True,
        started_at=submitted_at,
        submitted_at=submitted_at,
    )


def _answers(attempt: Attempt, versions: list[QuestionVersion]) -> list[Answer]:
    """All of them right; but who missed one missed another than the next learner."""
    has_missed = attempt.correct < attempt.total
    missed = attempt.learner_id % attempt.total + 1 if has_missed else None
    given = []
    for nth, version in enumerate(versions, start=1):
        is_right = nth != missed
        choices = version.body["choices"]
        place = next(n for n, c in enumerate(choices) if c["is_right"] == is_right)
        given.append(
            Answer(
                attempt=attempt,
                position=nth,
                question_id=version.question_id,
                version=version,
                given=[str(place)],
                share=int(is_right),
            )
        )
    return given
