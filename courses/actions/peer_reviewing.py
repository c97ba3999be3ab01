"""Reading a peer's work, saying what one thinks of it, and thanking for it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.commits import once_committed
from common.decisions import require
from courses.actions import allocating, completion, peer_news, peer_rounds
from courses.actions.reviewing import marks_by, score_of
from courses.models import PeerReview, Submission
from courses.permissions import can_give, can_thank


@transaction.atomic
def give(
    *,
    reviewer: User,
    review: PeerReview,
    suggestion: str,
    levels: Sequence[int],
    comment: str,
) -> PeerReview:
    """Send one's review, or raise `Refused`. Late it counts while no other's does.

    The work and its assignment are locked: of two people with one place, the words of
    the first count, and the second is told.
    """
    work = Submission.objects.select_for_update(of=("self",))
    submission = work.select_related("assignment").get(
        turns__peer_round=review.round_id
    )
    assignment = allocating.hold(submission.assignment)
    review = PeerReview.objects.for_reading().get(pk=review.pk)
    require(can_give(reviewer, review))
    review.marks = marks_by(assignment.rubric, levels)
    review.score = score_of(review.marks)
    review.suggestion, review.comment = suggestion, comment
    review.state, review.given_at = PeerReview.State.GIVEN, timezone.now()
    review.save()
    others = PeerReview.objects.open().filter(round=review.round, place=review.place)
    for other in others.select_related("reviewer"):
        peer_rounds.release(other, assignment)
    peer_news.say_given(review, assignment)
    peer_rounds.settle(review.round, assignment)
    # After the locks on the author's seats, lest two who read each other wait for ever.
    once_committed(
        completion.note_activity, learner=reviewer, activity=assignment.activity
    )
    return review


@transaction.atomic
def thank(*, author: User, review: PeerReview, helped: str, thanks: str) -> PeerReview:
    """Say whether it helped; the latest word stands, the reviewer hears the first."""
    received = PeerReview.objects.select_for_update(of=("self",)).select_related(
        "reviewer", "round__turn__submission__assignment__activity__module__course"
    )
    review = received.get(pk=review.pk)
    require(can_thank(author, review))
    review.helped, review.thanks = helped, thanks
    review.save(update_fields=["helped", "thanks"])
    if thanks or helped == PeerReview.Helped.YES:
        peer_news.say_thanks(review)
    return review
