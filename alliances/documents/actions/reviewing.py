"""A review round: opened with a deadline, answered by organisations, closed."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import news, shelf, versions
from alliances.documents.models import Document, Review, ReviewRound
from alliances.documents.permissions import can_answer, can_publish
from common import journal
from common.decisions import Refused, require
from network.models import Organization

REMINDED_BEFORE = (timedelta(days=3), timedelta(days=1))


@transaction.atomic
def open_round(
    *,
    steward: User,
    document: Document,
    due_at: datetime,
    organizations: Collection[Organization],
    request: str = "",
) -> ReviewRound:
    """Lay the text of this moment before the organisations."""
    document = shelf.locked(document)
    require(can_publish(steward, document))
    if document.rounds.running().exists():
        raise Refused(_("Naskah ini sedang ditinjau. Tutup dulu tinjauan itu."))
    version = versions.take(document, steward, name=_("Untuk ditinjau"))
    round_ = ReviewRound.objects.create(
        document=document,
        version=version,
        due_at=due_at,
        request=request,
        opened_by=steward,
    )
    Review.objects.bulk_create(
        Review(round=round_, organization=organization)
        for organization in organizations
    )
    if document.state == Document.State.DRAFT:
        Document.objects.filter(pk=document.pk).update(state=Document.State.REVIEW)
    news.of_round(round_)
    return round_


@transaction.atomic
def answer(*, person: User, review: Review, state: str, words: str = "") -> Review:
    """The organisation's word; said again it takes the place of what it said before."""
    review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("round__document__alliance", "organization")
        .get(pk=review.pk)
    )
    require(can_answer(person, review))
    review.state, review.words = state, words
    review.answered_by, review.answered_at = person, timezone.now()
    review.save(update_fields=["state", "words", "answered_by", "answered_at"])
    journal.record(
        deed="documents.review_answered",
        subject=review,
        actor=person,
        state=state,
        organization=review.organization.name,
    )
    return review


@transaction.atomic
def close_round(*, steward: User, round_: ReviewRound) -> None:
    document = shelf.locked(round_.document)
    require(can_publish(steward, document))
    ReviewRound.objects.running().filter(pk=round_.pk).update(closed_at=timezone.now())
    if document.state == Document.State.REVIEW:
        Document.objects.filter(pk=document.pk).update(state=Document.State.DRAFT)


@transaction.atomic
def extend_round(*, steward: User, round_: ReviewRound, due_at: datetime) -> None:
    document = shelf.locked(round_.document)
    require(can_publish(steward, document))
    running = ReviewRound.objects.running().filter(pk=round_.pk)
    if not running.filter(due_at__lt=due_at).update(due_at=due_at):
        raise Refused(_("Tenggat yang baru harus lebih lambat dari yang sekarang."))


def remind() -> None:
    """Before the deadline, who has not answered; after it, the stewards. Each once."""
    now = timezone.now()
    rounds = ReviewRound.objects.running().select_related("document__alliance")
    for round_ in rounds.filter(due_at__lte=now + max(REMINDED_BEFORE)):
        if round_.due_at <= now:
            news.of_ended_round(round_)
            continue
        left = round_.due_at - now
        nearest = min(before for before in REMINDED_BEFORE if left <= before)
        day = f"{round_.due_at.isoformat()}-{nearest.days}"
        waiting = round_.reviews.filter(state=Review.State.WAITING)
        for review in waiting.select_related("organization", "round__document"):
            news.of_waiting_review(review, day=day)
