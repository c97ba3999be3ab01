"""Taking a person's name and words out of courses; what was earned still counts.

Completions, results, attendance and certificates stay as rows without a name: counts
and a certificate's number go on being true.
"""

from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.personal import GONE
from common import journal
from common.models import JournalEntry
from courses.actions import registration, seating
from courses.actions.reviewing import REVIEWED
from courses.models import (
    Answer,
    Application,
    CalendarFeed,
    Certificate,
    Cohort,
    Discussion,
    Enrollment,
    Feedback,
    Follow,
    HandIn,
    Participation,
    Presence,
    QuestionVersion,
    Registration,
    Response,
    Roster,
    Submission,
    Viewing,
    Vote,
    Webinar,
)
from courses.personal import peers

# Words may stand where a number was asked, too.
TYPED = (
    QuestionVersion.Kind.ESSAY,
    QuestionVersion.Kind.SHORT,
    QuestionVersion.Kind.NUMERIC,
    QuestionVersion.Kind.CLOZE,
)


def forget(person: User) -> None:
    _leave_seats(person)
    _leave_work(person)
    _blank_words(person)
    peers.forget(person)
    _blank_certificates(person)
    _strike_from_rosters(person)
    for model in (CalendarFeed, Follow, Presence, Viewing, Vote):
        model.objects.filter(person=person).delete()
    Participation.objects.filter(learner=person).delete()
    Response.objects.filter(learner=person).delete()


def _leave_seats(person: User) -> None:
    """Seats of cohorts that still run go to who waits; of others they stay."""
    now = timezone.now()
    Application.objects.filter(learner=person).update(note="")
    pending = Application.objects.pending().of_learner(person)
    pending.update(state=Application.State.WITHDRAWN, decided_at=now)
    seats = Enrollment.objects.active().filter(learner=person)
    running = seats.filter(cohort__ends_on__gte=timezone.localdate())
    for cohort in Cohort.objects.filter(enrollments__in=running).order_by("pk"):
        held = seating.hold(cohort)
        held.enrollments.active().filter(learner=person).update(ended_at=now)
        seating.move_up(held)
    coming = Webinar.objects.filter(
        registrations__in=Registration.objects.open().of_person(person), ends_at__gt=now
    )
    for webinar in coming.select_for_update(of=("self",)).order_by("pk"):
        places = webinar.registrations.open().filter(person=person)
        places.update(cancelled_at=now)
        registration.move_up(webinar)


def _leave_work(person: User) -> None:
    """Their learners get the mentor who has the fewest."""
    person.facilitated_cohorts.clear()
    person.mentored_cohorts.clear()
    person.authored_courses.clear()
    person.curated_series.clear()
    mentored = Enrollment.objects.filter(mentor=person).select_related("cohort")
    for seat in mentored:
        seat.mentor = seating.least_busy_mentor(seat.cohort)
        seat.save(update_fields=["mentor"])
    Discussion.objects.filter(asked_by=person).update(asked_by=None)


def _blank_words(person: User) -> None:
    """What they wrote as a learner goes; scores stay, so that averages do."""
    own = Answer.objects.filter(attempt__learner=person)
    own.filter(version__kind__in=TYPED).update(given=[])
    own.update(remark="")
    Submission.objects.filter(learner=person).update(text="")
    HandIn.objects.filter(submission__learner=person).update(text="")
    Feedback.objects.filter(turn__submission__learner=person).update(comment="")
    reviewed = JournalEntry.objects.filter(person=person, deed=REVIEWED)
    reviewed.update(reason="")


def _blank_certificates(person: User) -> None:
    """The number and the code still answer whether the paper is genuine."""
    for certificate in Certificate.objects.filter(achievement__learner=person):
        if certificate.pdf:
            delete = certificate.pdf.storage.delete
            transaction.on_commit(partial(delete, str(certificate.pdf.name)))
        certificate.reason = certificate.reason.replace(person.name, "…")
        certificate.pdf, certificate.name, certificate.organization = "", GONE, ""
        certificate.save(update_fields=["pdf", "name", "organization", "reason"])


def _strike_from_rosters(person: User) -> None:
    """Uploaded lists name people by e-mail or number: their row goes."""
    known = {known for known in (person.email, person.phone) if known}
    for roster in Roster.objects.all().only("rows"):
        kept = [row for row in roster.rows if not known & set(row)]
        kept = journal.without(kept, person.name)
        if kept != roster.rows:
            roster.rows = kept
            roster.save(update_fields=["rows"])
