"""Cohorts: one run of a course, on known dates, with limited seats."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.course import Course


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Drafts belong to their facilitators and staff; everything else is public."""
        if user.is_authenticated and user.is_staff:
            return self
        visible = ~Q(status=Cohort.Status.DRAFT)
        if user.is_authenticated:
            visible |= Q(pk__in=user.facilitated_cohorts.values("pk"))
        return self.filter(visible, course__in=Course.objects.visible_to(user))

    def managed_by(self, user: User) -> Self:
        """Those the person may change: facilitators their own, staff all."""
        if user.is_staff:
            return self
        return self.filter(pk__in=user.facilitated_cohorts.values("pk"))

    def open(self) -> Self:
        return self.filter(status=Cohort.Status.OPEN)

    def led_by(self, user: User) -> Self:
        """Those the person guides, as facilitator or mentor."""
        return self.filter(
            Q(pk__in=user.facilitated_cohorts.values("pk"))
            | Q(pk__in=user.mentored_cohorts.values("pk"))
        )

    def judged_by(self, user: User) -> Self:
        """Those whose learners' works the person may judge: guides, and authors."""
        return self.filter(
            Q(pk__in=Cohort.objects.led_by(user).values("pk"))
            | Q(course__in=Course.objects.edited_by(user))
        )

    def followed_by(self, user: User) -> Self:
        """Those whose board the person may open: as guide, coordinator or staff."""
        if user.is_staff:
            return self
        of_province = Q(
            pk__in=Cohort.objects.filter(
                enrollments__learner__regency__province__in=user.coordinations.values(
                    "province"
                ),
                enrollments__ended_at=None,
            ).values("pk")
        )
        return self.filter(
            Q(pk__in=user.facilitated_cohorts.values("pk"))
            | Q(pk__in=user.mentored_cohorts.values("pk"))
            | of_province
        )

    def joinable(self) -> Self:
        """Open, and not over."""
        return self.open().filter(ends_on__gte=timezone.localdate())

    def running(self, today: date | None = None) -> Self:
        today = today or timezone.localdate()
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def with_pace(self) -> Self:
        """With what `Pace` measures by; drafts and what is not required never count."""
        required = Activity.objects.required()
        steps = required.filter(module__course=OuterRef("course")).in_order()
        due = DueDate.objects.filter(cohort=OuterRef("pk"), activity__in=required)
        due = due.order_by("due_on", "activity")
        return self.annotate(
            required_activities=ArraySubquery(steps.values("pk")),
            due_activities=ArraySubquery(due.values("activity")),
            due_days=ArraySubquery(due.values("due_on")),
        )

    def with_seats_left(self) -> Self:
        taken = Count("enrollments", filter=Q(enrollments__ended_at=None))
        return self.annotate(seats_left=F("seats") - taken)


class Cohort(models.Model):
    """One run of a course (glossary: angkatan)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        OPEN = "open", _("Pendaftaran dibuka")
        CLOSED = "closed", _("Pendaftaran ditutup")

    class Mode(models.TextChoices):
        SELF_PACED = "self_paced", _("Belajar mandiri")
        SCHEDULED = "scheduled", _("Terjadwal")

    class Admission(models.TextChoices):
        OPEN = "open", _("Terbuka untuk semua")
        APPROVAL = "approval", _("Dengan persetujuan fasilitator")
        CODE = "code", _("Dengan kode")
        QUOTA = "quota", _("Dengan jatah organisasi")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("nama"), max_length=80)
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="facilitated_cohorts",
        verbose_name=_("fasilitator"),
    )
    mentors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="mentored_cohorts",
        verbose_name=_("mentor"),
    )
    mode = models.CharField(
        _("cara"), max_length=12, choices=Mode, default=Mode.SELF_PACED
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    admission = models.CharField(
        _("cara masuk"), max_length=10, choices=Admission, default=Admission.OPEN
    )
    code = models.CharField(_("kode"), max_length=40, blank=True)
    seats = models.PositiveSmallIntegerField(_("kursi"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    idle_days = models.PositiveSmallIntegerField(
        _("hari tanpa kegiatan"),
        default=14,
        help_text=_("Sesudah ini peserta angkatan mandiri disebut tertinggal."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    seats_left: int  # only after with_seats_left()

    # Only after with_pace().
    required_activities: list[int]
    due_activities: list[int]
    due_days: list[date]

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("angkatan")
        verbose_name_plural = _("angkatan")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gt=0), name="courses_cohort_has_seats"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="courses_cohort_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(idle_days__gt=0), name="courses_cohort_has_idle_days"
            ),
            models.CheckConstraint(
                condition=~Q(admission="code") | ~Q(code=""),
                name="courses_cohort_by_code_has_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("courses:cohort", args=[self.pk])

    @property
    def facilitator(self) -> User:
        """Who answers for the cohort: of its facilitators, the first by account."""
        return min(self.facilitators.all(), key=lambda person: person.pk)

    @property
    def facilitator_names(self) -> str:
        """All of them, as a sentence says it."""
        people = sorted(self.facilitators.all(), key=lambda person: person.pk)
        return str(get_text_list([person.name for person in people], _("dan")))

    @property
    def is_draft(self) -> bool:
        return self.status == Cohort.Status.DRAFT

    @property
    def is_open(self) -> bool:
        return self.status == Cohort.Status.OPEN

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def is_scheduled(self) -> bool:
        return self.mode == Cohort.Mode.SCHEDULED


class DueDate(models.Model):
    """By when the learners of a scheduled cohort should have done an activity."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="due_dates"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="due_dates"
    )
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "activity"], name="courses_duedate_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.due_on}"
