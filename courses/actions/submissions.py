"""Working on an assignment: keep the draft, hand it in."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.actions import calling, completion, peer_rounds
from courses.models import Assignment, HandIn, Rule, Submission
from courses.permissions import can_do, can_hand_in, may_write


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

    The submission's row is locked: pressed twice, it is handed in once. Peers read it
    first where the assignment asks for them; else the mentors are called.
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
    if not peer_rounds.begin(turn):
        calling.call(turn)
    completion.meet(
        learner=learner,
        activity=assignment.activity,
        event=Rule.ANSWERED,
        evidence=f"hand_in:{turn.pk}",
    )
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
            submission.files.add(uploads.keep_bare(upload=upload))
    if submission.files.count() > assignment.most_files:
        raise Refused(
            _("Paling banyak %(most)d berkas.") % {"most": assignment.most_files}
        )
