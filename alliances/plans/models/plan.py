"""Plans: goals, who does what from when to when, with what, and what may go wrong."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Avg, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.belonging import belongs
from alliances.models import Alliance
from forum.models import Forum
from network.models import Organization


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """An alliance's plan is its own; a group's is for who reads its forum."""
        if not user.is_authenticated:
            return self.none()
        forums = Forum.objects.visible_to(user)
        return self.filter(belongs(user) | Q(forum__in=forums))

    def with_progress(self) -> Self:
        """The mean of its actions, in percent; None without any."""
        return self.annotate(done=Avg("goals__actions__progress"))

    def for_list(self) -> Self:
        rows = self.select_related("alliance", "forum").with_progress()
        return rows.order_by("is_over", "ends_on", "pk")


class Plan(models.Model):
    """A plan of an alliance, or of a group of the forum (glossary: rencana)."""

    class Kind(models.TextChoices):
        STRATEGIC = "strategic", _("Rencana strategis")
        CONTINGENCY = "contingency", _("Rencana kontinjensi")

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, null=True, related_name="plans"
    )
    forum = models.ForeignKey(
        "forum.Forum", on_delete=models.CASCADE, null=True, related_name="plans"
    )
    kind = models.CharField(
        _("jenis"), max_length=11, choices=Kind, default=Kind.STRATEGIC
    )
    title = models.CharField(_("judul"), max_length=150)
    summary = models.TextField(_("ringkasan"), max_length=3000)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    is_over = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    done: float | None  # only after with_progress()

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("rencana")
        verbose_name_plural = _("rencana")
        constraints = [
            models.CheckConstraint(
                condition=Q(alliance__isnull=False, forum=None)
                | Q(alliance=None, forum__isnull=False),
                name="plans_plan_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="plans_plan_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.alliance:
            return reverse("plans:plan", args=[self.alliance.slug, self.pk])
        return reverse("group_plans:plan", args=[self.forum_id, self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Plan.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def owner(self) -> Alliance | Forum:
        """Whose it is: constraints see to it that there is exactly one."""
        owner = self.alliance or self.forum
        assert owner is not None
        return owner

    @property
    def percent(self) -> int:
        return round(self.done or 0)


class Goal(models.Model):
    """What the plan wants to reach (glossary: sasaran), and how one would know."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(_("sasaran"), max_length=200)
    measure = models.CharField(_("ukuran berhasil"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("sasaran")
        verbose_name_plural = _("sasaran")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Action(models.Model):
    """One thing to do for a goal (glossary: kegiatan rencana)."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    title = models.CharField(_("kegiatan"), max_length=200)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Whoever it is, if no organisation of the network.
    who = models.CharField(_("siapa"), max_length=160, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    resources = models.CharField(_("sumber daya"), max_length=300, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("kemajuan (%)"), default=0, validators=[MaxValueValidator(100)]
    )
    note = models.CharField(_("kabar terakhir"), max_length=500, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("kegiatan")
        verbose_name_plural = _("kegiatan")
        ordering = ["starts_on", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plans_action_has_days"
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="plans_action_percent"
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False, who="")
                | (Q(organization=None) & ~Q(who="")),
                name="plans_action_has_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def doer(self) -> str:
        return self.who or str(self.organization)

    def is_late(self, today: date | None = None) -> bool:
        return self.progress < 100 and self.ends_on < (today or timezone.localdate())


class Risk(models.Model):
    """What may go wrong, how likely, how bad, and what is done then."""

    class Level(models.IntegerChoices):
        LOW = 1, _("Rendah")
        MIDDLE = 2, _("Sedang")
        HIGH = 3, _("Tinggi")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField(_("risiko"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(
        _("kemungkinan"), choices=Level, default=Level.MIDDLE
    )
    impact = models.PositiveSmallIntegerField(
        _("dampak"), choices=Level, default=Level.MIDDLE
    )
    response = models.CharField(_("yang dilakukan"), max_length=500)

    class Meta:
        verbose_name = _("risiko")
        verbose_name_plural = _("risiko")

    def __str__(self) -> str:
        return self.text

    @property
    def weight(self) -> int:
        """Likelihood times impact, 1 to 9 (ISO 31000's matrix)."""
        return self.likelihood * self.impact
