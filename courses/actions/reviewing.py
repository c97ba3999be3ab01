"""Judging what was handed in: by the rubric, approved or returned."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from courses.actions import approving, peer_rounds
from courses.models import Feedback, Submission
from courses.permissions import can_review
from notices.actions import telling
from notices.readers import as_read_by

REVIEWED = "courses.submission_reviewed"


@transaction.atomic
def review(
    *,
    reviewer: User,
    submission: Submission,
    turn: int,
    verdict: str,
    levels: Sequence[int],
    comment: str,
) -> Feedback:
    """Approve or return, or raise `Refused`. `turn` is the number that was read.

    The submission's row is locked: of two mentors the second is told. What is approved
    completes the activity for ever; the journal keeps who said so. Peers who are still
    reading are waited for no longer.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("assignment__activity__module__course", "learner")
        .get(pk=submission.pk)
    )
    require(can_review(reviewer, submission))
    latest = submission.turns.order_by("-number")[0]
    if latest.number != turn:
        raise Refused(_("Peserta sudah mengumpulkan yang lebih baru. Baca itu dulu."))
    marks = marks_by(submission.assignment.rubric, levels)
    score = score_of(marks)
    if verdict == Feedback.Verdict.APPROVED:
        _require_enough(submission, score)
    said = Feedback.objects.create(
        turn=latest,
        reviewer=reviewer,
        verdict=verdict,
        marks=marks,
        score=score,
        comment=comment,
    )
    submission.state = verdict
    submission.score = score
    submission.save(update_fields=["state", "score", "saved_at"])
    peer_rounds.close(latest)
    _settle(submission, said)
    return said


def _require_enough(submission: Submission, score: int | None) -> None:
    if not approving.is_enough(submission, score):
        least = submission.assignment.activity.threshold or 0
        raise Refused(
            _(
                "Langkah ini baru selesai dengan nilai rubrik paling sedikit %(least)s:"
                " kembalikan untuk diperbaiki, atau nilai lagi."
            )
            % {"least": least}
        )


def marks_by(
    rubric: list[dict[str, Any]], levels: Sequence[int]
) -> list[dict[str, Any]]:
    """The level chosen of each criterion, in the words of the rubric as it is now."""
    if len(levels) != len(rubric):
        raise Refused(_("Rubriknya baru saja diubah. Muat ulang, lalu nilai lagi."))
    marks = []
    for criterion, chosen in zip(rubric, levels, strict=True):
        best = max(level["points"] for level in criterion["levels"])
        level = criterion["levels"][chosen]
        marks.append({"title": criterion["title"], "of": best, **level})
    return marks


def score_of(marks: list[dict[str, Any]]) -> int | None:
    """In percent; none without a rubric, or of one that gives no points."""
    best = sum(mark["of"] for mark in marks)
    return round(100 * sum(mark["points"] for mark in marks) / best) if best else None


def _settle(submission: Submission, said: Feedback) -> None:
    if said.verdict == Feedback.Verdict.APPROVED:
        approving.credit(submission, evidence=f"feedback:{said.pk}")
    journal.record(
        deed=REVIEWED,
        subject=submission,
        actor=said.reviewer,
        person=submission.learner,
        reason=said.comment,
        feedback=said.pk,
        verdict=said.verdict,
    )
    _tell(submission, said)


def _tell(submission: Submission, said: Feedback) -> None:
    activity = submission.assignment.activity
    with as_read_by(submission.learner):
        given = {"title": activity.title, "name": said.reviewer.name}
        if said.verdict == Feedback.Verdict.APPROVED:
            title = _("Disetujui: %(title)s") % given
            text = _("%(name)s menyetujui tugas Anda. Baca umpan baliknya.") % given
        else:
            title = _("Perlu diperbaiki: %(title)s") % given
            text = _("%(name)s mengembalikan tugas Anda dengan catatan.") % given
        telling.tell(
            person=submission.learner,
            kind="courses.submission_reviewed",
            title=title,
            text=text,
            url=activity.get_absolute_url(),
            key=f"courses.feedback:{said.pk}",
        )
