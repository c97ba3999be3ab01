"""Who reads whose work: peers of one cohort, fairly, and under one lock."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from courses.actions import peer_news
from courses.models import Assignment, Enrollment, PeerReview, PeerRound, Submission

# How many more works somebody reads than read theirs, so that the last are read too.
MOST_BEYOND = 2


def hold(assignment: Assignment) -> Assignment:
    """The assignment, locked until the transaction ends.

    Every change of who reads what begins here, after the lock on the work itself:
    without it two works could be given to one person who had time for one.
    """
    locked: Assignment = (
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("activity__module__course")
        .get(pk=assignment.pk)
    )
    return locked


def mates_of(learner: User, assignment: Assignment) -> QuerySet[Enrollment]:
    """The seats of those who learn beside the person, in any of their cohorts."""
    seats = Enrollment.objects.active().filter(
        cohort__course=assignment.activity.module.course
    )
    own = seats.filter(learner=learner)
    mates = seats.filter(cohort__in=own.values("cohort"), learner__is_active=True)
    return mates.exclude(learner=learner)


def fill_all(assignment: Assignment, newcomer: User) -> None:
    """Somebody handed in: give out what waited in their cohorts, and their own."""
    near = mates_of(newcomer, assignment).values("learner")
    waiting = PeerRound.objects.lacking().filter(
        Q(turn__submission__learner__in=near) | Q(turn__submission__learner=newcomer),
        turn__submission__assignment=assignment,
    )
    for reading in waiting.select_related("turn__submission__learner"):
        fill(reading, assignment)


def fill(reading: PeerRound, assignment: Assignment) -> None:
    """Ask somebody for every empty place, as far as there is anybody."""
    for place in reading.empty_places():
        reviewer = _next_reviewer(reading, assignment)
        if reviewer is None:
            return
        now = timezone.now()
        review = PeerReview.objects.create(
            round=reading,
            place=place,
            reviewer=reviewer,
            asked_at=now,
            due_at=now + timedelta(days=assignment.peer_days),
        )
        peer_news.ask(review, assignment)


def _next_reviewer(reading: PeerRound, assignment: Assignment) -> User | None:
    """Of those who have handed in: who lets nobody wait, and reads the least now.

    Nobody reads one work twice, nor more works than read theirs: the place waits for
    who hands in next. Only when it presses are others asked for a few more.
    """
    work = "learner__peer_reviews__round__turn__submission"
    here = Q(**{f"{work}__assignment": assignment})
    state = "learner__peer_reviews__state"
    author = reading.turn.submission.learner
    mates = mates_of(author, assignment).filter(learner=OuterRef("learner"))
    known = PeerReview.objects.filter(round=reading, reviewer=OuterRef("learner"))
    reviews = "learner__peer_reviews"
    most = reading.wanted + (MOST_BEYOND if reading.is_pressing else 0)
    ready = (
        Submission.objects.filter(Exists(mates), assignment=assignment)
        .exclude(handed_in_at=None)
        .exclude(Exists(known))
        .annotate(
            late=Count(reviews, filter=here & Q(**{state: PeerReview.State.PASSED_ON})),
            now=Count(reviews, filter=Q(**{state: PeerReview.State.OPEN})),
            share=Count(reviews, filter=here & ~Q(**{state: PeerReview.State.CLOSED})),
        )
        .filter(share__lt=most)
        .select_related("learner")
        .order_by("late", "now", "share", "handed_in_at", "pk")
    )
    first = ready.first()
    return first.learner if first else None
