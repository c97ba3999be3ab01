"""Grading essays by hand."""

from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import require
from courses.actions import marking
from courses.models import Answer, Attempt, Enrollment
from courses.permissions import can_grade
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def grade(*, grader: User, answer: Answer, percent: int, remark: str) -> Answer:
    """Say what an essay earns, and why, or raise `Refused`.

    A grade may be corrected; the journal keeps each. The attempt's row is locked: its
    figures are added up from all its answers. What was completed by an earlier, higher
    grade stays completed.
    """
    attempt = (
        Attempt.objects.submitted()
        .select_for_update(of=("self",))
        .select_related("quiz__activity__module__course", "learner")
        .get(pk=answer.attempt_id)
    )
    require(can_grade(grader, attempt))
    answers = list(attempt.answers.select_related("version"))
    graded = next(one for one in answers if one.pk == answer.pk)
    before = graded.share
    graded.share = marking.as_share(Fraction(percent, 100))
    graded.remark, graded.graded_by = remark, grader
    graded.graded_at = timezone.now()
    graded.save(update_fields=["share", "remark", "graded_by", "graded_at"])
    marking.add_up(attempt, answers)
    attempt.save()
    _record(grader, attempt, graded, before)
    if attempt.waiting == 0:
        marking.credit(attempt)
        _tell(attempt)
    return graded


def call(attempt: Attempt) -> None:
    """Tell who looks after the learner that an essay waits, once a day and quiz."""
    seats = Enrollment.objects.active().filter(
        learner=attempt.learner,
        cohort__course__modules=attempt.quiz.activity.module_id,
    )
    for seat in seats.select_related("mentor", "cohort"):
        guides = [seat.mentor] if seat.mentor else seat.cohort.facilitators.all()
        for person in guides:
            _tell_grader(person, attempt)


def _tell_grader(person: User, attempt: Attempt) -> None:
    quiz = attempt.quiz
    with as_read_by(person):
        title = _("Esai menunggu dinilai: %(quiz)s") % {"quiz": quiz.activity.title}
        telling.tell(
            person=person,
            kind="courses.essay_waiting",
            title=title,
            text=_("Peserta menunggu catatan Anda. Bacalah selagi masih hangat."),
            url=reverse("courses:essays"),
            key=f"courses.essays:{quiz.pk}:{timezone.localdate()}",
        )


def _record(
    grader: User, attempt: Attempt, answer: Answer, before: Decimal | None
) -> None:
    journal.record(
        deed="courses.essay_graded",
        subject=attempt,
        actor=grader,
        person=attempt.learner,
        reason=answer.remark,
        answer=answer.pk,
        before=None if before is None else str(before),
        after=str(answer.share),
    )


def _tell(attempt: Attempt) -> None:
    with as_read_by(attempt.learner):
        title = _("Sudah dinilai: %(quiz)s") % {"quiz": attempt.quiz.activity.title}
        text = _("Nilai percobaan ini %(score)d. Bukalah untuk membaca catatannya.")
        telling.tell(
            person=attempt.learner,
            kind="courses.essay_graded",
            title=title,
            text=text % {"score": attempt.score},
            url=attempt.get_absolute_url(),
            key=f"courses.attempt:{attempt.pk}:graded",
        )
