"""Penerapan: a worksheet published on lokadaya.com is what its course was for."""

from courses.actions import achievements
from initiatives.mentors import enrollment_under
from initiatives.models import Initiative, Review, Worksheet


def note(*, worksheet: Worksheet, initiative: Initiative) -> None:
    """Its course is that of the mentor who approved it last, if there is one."""
    approved = worksheet.reviews.filter(verdict=Review.Verdict.APPROVED)
    approval = approved.select_related("mentor").first()
    if approval is None:
        return
    seat = enrollment_under(approval.mentor, worksheet.author)
    if seat is not None:
        achievements.apply(
            learner=worksheet.author,
            course=seat.cohort.course,
            evidence=initiative.url,
            title=initiative.title,
        )
