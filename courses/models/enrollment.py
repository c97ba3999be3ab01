"""Enrollments: who has a seat in which cohort."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.attendance import Attendance
from courses.models.cohort import Cohort, DueDate
from courses.models.completion import Completion
from courses.models.course import Course
from network.models import Membership

NEVER = "never"


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def in_course(self, course: Course) -> Self:
        return self.filter(cohort__course=course)

    def followed_by(self, user: User) -> Self:
        """The learners a person may follow: a coordinator only their province's."""
        if user.is_staff:
            return self
        provinces = user.coordinations.values("province")
        return self.filter(
            Q(cohort__in=user.facilitated_cohorts.values("pk"))
            | Q(cohort__in=user.mentored_cohorts.values("pk"))
            | Q(learner__regency__province__in=provinces)
        )

    def with_progress(self) -> Self:
        """How far each learner is, and whether behind (DOMAIN: behind).

        `since` is the date that counts: of the earliest due date missed or to come in
        a scheduled cohort, of the last activity in a self-paced one.
        """
        done = (
            Completion.objects.filter(
                learner=OuterRef("learner"),
                activity__module__course=OuterRef("cohort__course"),
                activity__is_required=True,
                activity__status=Activity.Status.PUBLISHED,
            )
            .order_by()
            .values("learner")
            .annotate(counted=Count("pk"))
            .values("counted")
        )
        ahead = (
            Activity.objects.required()
            .filter(module__course=OuterRef("cohort__course"))
            .exclude(completions__learner=OuterRef("learner"))
            .in_order()
        )
        due = (
            DueDate.objects.filter(
                cohort=OuterRef("cohort"),
                activity__is_required=True,
                activity__status=Activity.Status.PUBLISHED,
            )
            .exclude(activity__completions__learner=OuterRef("learner"))
            .order_by("due_on")
        )
        active_on = Greatest(
            TruncDate(Coalesce("last_active_at", "enrolled_at")), "cohort__starts_on"
        )
        is_scheduled = Q(cohort__mode=Cohort.Mode.SCHEDULED)
        return self.annotate(
            done=Coalesce(Subquery(done), 0),
            next_activity=Subquery(ahead.values("pk")[:1]),
            since=Case(
                When(is_scheduled, then=Subquery(due.values("due_on")[:1])),
                default=active_on,
            ),
        ).annotate(state=_state(is_scheduled))

    def behind(self) -> Self:
        return self.with_progress().filter(state=State.BEHIND)

    def for_board(self, user: User) -> Self:
        """The lines of a trainer's board, those behind longest first."""
        attended = (
            Attendance.objects.counted()
            .filter(
                person=OuterRef("learner"),
                webinar__course=OuterRef("cohort__course"),
                webinar__starts_at__date__gte=OuterRef("cohort__starts_on"),
                webinar__starts_at__date__lte=OuterRef("cohort__ends_on"),
            )
            .order_by()
            .values("person")
            .annotate(counted=Count("pk"))
            .values("counted")
        )
        memberships = Prefetch(
            "learner__memberships",
            Membership.objects.confirmed().select_related("organization"),
        )
        order = [State.BEHIND, State.ON_TRACK, State.AHEAD, State.FINISHED]
        rank = Case(*(When(state=s, then=n) for n, s in enumerate(order)))
        return (
            self.active()
            .followed_by(user)
            .with_progress()
            .annotate(attended=Coalesce(Subquery(attended), 0))
            .select_related("cohort", "learner")
            .prefetch_related(memberships)
            .order_by(rank, "since", "learner__name", "pk")
        )

    def matching(self, *, words: str = "", state: str = "", regency: str = "") -> Self:
        """Of `with_progress`, those that fit the filters; an empty one fits all."""
        found = self
        if words:
            members = Membership.objects.confirmed().filter(
                organization__name__icontains=words
            )
            found = found.filter(
                Q(learner__name__icontains=words)
                | Q(learner__in=members.values("person"))
            )
        if state == NEVER:
            found = found.filter(last_active_at=None)
        elif state:
            found = found.filter(state=state)
        return found.filter(learner__regency=regency) if regency else found

    def latest_active_first(self) -> Self:
        """By when something was last done there, or else by when the seat was taken."""
        return self.order_by(Coalesce("last_active_at", "enrolled_at").desc(), "-pk")


def _state(is_scheduled: Q) -> Case:
    """Of an enrollment that knows its `next_activity` and `since`."""
    today = timezone.localdate()
    waited = ExpressionWrapper(
        F("since") + F("cohort__idle_days"), output_field=models.DateField()
    )
    return Case(
        When(next_activity=None, then=Value(State.FINISHED)),
        When(cohort__starts_on__gt=today, then=Value(State.AHEAD)),
        When(is_scheduled & Q(since__lt=today), then=Value(State.BEHIND)),
        When(~is_scheduled & LessThanOrEqual(waited, today), then=Value(State.BEHIND)),
        default=Value(State.ON_TRACK),
        output_field=models.CharField(),
    )


class State(models.TextChoices):
    """Where a learner stands against the cohort's pace."""

    BEHIND = "behind", _("Tertinggal")
    ON_TRACK = "on_track", _("Sesuai jadwal")
    FINISHED = "finished", _("Tuntas")
    AHEAD = "ahead", _("Belum mulai")


class Enrollment(models.Model):
    """A seat (glossary: pendaftaran). Left, it stays as a row with `ended_at`.

    `mentor` is the one of the cohort's mentors who looks after this learner.
    `last_active_at` is empty until the learner has read or done something.
    """

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="enrollments"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentored_enrollments",
        verbose_name=_("mentor"),
    )
    enrolled_at = models.DateTimeField(default=timezone.now)
    last_active_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    # Only after with_progress().
    done: int
    next_activity: int | None
    since: date | None
    state: str

    attended: int  # only after for_board()

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pendaftaran")
        verbose_name_plural = _("pendaftaran")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"],
                condition=Q(ended_at=None),
                name="courses_enrollment_once_a_cohort",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.cohort}"
