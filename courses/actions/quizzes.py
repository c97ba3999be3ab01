"""Taking a quiz: handing in a paper, or starting the clock and finishing in time."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from common.prepared import prepared
from courses.actions import grading, marking
from courses.actions.marking import Given
from courses.models import Answer, Attempt, Enrollment, Paper, Quiz
from courses.permissions import can_do, may_try
from courses.summaries.papers import draw


class Used(Refused):
    """This paper was handed in before; a new try has a new one."""


@transaction.atomic
def hand_in(*, learner: User, quiz: Quiz, paper: Paper, given: Given) -> Attempt:
    """Score one try at a quiz without a clock, or raise `Refused`.

    Every question of the paper must be answered, and a paper is one try: its answers
    may have been shown since. Every try is kept; reaching the pass score completes the
    activity, and a later, lower try takes nothing back.
    """
    require(can_do(learner, quiz.activity))
    if quiz.is_timed:
        raise Refused(_("Kuis ini memakai batas waktu: mulailah dari halamannya."))
    taken = _lock_tries(learner, quiz)
    require(may_try(quiz, taken))
    _require_unused(learner, quiz, paper)
    answers = _blank(paper)
    for answer in answers:
        answer.given = marking.fitting(answer, given.get(answer.question_id, ()))
        marking.mark(answer)
    if not answers or not all(answer.given for answer in answers):
        raise Refused(_("Jawab semua soal dulu, lalu kirim."))
    now = timezone.now()
    attempt = Attempt(
        quiz=quiz,
        learner=learner,
        number=taken + 1,
        seed=paper.seed,
        started_at=now,
        submitted_at=now,
    )
    marking.add_up(attempt, answers)
    _store(attempt, answers)
    _credit(attempt)
    return attempt


@transaction.atomic
def begin(*, learner: User, quiz: Quiz) -> Attempt:
    """Start the clock, or raise `Refused`. A clock that runs already is the answer."""
    require(can_do(learner, quiz.activity))
    if not quiz.is_timed:
        raise Refused(_("Kuis ini tanpa batas waktu: langsung jawab saja."))
    taken = _lock_tries(learner, quiz)
    running = Attempt.objects.open().filter(quiz=quiz, learner=learner).first()
    if running is not None and not running.is_late:
        return running
    if running is not None:
        _close(running)
    require(may_try(quiz, taken))
    paper = draw(quiz, learner.pk, taken + 1)
    if not paper.items:
        raise Refused(_("Kuis ini belum berisi soal."))
    now = timezone.now()
    attempt = Attempt(
        quiz=quiz,
        learner=learner,
        number=taken + 1,
        seed=paper.seed,
        started_at=now,
        due_at=now + quiz.time_allowed,
    )
    _store(attempt, _blank(paper))
    return attempt


@transaction.atomic
def keep(*, learner: User, attempt: Attempt, given: Given) -> Attempt:
    """Note what is answered so far; what arrives after the grace changes nothing."""
    attempt = _lock(learner, attempt)
    if attempt.is_open and not attempt.is_late:
        _note(attempt, given)
    return attempt


@transaction.atomic
def finish(*, learner: User, attempt: Attempt, given: Given) -> Attempt:
    """Hand in a quiz with a clock; by the server's clock, and once.

    While there is time, an answer that does not fit its question may still be mended:
    it is `Refused`. When the time is over, the parts that fit are scored. What arrives
    after the time and its grace is not taken: what was noted until then is scored.
    """
    attempt = _lock(learner, attempt)
    if not attempt.is_open:
        return attempt
    if attempt.has_time and not _fits(attempt, given):
        raise Refused(
            _(
                "Belum terkirim, dan waktunya masih ada: "
                "perbaiki jawaban yang ditandai, lalu kirim lagi."
            )
        )
    if not attempt.is_late:
        _note(attempt, given)
    return _close(attempt)


def close_overdue() -> int:
    """Score the attempts whose time is over; the number closed."""
    closed = 0
    for pk in Attempt.objects.overdue().values_list("pk", flat=True):
        with transaction.atomic():
            open_ones = Attempt.objects.open().select_for_update(skip_locked=True)
            attempt = open_ones.filter(pk=pk).first()
            if attempt is not None:
                _close(attempt)
                closed += 1
    return closed


def _lock_tries(learner: User, quiz: Quiz) -> int:
    """How many tries there were; no other begins until this one is written."""
    _lock_seats(learner, quiz.activity.module_id)
    return max(_numbers(learner, quiz), default=0)


@prepared
def _lock_seats(learner: User, module: int) -> QuerySet[Enrollment, tuple[int]]:
    seats = Enrollment.objects.active().filter(
        learner=learner, cohort__course__modules=module
    )
    return seats.select_for_update(of=("self",)).order_by("pk").values_list("pk")


@prepared
def _numbers(learner: User, quiz: Quiz) -> QuerySet[Attempt, int]:
    """Of the latest try."""
    tries = Attempt.objects.filter(quiz=quiz, learner=learner)
    return tries.order_by("-number").values_list("number", flat=True)[:1]


def _require_unused(learner: User, quiz: Quiz, paper: Paper) -> None:
    """Certain only under the seat's lock."""
    if _of_paper(learner, quiz, paper.seed):
        raise Used(
            _(
                "Lembar soal itu sudah Anda kirim dan hasilnya tercatat. Ini lembar "
                "yang baru: jawab, lalu kirim bila Anda ingin mencoba lagi."
            )
        )


@prepared
def _of_paper(learner: User, quiz: Quiz, seed: str) -> QuerySet[Attempt, tuple[int]]:
    """The try that the paper was handed in as."""
    tries = Attempt.objects.filter(quiz=quiz, learner=learner, seed=seed)
    return tries.values_list("pk")[:1]


def _lock(learner: User, attempt: Attempt) -> Attempt:
    mine = Attempt.objects.visible_to(learner).select_for_update(of=("self",))
    return mine.select_related("quiz__activity").get(pk=attempt.pk)


def _blank(paper: Paper) -> list[Answer]:
    return [
        Answer(
            position=position,
            question_id=item.version.question_id,
            version=item.version,
            points=item.points,
        )
        for position, item in enumerate(paper.items, start=1)
    ]


def _store(attempt: Attempt, answers: list[Answer]) -> None:
    attempt.save()
    for answer in answers:
        answer.attempt = attempt
    Answer.objects.bulk_create(answers)


def _fits(attempt: Attempt, given: Given) -> bool:
    return all(
        marking.fits(answer.version.asked, given.get(answer.question_id, ()))
        for answer in attempt.answers.select_related("version")
    )


def _note(attempt: Attempt, given: Given) -> None:
    answers = list(attempt.answers.select_related("version"))
    for answer in answers:
        answer.given = marking.noted(answer, given.get(answer.question_id, ()))
    Answer.objects.bulk_update(answers, ["given"])


def _close(attempt: Attempt) -> Attempt:
    """Score what was noted. Its row is locked."""
    answers = list(attempt.answers.select_related("version"))
    for answer in answers:
        marking.mark(answer)
    Answer.objects.bulk_update(answers, ["share"])
    now = timezone.now()
    attempt.submitted_at = min(now, attempt.taken_until or now)
    marking.add_up(attempt, answers)
    attempt.save()
    _credit(attempt)
    return attempt


def _credit(attempt: Attempt) -> None:
    marking.credit(attempt)
    if attempt.waiting:
        grading.call(attempt)
