"""Certificates that tests are about."""

from accounts.models import User
from accounts.tests.factories import make_person
from courses.actions import achievements, certificates
from courses.models import Achievement, Certificate, Cohort, Course
from courses.tests.factories import make_cohort, make_course, make_enrollment


def make_achievement(
    *,
    learner: User | None = None,
    course: Course | None = None,
    cohort: Cohort | None = None,
    kind: str = Achievement.Kind.COMPLETION,
) -> Achievement:
    """Earned by rules that were met; its certificate waits."""
    course = course or (cohort.course if cohort else make_course())
    return achievements.earn(
        learner=learner or make_person(name="Maria Sareng"),
        kind=kind,
        subject=f"courses.course:{course.pk}",
        title=course.title,
        hours=24,
        course=course,
        cohort=cohort,
        evidence="uji",
    )


def make_certificate(
    *, learner: User | None = None, cohort: Cohort | None = None
) -> Certificate:
    """Issued, in a cohort of its own unless one is given."""
    learner = learner or make_person(name="Maria Sareng")
    cohort = cohort or make_cohort(name="Angkatan 6")
    make_enrollment(cohort=cohort, learner=learner)
    achievement = make_achievement(learner=learner, cohort=cohort)
    certificates.issue_waiting()
    return achievement.certificates.get()


def facilitator_of(certificate: Certificate) -> User:
    cohort = certificate.achievement.cohort
    assert cohort is not None
    return cohort.facilitator
