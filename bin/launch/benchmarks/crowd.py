"""A crowd for the bench: a course of 50,000 learners, and a cohort of 2,000."""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from accounts.models import User
from common.models import Regency
from courses.actions import outline
from courses.models import Activity, Cohort, Course, DueDate, Enrollment, Rule
from network.models import Membership, Organization

CROWD = 50_000
COHORT = 2_000
MODULES = 8
STEPS_IN_MODULE = 5
CROWDED = "bench-ramai"
TRAINED = "bench-terjadwal"
TRAINER = "pelatih@contoh.id"
BATCH = 2_000

# How far learner n is: always the same, and some have done all.
SOME_DONE = """
    INSERT INTO courses_completion (learner_id, activity_id, earned_at, evidence)
    SELECT seat.learner_id, step.id, now() - (step.nth || ' hours')::interval, 'bench'
    FROM courses_enrollment seat
    JOIN courses_cohort cohort ON cohort.id = seat.cohort_id
    JOIN (
        SELECT activity.id, module.course_id, row_number() OVER (
            PARTITION BY module.course_id ORDER BY module.position, activity.position
        ) AS nth
        FROM courses_activity activity
        JOIN courses_module module ON module.id = activity.module_id
    ) step ON step.course_id = cohort.course_id
    WHERE cohort.course_id = %s AND step.nth <= seat.learner_id * 7919 %% 41
"""

# A score for every graded step that is done.
SOME_SCORES = """
    INSERT INTO courses_result (learner_id, activity_id, event, value, recorded_at)
    SELECT done.learner_id, done.activity_id, 'score',
        60 + done.learner_id * 31 %% 41, done.earned_at
    FROM courses_completion done
    JOIN courses_activity step ON step.id = done.activity_id AND step.rule = 'score'
    JOIN courses_module module ON module.id = step.module_id
    WHERE module.course_id = %s
"""


def fill(dice: random.Random) -> None:
    trainer = User.objects.create_user(name="Bu Pelatih", email=TRAINER)
    mentors = [
        User.objects.create_user(name=f"Mentor {n}", email=f"mentor{n}@contoh.id")
        for n in range(4)
    ]
    people = _people(dice)
    _members(people)
    half = CROWD // 2
    crowded = _course(CROWDED)
    for nth in (0, 1):
        cohort = _cohort(crowded, trainer, mentors, Cohort.Mode.SELF_PACED, half)
        _seats(dice, cohort, mentors, people[nth * half : (nth + 1) * half])
    trained = _course(TRAINED)
    cohort = _cohort(trained, trainer, mentors, Cohort.Mode.SCHEDULED, COHORT)
    _seats(dice, cohort, mentors, people[:COHORT])
    graded = Activity.objects.filter(module__course=trained, position=STEPS_IN_MODULE)
    graded.update(rule=Rule.SCORE, threshold=60)
    with connection.cursor() as cursor:
        for course in (crowded, trained):
            cursor.execute(SOME_DONE, [course.pk])
        cursor.execute(SOME_SCORES, [trained.pk])


def settle() -> None:
    """As a database is that has run for a while: counted and vacuumed."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def cohort() -> Cohort:
    found: Cohort = Cohort.objects.select_related("course").get(course__slug=TRAINED)
    return found


def crowded() -> Course:
    found: Course = Course.objects.get(slug=CROWDED)
    return found


def mentor() -> User:
    found: User = User.objects.get(email="mentor0@contoh.id")
    return found


def organization() -> Organization:
    return Organization.objects.earliest("pk")


def trainer() -> User:
    found: User = User.objects.get(email=TRAINER)
    return found


def learner() -> User:
    """One of those enrolled, whichever."""
    seats = cohort().enrollments.active().select_related("learner").order_by("pk")
    seat = seats.first()
    assert seat is not None
    return seat.learner


def _people(dice: random.Random) -> list[User]:
    regencies = list(Regency.objects.current().select_related("province"))
    password = make_password(None)
    made = []
    for number in range(CROWD):
        regency = dice.choice(regencies)
        made.append(
            User(
                email=f"ramai{number}@contoh.id",
                name=f"Peserta Rekaan {number}",
                regency=regency,
                time_zone=regency.province.time_zone,
                password=password,
            )
        )
    saved: list[User] = User.objects.bulk_create(made, BATCH)
    return saved


def _members(people: list[User]) -> None:
    organizations = list(Organization.objects.order_by("pk"))
    now = timezone.now()
    Membership.objects.bulk_create(
        (
            Membership(
                organization=organizations[n % len(organizations)],
                person=person,
                confirmed_at=now,
            )
            for n, person in enumerate(people)
        ),
        BATCH,
    )


def _course(slug: str) -> Course:
    course = Course.objects.create(
        slug=slug, title=slug, summary="-", status=Course.Status.PUBLISHED
    )
    for part in range(1, MODULES + 1):
        module = outline.add_module(course=course, title=f"Modul {part}")
        for step in range(1, STEPS_IN_MODULE + 1):
            outline.add_activity(
                module=module,
                kind=Activity.Kind.LESSON,
                title=f"Pelajaran {part}.{step}",
            )
    return course


def _cohort(
    course: Course, trainer: User, mentors: list[User], mode: str, seats: int
) -> Cohort:
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        course=course,
        name="Angkatan besar",
        mode=mode,
        status=Cohort.Status.OPEN,
        seats=seats,
        starts_on=today - timedelta(days=40),
        ends_on=today + timedelta(days=40),
    )
    cohort.facilitators.add(trainer)
    cohort.mentors.add(*mentors)
    steps = Activity.objects.of_course(course).required()
    DueDate.objects.bulk_create(
        DueDate(
            cohort=cohort,
            activity=step,
            due_on=cohort.starts_on + timedelta(days=2 * nth),
        )
        for nth, step in enumerate(steps, start=1)
    )
    return cohort


def _seats(
    dice: random.Random, cohort: Cohort, mentors: list[User], people: list[User]
) -> None:
    now = timezone.now()
    Enrollment.objects.bulk_create(
        (
            Enrollment(
                cohort=cohort,
                learner=person,
                mentor=mentors[n % len(mentors)],
                enrolled_at=now - timedelta(days=45),
                last_active_at=now - timedelta(days=dice.randint(0, 30)),
            )
            for n, person in enumerate(people)
        ),
        BATCH,
    )
