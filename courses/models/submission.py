"""What learners hand in for an assignment, each time as it was, and what was said."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.uploads.models import Upload
from courses.models.assignment import Assignment
from courses.models.course import Course
from courses.models.enrollment import Enrollment, seats_in


def _read_by_peers() -> Exists:
    """Of a submission: whether peers are still reading what was handed in."""
    read = HandIn.objects.filter(submission=OuterRef("pk"), peer_round__state="open")
    return Exists(read)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def reviewed_by(self, user: User) -> Self:
        """Those the person may judge: writers of the course, mentors of the learner."""
        others = self.exclude(learner=user)
        if user.is_staff:
            return others
        seats = Enrollment.objects.filter(
            Q(mentor=user) | Q(cohort__mentors=user),
            learner=OuterRef("learner"),
            cohort__course=OuterRef("assignment__activity__module__course"),
        )
        edited = Course.objects.edited_by(user)
        return others.filter(
            Q(assignment__activity__module__course__in=edited) | Exists(seats)
        )

    def waiting(self) -> Self:
        return self.filter(state=Submission.State.HANDED_IN)

    def waiting_for_mentors(self) -> Self:
        """Waiting, and not still read by peers."""
        return self.waiting().exclude(_read_by_peers())

    def of_cohort(self, cohort: int) -> Self:
        """Of those who learn in the cohort, for its course."""
        course = "assignment__activity__module__course"
        return self.filter(Exists(seats_in(cohort, course)))

    def for_list(self) -> Self:
        """The longest waiting first; last those that peers are still reading."""
        return (
            self.select_related("learner", "assignment__activity__module__course")
            .annotate(is_with_peers=_read_by_peers())
            .order_by("is_with_peers", "handed_in_at", "pk")
        )

    def for_reading(self) -> Self:
        """With all that was ever handed in and said, the newest first."""
        turns = HandIn.objects.select_related("peer_round").order_by("-number")
        turns = turns.prefetch_related("files")
        feedback = Feedback.objects.select_related("reviewer").order_by("given_at")
        return self.select_related(
            "learner", "assignment__activity__module__course"
        ).prefetch_related(
            "files",
            Prefetch("turns", turns.prefetch_related(Prefetch("feedback", feedback))),
        )


class Submission(models.Model):
    """One learner's work on one assignment (glossary: kumpulan tugas).

    `text` and `files` are the draft. Handing in keeps a copy as a `HandIn`, which
    nothing changes any more; a returned work goes on as a draft.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        HANDED_IN = "handed_in", _("Menunggu telaah")
        RETURNED = "returned", _("Perlu diperbaiki")
        APPROVED = "approved", _("Disetujui")

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="submissions"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    text = models.TextField(_("tulisan"), blank=True)
    files = models.ManyToManyField(Upload, blank=True, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    is_with_peers: bool  # only after for_list()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kumpulan tugas")
        verbose_name_plural = _("kumpulan tugas")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "learner"], name="courses_submission_once"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=100),
                name="courses_submission_score_percent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["handed_in_at"],
                condition=Q(state="handed_in"),
                name="courses_submission_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.assignment}"

    def get_absolute_url(self) -> str:
        return reverse("courses:submission", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether its learner may still write in it."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.HANDED_IN


class HandIn(models.Model):
    """What was handed in, once, as it was then."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="turns"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    files = models.ManyToManyField(Upload, blank=True, related_name="turns")
    handed_in_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(
        auto_now_add=True
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="courses_handin_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}, {self.number}"


class Feedback(models.Model):
    """What a reviewer said of what was handed in, by the rubric as it was then.

    `marks` is a list of `{"title", "points", "of", "text"}`.
    """

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Setujui")
        RETURNED = "returned", _("Kembalikan untuk diperbaiki")

    turn = models.ForeignKey(HandIn, on_delete=models.PROTECT, related_name="feedback")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    verdict = models.CharField(_("putusan"), max_length=10, choices=Verdict)
    marks = models.JSONField(default=list, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(_("catatan"), blank=True)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("umpan balik")
        verbose_name_plural = _("umpan balik")
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=100),
                name="courses_feedback_score_percent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.turn}: {self.get_verdict_display()}"
