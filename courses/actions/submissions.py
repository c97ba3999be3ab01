"""Working on an assignment: keep the draft, hand it in."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import Refused, require
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.actions import completion
from courses.models import Assignment, Enrollment, HandIn, Rule, Submission
from courses.permissions import can_do, can_hand_in, may_write
from notices.actions import telling


@transaction.atomic
def keep_draft(
    *,
    learner: User,
    assignment: Assignment,
    text: str,
    files: Iterable[Upload] = (),
    dropped: Iterable[Upload] = (),
) -> Submission:
    """Write the draft down, or raise `Refused`. `files` come to those already there."""
    require(can_do(learner, assignment.activity))
    submission = _locked(learner, assignment)
    require(may_write(assignment, submission))
    _write(submission, text, files, dropped)
    completion.note_activity(learner=learner, activity=assignment.activity)
    return submission


@transaction.atomic
def hand_in(
    *,
    learner: User,
    assignment: Assignment,
    text: str,
    files: Iterable[Upload] = (),
    dropped: Iterable[Upload] = (),
) -> HandIn:
    """Hand in what is written now, or raise `Refused`.

    The submission's row is locked: pressed twice, it is handed in once.
    """
    submission = _locked(learner, assignment)
    require(can_hand_in(learner, submission))
    _write(submission, text, files, dropped)
    if not submission.text.strip() and not submission.files.exists():
        raise Refused(_("Belum ada yang dikumpulkan: tulis atau lampirkan dulu."))
    turn = HandIn.objects.create(
        submission=submission,
        number=submission.turns.count() + 1,
        text=submission.text,
    )
    turn.files.set(submission.files.all())
    submission.state = Submission.State.HANDED_IN
    submission.handed_in_at = turn.handed_in_at
    submission.save()
    completion.meet(
        learner=learner,
        activity=assignment.activity,
        event=Rule.ANSWERED,
        evidence=f"hand_in:{turn.pk}",
    )
    _tell_mentors(submission, turn)
    return turn


def _locked(learner: User, assignment: Assignment) -> Submission:
    Submission.objects.get_or_create(learner=learner, assignment=assignment)
    mine = Submission.objects.select_for_update(of=("self",))
    submission = mine.get(learner=learner, assignment=assignment)
    submission.assignment = assignment
    return submission


def _write(
    submission: Submission,
    text: str,
    files: Iterable[Upload],
    dropped: Iterable[Upload],
) -> None:
    assignment = submission.assignment
    submission.text = text if assignment.takes_text else ""
    submission.save(update_fields=["text", "saved_at"])
    for upload in dropped:
        submission.files.remove(upload)
        if not upload.turns.exists():
            uploads.release(upload=upload)
    for upload in files:
        if assignment.takes_files and upload.owner_id == submission.learner_id:
            submission.files.add(uploads.keep(upload=upload))
    if submission.files.count() > assignment.most_files:
        raise Refused(
            _("Paling banyak %(most)d berkas.") % {"most": assignment.most_files}
        )


def _tell_mentors(submission: Submission, turn: HandIn) -> None:
    activity = submission.assignment.activity
    given = {"name": submission.learner.name, "title": activity.title}
    for person in _reviewers(submission):
        telling.tell(
            person=person,
            kind="courses.handed_in",
            title=_("Tugas masuk: %(title)s") % given,
            text=_("%(name)s mengumpulkan tugas dan menunggu telaah Anda.") % given,
            url=submission.get_absolute_url(),
            key=f"courses.hand_in:{turn.pk}",
        )


def _reviewers(submission: Submission) -> list[User]:
    """The learner's own mentors; without any, who facilitates their cohorts."""
    seats = Enrollment.objects.active().filter(
        learner=submission.learner,
        cohort__course=submission.assignment.activity.module.course,
    )
    mentors = User.objects.filter(mentored_enrollments__in=seats)
    facilitators = User.objects.filter(facilitated_cohorts__enrollments__in=seats)
    return list(mentors.distinct()) or list(facilitators.distinct())
