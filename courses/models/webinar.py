"""Webinars: an hour in a room elsewhere, on a known date, with limited seats."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.cohort import Cohort
from courses.models.course import Course
from courses.models.enrollment import Enrollment
from courses.models.registration import Registration
from courses.models.series import Series
from courses.models.webinar_hours import (
    DOORS_OPEN_BEFORE,
    WATCHED_AFTER,
    WebinarHours,
)
from courses.models.webinar_record import WebinarRecord


class WebinarQuerySet(models.QuerySet["Webinar"]):
    def managed_by(self, user: User | AnonymousUser) -> Self:
        """Those the person hosts, or whose course or series the person leads."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff:
            return self
        return self.filter(
            Q(host=user)
            | Q(course__in=user.authored_courses.values("pk"))
            | Q(course__in=user.facilitated_cohorts.values("course"))
            | Q(series__in=user.curated_series.values("pk"))
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A draft is seen by those who manage it; the rest as their course is.

        What has no course belongs to a series, and those are public.
        """
        shown = self.exclude(status=Webinar.Status.DRAFT).filter(
            Q(course=None) | Q(course__in=Course.objects.visible_to(user))
        )
        return self.filter(
            Q(pk__in=shown.values("pk"))
            | Q(pk__in=Webinar.objects.managed_by(user).values("pk"))
        )

    def meant_for(self, user: User | AnonymousUser) -> Self:
        """Without those that are held for cohorts in which the person has no part."""
        if not user.is_authenticated:
            return self.filter(cohort=None)
        if user.is_staff:
            return self
        seats = Enrollment.objects.active().of_learner(user)
        return self.filter(
            Q(cohort=None)
            | Q(cohort__in=seats.values("cohort"))
            | Q(cohort__in=user.mentored_cohorts.values("pk"))
            | Q(pk__in=Webinar.objects.managed_by(user).values("pk"))
        )

    def begun_in(self, cohort: Cohort, starts_on: date, ends_on: date) -> Self:
        """What counts for a cohort of these days: its own webinars, and those of the
        whole course while it ran.
        """
        while_it_ran = Q(starts_at__date__gte=starts_on, starts_at__date__lte=ends_on)
        return self.published().filter(
            Q(cohort=cohort) | (Q(cohort=None) & while_it_ran)
        )

    def published(self) -> Self:
        return self.filter(status=Webinar.Status.PUBLISHED)

    def drafts(self) -> Self:
        return self.filter(status=Webinar.Status.DRAFT)

    def coming(self) -> Self:
        """Published, and not yet over."""
        return self.published().filter(ends_at__gt=timezone.now())

    def in_calendar_of(self, person: User, since: timedelta) -> Self:
        """What the person has a seat in or hosts, and is not longer past than that."""
        seats = Registration.objects.active().of_person(person).values("webinar")
        return (
            self.exclude(status=Webinar.Status.DRAFT)
            .filter(Q(pk__in=seats) | Q(host=person))
            .filter(ends_at__gt=timezone.now() - since)
            .order_by("starts_at", "pk")
        )

    def in_rooms_we_watch(self) -> Self:
        """Those open now or just over, in rooms whose server says who is inside."""
        now = timezone.now()
        return self.published().filter(
            room=Webinar.Room.BIGBLUEBUTTON,
            starts_at__lte=now + DOORS_OPEN_BEFORE,
            ends_at__gte=now - WATCHED_AFTER,
        )

    def to_settle(self) -> Self:
        """Over, and what follows for who was there not yet written down."""
        follows = Q(activity__isnull=False) | Q(gives_certificate=True)
        over = self.published().filter(ends_at__lte=timezone.now(), settled_at=None)
        return over.filter(follows)

    def with_seats_left(self) -> Self:
        seated = Q(registrations__cancelled_at=None, registrations__is_waiting=False)
        taken = Count("registrations", filter=seated)
        return self.annotate(seats_left=F("seats") - taken)

    def with_registration_of(self, user: User | AnonymousUser) -> Self:
        """Adds `is_registered`: whether this reader has a seat."""
        if not user.is_authenticated:
            return self.annotate(is_registered=Value(False))
        own = Registration.objects.active().filter(webinar=OuterRef("pk"), person=user)
        return self.annotate(is_registered=Exists(own))

    def for_list(self) -> Self:
        """Ready for a list: the coming ones by date, then the past, latest first."""
        over = Q(ends_at__lte=timezone.now())
        return (
            self.select_related("course", "cohort", "series", "host")
            .with_seats_left()
            .order_by(
                Case(When(over, then=1), default=0),
                Case(When(~over, then=F("starts_at"))),
                "-starts_at",
                "pk",
            )
        )


class Webinar(WebinarHours, WebinarRecord):
    """One webinar of a course, for all of it or for one cohort, of a series, or both.

    Its room is shown to nobody who has no seat in it. `version` grows with every change
    that a calendar should hear of.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PUBLISHED = "published", _("Terbit")
        CANCELLED = "cancelled", _("Dibatalkan")

    class Room(models.TextChoices):
        ADDRESS = "address", _("Zoom, Meet, atau alamat lain")
        JITSI = "jitsi", _("Jitsi, dibuatkan portal")
        BIGBLUEBUTTON = "bbb", _("BigBlueButton, dibuatkan portal")
        HALL = "hall", _("Tatap muka di satu tempat")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="webinars",
        verbose_name=_("kelas"),
    )
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="webinars",
        verbose_name=_("angkatan"),
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="webinars",
        verbose_name=_("seri"),
    )
    activity = models.OneToOneField(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="webinar",
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="hosted_webinars",
        verbose_name=_("pemandu"),
    )
    title = models.CharField(_("judul"), max_length=160)
    summary = models.TextField(_("tentang apa"))
    seats = models.PositiveSmallIntegerField(_("kursi"))
    room = models.CharField(
        _("ruang"), max_length=8, choices=Room, default=Room.ADDRESS
    )
    address = models.URLField(_("alamat ruang"), max_length=500, blank=True)
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    code_word = models.CharField(_("kata sandi hadir"), max_length=60)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=0, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    polled_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    seats_left: int  # only after with_seats_left()
    is_registered: bool  # only after with_registration_of()

    objects = WebinarQuerySet.as_manager()

    class Meta:
        verbose_name = _("webinar")
        verbose_name_plural = _("webinar")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gt=0), name="courses_webinar_has_seats"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="courses_webinar_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(course__isnull=False) | Q(series__isnull=False),
                name="courses_webinar_belongs",
            ),
            models.CheckConstraint(
                condition=Q(cohort=None) | Q(course__isnull=False, series=None),
                name="courses_webinar_of_a_cohort_is_of_its_course",
            ),
            models.CheckConstraint(
                condition=Q(needed_percent__range=(1, 100)),
                name="courses_webinar_needs_a_part",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "ends_at"], name="courses_webinar_coming")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:webinar", args=[self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Webinar.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_hall(self) -> bool:
        return self.room == self.Room.HALL
