"""Calling those who judge a work: once for each time that it was handed in."""

from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Enrollment, HandIn, PeerRound, Submission
from notices.actions import telling
from notices.readers import as_read_by


def call(turn: HandIn, reading: PeerRound | None = None) -> None:
    """Tell the mentors that the work waits for them, and what peers did with it."""
    submission = turn.submission
    given = {
        "name": submission.learner.name,
        "title": submission.assignment.activity.title,
    }
    for person in _mentors(submission):
        with as_read_by(person):
            telling.tell(
                person=person,
                kind="courses.handed_in",
                title=_("Tugas masuk: %(title)s") % given,
                text=_why(reading) % given,
                url=submission.get_absolute_url(),
                key=f"courses.hand_in:{turn.pk}",
            )


def _why(reading: PeerRound | None) -> str:
    if reading is None:
        return _("%(name)s mengumpulkan tugas dan menunggu telaah Anda.")
    if reading.state == PeerRound.State.READ:
        return _(
            "Teman-teman %(name)s sudah menelaah tugasnya. Putusannya di tangan Anda."
        )
    return _(
        "Telaah teman untuk tugas %(name)s belum lengkap sampai tenggatnya. Supaya"
        " tidak tertahan, tugas ini sekarang menunggu Anda."
    )


def _mentors(submission: Submission) -> list[User]:
    """The learner's own mentors; without any, who facilitates their cohorts."""
    seats = Enrollment.objects.active().filter(
        learner=submission.learner,
        cohort__course=submission.assignment.activity.module.course,
    )
    mentors = User.objects.filter(mentored_enrollments__in=seats)
    facilitators = User.objects.filter(facilitated_cohorts__enrollments__in=seats)
    return list(mentors.distinct()) or list(facilitators.distinct())
