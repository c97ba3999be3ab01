"""Release conditions: what must be so before a learner may open an activity."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.cohort import Cohort
from courses.models.completion import Completion
from courses.models.course import Course
from courses.models.enrollment import Enrollment
from courses.models.result import Result
from courses.models.rule import Rule


class ConditionQuerySet(models.QuerySet["Condition"]):
    def in_course(self, course: Course) -> Self:
        return self.filter(activity__module__course=course)

    def for_reader(self, user: User | AnonymousUser) -> Self:
        """With what this reader has done of what is asked, in one query."""
        learner = user.pk if user.is_authenticated else None
        done = Completion.objects.filter(learner=learner)
        scores = Result.objects.filter(
            learner=learner, event=Rule.SCORE, activity=OuterRef("other")
        )
        seats = Enrollment.objects.active().filter(learner=learner)
        return (
            self.annotate(
                is_past=Exists(done.filter(activity=OuterRef("activity"))),
                other_done=Exists(done.filter(activity=OuterRef("other"))),
                other_score=Subquery(scores.values("value")[:1]),
                is_member=Exists(seats.filter(cohort=OuterRef("cohort"))),
            )
            .select_related("other__module__course", "cohort")
            .order_by("activity", "kind", "pk")
        )

    def unmet_by(self, user: User, today: date | TruncDate) -> Self:
        """Those that keep this person out; of several cohorts one is enough."""
        own = Enrollment.objects.active().filter(
            learner=user, cohort__conditions__activity=OuterRef("activity")
        )
        late = Q(kind=Condition.Kind.DATE, opens_on__gt=today)
        undone = Q(kind=Condition.Kind.DONE, other_done=False)
        low = Q(kind=Condition.Kind.SCORE) & (
            Q(other_score=None) | Q(other_score__lt=models.F("score"))
        )
        outside = Q(kind=Condition.Kind.COHORT) & ~Exists(own)
        asked = self.for_reader(user).filter(is_past=False)
        return asked.filter(late | outside | (~_RESTS & (undone | low)))


# A condition on what is still a draft rests: nobody could fulfil it.
_RESTS = Q(other__status=Activity.Status.DRAFT)


class Condition(models.Model):
    """One thing an activity waits for. All must be so; of cohorts, one."""

    class Kind(models.TextChoices):
        DATE = "date", _("Sesudah tanggal")
        DONE = "done", _("Sesudah kegiatan lain selesai")
        SCORE = "score", _("Sesudah nilai tercapai")
        COHORT = "cohort", _("Hanya untuk angkatan")

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="conditions"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    opens_on = models.DateField(_("tanggal"), null=True, blank=True)
    other = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="opens",
        verbose_name=_("kegiatan"),
    )
    score = models.PositiveSmallIntegerField(
        _("nilai"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="conditions",
        verbose_name=_("angkatan"),
    )

    # Only after for_reader().
    is_past: bool
    other_done: bool
    other_score: int | None
    is_member: bool

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("syarat terbuka")
        verbose_name_plural = _("syarat terbuka")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="date", opens_on__isnull=False)
                    | Q(kind="done", other__isnull=False)
                    | Q(kind="score", other__isnull=False, score__range=(1, 100))
                    | Q(kind="cohort", cohort__isnull=False)
                ),
                name="courses_condition_says_what",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("activity")),
                name="courses_condition_not_on_itself",
            ),
            models.UniqueConstraint(
                fields=["activity", "kind", "other", "cohort"],
                nulls_distinct=False,
                name="courses_condition_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_kind_display()}"

    @property
    def rests(self) -> bool:
        return self.other is not None and self.other.is_draft

    @property
    def is_met(self) -> bool:
        """Whether it lets in the reader whom `for_reader` was asked about."""
        if self.rests:
            return True
        if self.kind == self.Kind.DATE:
            return self.opens_on is not None and self.opens_on <= timezone.localdate()
        if self.kind == self.Kind.DONE:
            return self.other_done
        if self.kind == self.Kind.SCORE:
            return (self.other_score or 0) >= (self.score or 0)
        return self.is_member
