"""Who may review a peer's work, and thank for a review; if not, why."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import PeerReview
from courses.permissions.activities import can_do


def can_give(user: User, review: PeerReview) -> Decision:
    """For a review read `for_reading`."""
    if review.reviewer_id != user.pk:
        return no(_("Karya ini ditelaah oleh teman yang diminta."))
    giving = may_give(review)
    submission = review.round.turn.submission
    return can_do(user, submission.assignment.activity) if giving else giving


def may_give(review: PeerReview) -> Decision:
    """Late words are welcome as long as nobody else's took their place."""
    if review.is_given:
        return no(_("Telaah ini sudah Anda kirim."))
    if review.is_taken:
        return no(_("Teman lain sudah menelaah karya ini. Terima kasih."))
    if review.is_outdated:
        return no(_("Penulisnya sudah mengumpulkan yang lebih baru. Terima kasih."))
    return YES


def can_thank(user: User, review: PeerReview) -> Decision:
    if review.round.turn.submission.learner_id == user.pk and review.is_given:
        return YES
    return no(_("Yang menanggapi telaah adalah penulis karyanya."))
