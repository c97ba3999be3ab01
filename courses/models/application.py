"""Applications: who asks for a seat, who waits for one, and what became of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.cohort import Cohort
from network.models import Organization


class ApplicationQuerySet(models.QuerySet["Application"]):
    def asked(self) -> Self:
        """Those that a facilitator has to answer."""
        return self.filter(state=Application.State.ASKED).order_by("created_at", "pk")

    def queued(self) -> Self:
        """The waiting list, in its order."""
        return self.filter(state=Application.State.QUEUED).order_by("queued_at", "pk")

    def pending(self) -> Self:
        """Neither seated nor given up."""
        return self.filter(state__in=Application.PENDING)

    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def with_place(self) -> Self:
        """With `ahead`: how many stand before each on the waiting list."""
        before = (
            Application.objects.filter(
                cohort=OuterRef("cohort"), state=Application.State.QUEUED
            )
            .filter(
                Q(queued_at__lt=OuterRef("queued_at"))
                | Q(queued_at=OuterRef("queued_at"), pk__lt=OuterRef("pk"))
            )
            .order_by()
            .values("cohort")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(ahead=Coalesce(Subquery(before), 0))


class Application(models.Model):
    """A request for a seat, and a place on the waiting list (glossary: permohonan).

    `organization` is the one by whose quota the learner comes.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Menunggu jawaban")
        QUEUED = "queued", _("Di daftar tunggu")
        SEATED = "seated", _("Mendapat kursi")
        DECLINED = "declined", _("Tidak diterima")
        WITHDRAWN = "withdrawn", _("Dibatalkan")

    PENDING = (State.ASKED, State.QUEUED)

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="applications"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="course_applications",
    )
    note = models.TextField(_("alasan"), blank=True)
    state = models.CharField(max_length=10, choices=State)
    created_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    ahead: int  # only after with_place()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("permohonan")
        verbose_name_plural = _("permohonan")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"],
                condition=Q(state__in=["asked", "queued"]),
                name="courses_application_once_a_cohort",
            ),
            models.CheckConstraint(
                condition=~Q(state="queued") | Q(queued_at__isnull=False),
                name="courses_application_queued_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cohort", "state", "queued_at"],
                name="courses_application_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.cohort}"

    @property
    def is_queued(self) -> bool:
        return self.state == Application.State.QUEUED


class QuotaQuerySet(models.QuerySet["Quota"]):
    def with_left(self) -> Self:
        """With `left`: how many of its seats are still free."""
        taken = Count(
            "organization__quota_enrollments",
            filter=Q(
                organization__quota_enrollments__cohort=F("cohort"),
                organization__quota_enrollments__ended_at=None,
            ),
        )
        return self.annotate(left=F("seats") - taken)

    def open_to(self, person: User) -> Self:
        """Of organisations to which the person belongs, the largest rest first."""
        members = person.memberships.filter(
            ended_at=None, confirmed_at__isnull=False
        ).values("organization")
        return self.with_left().filter(organization__in=members).order_by("-left", "pk")


class Quota(models.Model):
    """How many seats of a cohort an organisation may fill with its members."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="quotas")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="quotas"
    )
    seats = models.PositiveSmallIntegerField(_("kursi"))

    left: int  # only after with_left()

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = _("jatah")
        verbose_name_plural = _("jatah")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "organization"], name="courses_quota_once"
            ),
            models.CheckConstraint(
                condition=Q(seats__gt=0), name="courses_quota_has_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.seats}"
