"""Worksheets: an initiative put together in six steps, each saved by itself."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models import Membership, Organization


class WorksheetQuerySet(models.QuerySet["Worksheet"]):
    def written_by(self, user: User) -> Self:
        """Those the person may work on: their own, and those of what they manage."""
        managed = Membership.objects.confirmed().filter(
            person=user,
            role=Membership.Role.EDITOR,
            organization=OuterRef("organization"),
        )
        return self.filter(Q(author=user) | Exists(managed))

    def mentored_by(self, user: User) -> Self:
        asked = Worksheet.mentors.through.objects.filter(
            worksheet=OuterRef("pk"), user=user
        )
        return self.filter(Exists(asked))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A worksheet is seen by those who write it and the mentors who were asked."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(pk__in=self.model.objects.written_by(user).values("pk"))
            | Q(pk__in=self.model.objects.mentored_by(user).values("pk"))
        )

    def editable(self) -> Self:
        return self.filter(state__in=Worksheet.EDITABLE)

    def submitted(self) -> Self:
        return self.filter(state=Worksheet.State.SUBMITTED)

    def with_progress(self) -> Self:
        """How many steps are complete, and the first that is not."""
        complete = Q(steps__is_complete=True)
        return self.annotate(
            steps_done=Count("steps", filter=complete),
            next_step=Min("steps__number", filter=~complete),
        )

    def for_list(self, user: User) -> Self:
        return (
            self.written_by(user)
            .select_related("author", "organization", "initiative")
            .with_progress()
            .order_by("-changed_at", "-pk")
        )

    def for_mentor(self, user: User) -> Self:
        """What waits comes first, the longest waiting on top; then what was read."""
        waiting = models.ExpressionWrapper(
            Q(state=Worksheet.State.SUBMITTED), models.BooleanField()
        )
        return (
            self.mentored_by(user)
            .select_related("author", "organization")
            .annotate(is_waiting=waiting)
            .order_by("-is_waiting", "submitted_at", "pk")
        )


class Worksheet(models.Model):
    """Six steps from a problem to an initiative (glossary: lembar kerja).

    `revision` counts the times it was handed to a mentor; a verdict and a hand-off are
    about one revision.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Menunggu mentor")
        RETURNED = "returned", _("Perlu diperbaiki")
        APPROVED = "approved", _("Disetujui mentor")

    EDITABLE = (State.DRAFT, State.RETURNED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="worksheets"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="worksheets",
    )
    title = models.CharField(_("judul"), max_length=120)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    mentors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="mentored_worksheets", blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)

    steps_done: int  # only after with_progress()
    next_step: int | None  # only after with_progress()
    is_waiting: bool  # only after for_mentor()

    objects = WorksheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(revision__gt=0),
                name="initiatives_worksheet_submitted_has_revision",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(approved_at=None),
                name="initiatives_worksheet_approved_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["author", "-changed_at"], name="initiatives_worksheet_author"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiatives:worksheet", args=[self.uuid])

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE


class Step(models.Model):
    """What was written in one step. `revision` counts its saves.

    `page` is the opened page that saved last: the same page may save again and again,
    another one must have seen the newest text first.
    """

    worksheet = models.ForeignKey(
        Worksheet, on_delete=models.CASCADE, related_name="steps"
    )
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict)
    is_complete = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    page = models.UUIDField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["worksheet", "number"], name="initiatives_step_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=6),
                name="initiatives_step_is_one_of_six",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worksheet}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("initiatives:step", args=[self.worksheet.uuid, self.number])
