"""Assignments, and the works and reviews that tests are about."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from accounts.models import User
from accounts.tests.factories import make_person
from common.tests.factories import PDF
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.actions import assigning, outline, peer_reviewing, reviewing, submissions
from courses.models import (
    Activity,
    Assignment,
    Cohort,
    HandIn,
    PeerReview,
    PeerRound,
    Rule,
    Submission,
)
from courses.tests.factories import make_cohort, make_course, make_enrollment

RUBRIC = [
    {
        "title": "Masalah",
        "levels": [{"points": 4, "text": "Jelas"}, {"points": 0, "text": "Belum"}],
    },
    {
        "title": "Bukti",
        "levels": [{"points": 2, "text": "Ada"}, {"points": 1, "text": "Sedikit"}],
    },
]


def make_assignment(**parts) -> Assignment:
    module = outline.add_module(course=make_course(), title="Awal")
    activity = outline.add_activity(
        module=module, kind=Activity.Kind.ASSIGNMENT, title="Peta masalah"
    )
    activity.rule = Rule.APPROVED
    activity.save()
    assigning.make_empty(activity)
    assignment = activity.assignment
    assignment.instructions, assignment.rubric = "Petakan masalahnya.", RUBRIC
    for name, value in parts.items():
        setattr(assignment, name, value)
    assignment.save()
    return assignment


def make_learner(assignment: Assignment, mentor: User | None = None) -> User:
    cohort = make_cohort(course=assignment.activity.module.course, mentor=mentor)
    return make_enrollment(cohort=cohort).learner


def make_upload(owner: User, name: str = "bukti.pdf") -> Upload:
    return uploads.take(owner=owner, file=SimpleUploadedFile(name, PDF))


def review(mentor: User, submission: Submission, verdict: str = "approved", **said):
    return reviewing.review(
        reviewer=mentor,
        submission=submission,
        **{
            "turn": submission.turns.count(),
            "verdict": verdict,
            "levels": [0, 1],
            "comment": "Kuat.",
            **said,
        },
    )


def make_cohort_of(
    assignment: Assignment, size: int, *, mentor: User | None = None
) -> tuple[Cohort, list[User]]:
    """A cohort of the assignment's course, and its learners."""
    course = assignment.activity.module.course
    cohort = make_cohort(course=course, mentor=mentor)
    people = [make_person(name=f"Peserta {n + 1}") for n in range(size)]
    for person in people:
        make_enrollment(cohort=cohort, learner=person)
    return cohort, people


def hand_in_work(learner: User, assignment: Assignment, text: str = "Isi") -> HandIn:
    return submissions.hand_in(learner=learner, assignment=assignment, text=text)


def asked(reading: PeerRound) -> PeerReview:
    """The one review of a round that somebody is asked for now."""
    return PeerReview.objects.open().get(round=reading)


def give(review: PeerReview, suggestion: str = "approved", **said: Any) -> PeerReview:
    return peer_reviewing.give(
        reviewer=review.reviewer,
        review=review,
        **{
            "suggestion": suggestion,
            "levels": [0, 0],
            "comment": "Buktinya kuat.",
            **said,
        },
    )


def let_days_pass(reading: PeerRound, days: int = 10) -> None:
    """As if the round, and what was asked in it, had begun so much earlier."""
    earlier = timedelta(days=days)
    PeerRound.objects.filter(pk=reading.pk).update(
        waits_until=F("waits_until") - earlier
    )
    HandIn.objects.filter(pk=reading.turn_id).update(
        handed_in_at=F("handed_in_at") - earlier
    )
    for review in reading.reviews.open():
        review.asked_at -= earlier
        review.due_at -= earlier
        review.save()
