"""How the reading by peers begins and ends: whatever they do, it ends."""

from datetime import timedelta
from statistics import median

from django.db import transaction
from django.utils import timezone

from common import journal
from courses.actions import allocating, approving, calling, peer_news
from courses.models import Assignment, HandIn, PeerReview, PeerRound, Submission
from courses.models.peer_review import rounds_due

State = PeerRound.State


def begin(turn: HandIn) -> PeerRound | None:
    """Let peers read what was handed in for the first time, if anybody could.

    What was mended is read by the mentor. Whoever hands in may also be the one that
    another's work has waited for.
    """
    if not turn.submission.assignment.peers:
        return None
    submission, assignment = (
        turn.submission,
        allocating.hold(turn.submission.assignment),
    )
    reading = None
    mates = allocating.mates_of(submission.learner, assignment).values("learner")
    wanted = min(assignment.peers, mates.distinct().count())
    if wanted and turn.number == 1:
        days = timedelta(days=assignment.peer_days)
        reading = PeerRound.objects.create(
            turn=turn, wanted=wanted, waits_until=turn.handed_in_at + days
        )
    allocating.fill_all(assignment, submission.learner)
    return reading


def close(turn: HandIn) -> None:
    """The mentor has decided: nobody is waited for any longer."""
    reading = PeerRound.objects.open().filter(turn=turn).first()
    if reading is None:
        return
    assignment = allocating.hold(turn.submission.assignment)
    for review in reading.reviews.open().select_related("reviewer"):
        release(review, assignment)
    reading.state = State.CLOSED
    reading.save(update_fields=["state"])


def release(review: PeerReview, assignment: Assignment) -> None:
    """Ask this reviewer no longer; what they have written they may still send."""
    review.state = PeerReview.State.CLOSED
    review.save(update_fields=["state"])
    peer_news.say_released(review, assignment)


def move_on() -> int:
    """Hand on what is past its day, or else to the mentors; the number of works."""
    moved = 0
    due = rounds_due().values_list("turn__submission", flat=True)
    for pk in list(due):
        with transaction.atomic():
            works = Submission.objects.select_for_update(of=("self",), skip_locked=True)
            submission = works.filter(pk=pk).first()
            if submission is not None:
                moved += _move_on(submission)
    return moved


def settle(reading: PeerRound, assignment: Assignment) -> None:
    """End the round if all have read, or if nothing more is to be hoped for."""
    reading = PeerRound.objects.prefetch_related("reviews").get(pk=reading.pk)
    if reading.state not in (State.OPEN, State.FALLEN_BACK):
        return
    if len(reading.given) == reading.wanted:
        _finish(reading, assignment)
    elif reading.is_open and not _has_hope(reading):
        _end(reading, State.FALLEN_BACK)
        calling.call(reading.turn, reading)


def _move_on(submission: Submission) -> bool:
    """The work's row is locked."""
    assignment = allocating.hold(submission.assignment)
    reading = rounds_due().filter(turn__submission=submission).first()
    if reading is None:
        return False
    for review in reading.reviews.overdue().select_related("reviewer"):
        review.state = PeerReview.State.PASSED_ON
        review.save(update_fields=["state"])
        peer_news.say_passed_on(review, assignment)
    allocating.fill(reading, assignment)
    settle(reading, assignment)
    return True


def _has_hope(reading: PeerRound) -> bool:
    if any(review.is_open for review in reading.reviews.all()):
        return True
    return reading.waits_until > timezone.now() and bool(reading.empty_places())


def _finish(reading: PeerRound, assignment: Assignment) -> None:
    """All have read. Most of them approving is enough where peers decide.

    A score that would not complete the step goes to the mentor instead.
    """
    submission = reading.turn.submission
    scores = [one.score for one in reading.given if one.score is not None]
    reading.score = round(median(scores)) if scores else None
    approving_ones = sum(review.approves for review in reading.given)
    is_agreed = assignment.peers_decide and 2 * approving_ones > reading.wanted
    is_enough = approving.is_enough(submission, reading.score)
    if is_agreed and is_enough and submission.is_waiting:
        _end(reading, State.APPROVED)
        _approve(reading, submission)
    else:
        _end(reading, State.READ)
        if submission.is_waiting:
            calling.call(reading.turn, reading)


def _end(reading: PeerRound, state: PeerRound.State) -> None:
    reading.state = state
    reading.save(update_fields=["state", "score"])


def _approve(reading: PeerRound, submission: Submission) -> None:
    submission.state = Submission.State.APPROVED
    submission.score = reading.score
    submission.save(update_fields=["state", "score", "saved_at"])
    approving.credit(submission, evidence=f"peer_round:{reading.pk}")
    journal.record(
        deed="courses.submission_approved_by_peers",
        subject=submission,
        actor=None,
        person=submission.learner,
        round=reading.pk,
    )
    peer_news.say_approved(submission)
