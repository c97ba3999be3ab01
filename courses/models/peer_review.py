"""Peer review: learners of a cohort read each other's work before a mentor does."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.enrollment import Enrollment, EnrollmentQuerySet
from courses.models.peer_round import HOLDS, PeerRound
from courses.models.submission import Feedback, HandIn, Submission


class PeerReviewQuerySet(models.QuerySet["PeerReview"]):
    def open(self) -> Self:
        return self.filter(state=PeerReview.State.OPEN)

    def given(self) -> Self:
        return self.filter(state=PeerReview.State.GIVEN)

    def of_reviewer(self, user: User) -> Self:
        return self.filter(reviewer=user)

    def received_by(self, user: User) -> Self:
        """What peers said of the person's own work."""
        return self.given().filter(round__turn__submission__learner=user)

    def overdue(self) -> Self:
        """Open past their day, or with somebody who is no longer there."""
        is_gone = Q(reviewer__is_active=False) | ~Exists(_seats_of_reviewer())
        return self.open().filter(Q(due_at__lte=timezone.now()) | is_gone)

    def of_those_still_there(self) -> Self:
        """Whose reviewer learns in the course of the work, as when they were asked."""
        return self.filter(Exists(_seats_of_reviewer()))

    def readable(self) -> Self:
        """Given, or possible to give still, by who learns in the course: only then the
        work is shown.
        """
        return (
            self.of_those_still_there()
            .with_standing()
            .filter(
                Q(state=PeerReview.State.GIVEN) | Q(is_taken=False, is_outdated=False)
            )
        )

    def with_standing(self) -> Self:
        """With what decides whether a review may still be given."""
        others = PeerReview.objects.given().filter(
            round=OuterRef("round"), place=OuterRef("place")
        )
        newer = HandIn.objects.filter(
            submission=OuterRef("round__turn__submission"),
            number__gt=OuterRef("round__turn__number"),
        )
        return self.annotate(
            is_taken=Exists(others.exclude(pk=OuterRef("pk"))),
            is_outdated=Exists(newer),
        )

    def for_list(self) -> Self:
        """What is asked for first, the soonest due on top; then the latest."""
        is_open = Q(state=PeerReview.State.OPEN)
        return (
            self.select_related(
                "round__turn__submission__learner",
                "round__turn__submission__assignment__activity__module__course",
            )
            .annotate(is_last=~is_open)
            .order_by("is_last", "due_at", "pk")
        )

    def for_reading(self) -> Self:
        return self.for_list().with_standing()


def _seats_of_reviewer() -> EnrollmentQuerySet:
    """The seats of a review's reviewer in the course of the work."""
    course = "round__turn__submission__assignment__activity__module__course"
    return Enrollment.objects.active().filter(
        learner=OuterRef("reviewer"), cohort__course=OuterRef(course)
    )


class PeerReview(models.Model):
    """One learner asked to read another's work (glossary: telaah teman).

    Of those who were asked for one place, one after the other, the words of one count.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu telaah")
        GIVEN = "given", _("Terkirim")
        PASSED_ON = "passed_on", _("Diserahkan ke orang lain")
        CLOSED = "closed", _("Tidak ditunggu lagi")

    class Suggestion(models.TextChoices):
        APPROVED = Feedback.Verdict.APPROVED, _("Sudah memenuhi yang diminta")
        RETURNED = Feedback.Verdict.RETURNED, _("Perlu diperbaiki dulu")

    class Helped(models.TextChoices):
        YES = "yes", _("Sangat membantu")
        PARTLY = "partly", _("Sebagian membantu")
        NO = "no", _("Belum membantu")

    round = models.ForeignKey(
        PeerRound, on_delete=models.PROTECT, related_name="reviews"
    )
    place = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="peer_reviews"
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    suggestion = models.CharField(
        _("saran"), max_length=10, choices=Suggestion, blank=True
    )
    marks = models.JSONField(default=list, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(_("catatan"), blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    helped = models.CharField(max_length=6, choices=Helped, blank=True)
    thanks = models.CharField(max_length=300, blank=True)

    # Only after with_standing().
    is_taken: bool
    is_outdated: bool

    objects = PeerReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("telaah teman")
        verbose_name_plural = _("telaah teman")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "reviewer"], name="courses_peerreview_once_a_work"
            ),
            models.UniqueConstraint(
                fields=["round", "place"],
                condition=Q(state="open"),
                name="courses_peerreview_one_open",
            ),
            models.UniqueConstraint(
                fields=["round", "place"],
                condition=Q(state="given"),
                name="courses_peerreview_one_counts",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=100),
                name="courses_peerreview_score_percent",
            ),
            models.CheckConstraint(
                condition=~Q(state="given")
                | (~Q(suggestion="") & Q(given_at__isnull=False)),
                name="courses_peerreview_given_says_so",
            ),
        ]
        indexes = [
            models.Index(
                fields=["reviewer", "due_at"],
                condition=Q(state="open"),
                name="courses_peerreview_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.round.turn}"

    def get_absolute_url(self) -> str:
        return reverse("courses:peer_review", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_given(self) -> bool:
        return self.state == self.State.GIVEN

    @property
    def is_held(self) -> bool:
        return self.state in HOLDS

    @property
    def approves(self) -> bool:
        return self.suggestion == self.Suggestion.APPROVED

    @property
    def remind_at(self) -> datetime:
        """A day before it is due, or halfway when there is less time."""
        return self.due_at - min(timedelta(days=1), (self.due_at - self.asked_at) / 2)


def rounds_due() -> models.QuerySet[PeerRound]:
    """Those that the clock moves on: somebody is late, or nobody came."""
    reviews = PeerReview.objects.filter(round=OuterRef("pk"))
    nobody = Q(waits_until__lte=timezone.now()) & ~Exists(reviews.open())
    pressing = PeerRound.objects.lacking().pressing().order_by()
    waits = Q(pk__in=pressing.values("pk"))
    return PeerRound.objects.open().filter(Exists(reviews.overdue()) | nobody | waits)


def with_peers(submissions: models.QuerySet[Submission]) -> models.QuerySet[Submission]:
    """With what peers said of each hand-in; for submissions `for_reading`."""
    reviews = PeerReview.objects.select_related("reviewer")
    return submissions.prefetch_related(
        models.Prefetch("turns__peer_round__reviews", reviews)
    )


def with_reviews_due(seats: EnrollmentQuerySet) -> EnrollmentQuerySet:
    """With until when the reviews are due that its learner is asked for there."""
    course = "round__turn__submission__assignment__activity__module__course"
    asked = PeerReview.objects.open().filter(
        **{"reviewer": OuterRef("learner"), course: OuterRef("cohort__course")}
    )
    due = ArraySubquery(asked.order_by("due_at").values("due_at"))
    return seats.annotate(reviews_due=due)  # type: ignore[no-redef]
