"""Who may hand in, hand in again, judge, and fetch a file; if not, why."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.decisions import YES, Decision, no
from common.uploads.models import Upload
from courses.models import Assignment, PeerReview, Submission
from courses.permissions.activities import can_do


def may_write(assignment: Assignment, submission: Submission | None) -> Decision:
    """Whether there is a draft to write in; asked besides whether it counts."""
    if submission is None or submission.is_open:
        return YES
    if submission.state == Submission.State.APPROVED:
        return no(_("Tugas ini sudah disetujui."))
    return no(_("Tugas Anda sedang ditelaah. Draf terbuka lagi bila dikembalikan."))


def may_hand_in(assignment: Assignment, submission: Submission | None) -> Decision:
    """`may_write`, and once more within the number of times that it may be mended."""
    writing = may_write(assignment, submission)
    if not writing or submission is None or assignment.resubmissions is None:
        return writing
    if submission.turns.count() > assignment.resubmissions:
        return no(
            ngettext(
                "Tugas ini hanya boleh diperbaiki sekali. Hubungi mentor Anda.",
                "Tugas ini boleh diperbaiki %(most)d kali. Hubungi mentor Anda.",
                assignment.resubmissions,
            )
            % {"most": assignment.resubmissions}
        )
    return YES


def can_hand_in(learner: User, submission: Submission) -> Decision:
    doing = can_do(learner, submission.assignment.activity)
    return may_hand_in(submission.assignment, submission) if doing else doing


def can_review(user: User, submission: Submission) -> Decision:
    """Whoever writes the course, and the learner's mentors."""
    if submission.learner_id == user.pk:
        return no(_("Tugas sendiri ditelaah oleh orang lain."))
    if not Submission.objects.reviewed_by(user).filter(pk=submission.pk).exists():
        return no(_("Tugas ditelaah oleh fasilitator, penulis, dan mentor kelas ini."))
    if not submission.is_waiting:
        return no(_("Tidak ada yang menunggu telaah di sini."))
    return YES


def may_know_author(user: User, upload: Upload) -> bool:
    """A file's name may tell whose it is: peers of some works are not to know."""
    works = Submission.objects.filter(turns__files=upload)
    if upload.owner_id == user.pk or works.reviewed_by(user).exists():
        return True
    return not works.filter(assignment__hides_names=True).exists()


def can_fetch(user: User, upload: Upload) -> Decision:
    """Its owner, and who judges the work that it was handed in with; who reviews it,
    as long as they learn in the course.
    """
    works = Submission.objects.filter(turns__files=upload)
    if upload.owner_id == user.pk or works.reviewed_by(user).exists():
        return YES
    asked = PeerReview.objects.of_reviewer(user).filter(round__turn__files=upload)
    if asked.readable().exists():
        return YES
    return no(_("Berkas ini dibuka oleh pemiliknya dan penelaahnya."))
