"""Minutes: written, corrected by who was there, and final."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.dialogues.models.dialogue import Dialogue
from alliances.dialogues.models.guest import Invitation
from alliances.models import Steward


class Record(models.Model):
    """The minutes of a dialogue (glossary: notula). Its row is locked to change it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        CIRCULATED = "circulated", _("Menunggu koreksi")
        FINAL = "final", _("Final")

    dialogue = models.OneToOneField(
        Dialogue, on_delete=models.CASCADE, related_name="record"
    )
    text = models.TextField(_("notula"), max_length=60_000)
    html = models.TextField(editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # Counts up with each saving: a page knows by it whether it saw the newest.
    revision = models.PositiveIntegerField(default=1)
    corrections_until = models.DateField(_("koreksi sampai"), null=True)
    circulated_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("notula")
        verbose_name_plural = _("notula")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", circulated_at=None)
                | (~Q(state="draft") & Q(circulated_at__isnull=False)),
                name="dialogues_record_circulated_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state="final", final_at__isnull=False)
                | (~Q(state="final") & Q(final_at=None)),
                name="dialogues_record_final_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.dialogue}"

    def says(self, text: str) -> bool:
        """The same words, however they are spaced."""
        return self.text.split() == text.split()

    @property
    def history_url(self) -> str:
        dialogue = self.dialogue
        return reverse("dialogues:versions", args=[dialogue.alliance.slug, dialogue.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_circulated(self) -> bool:
        return self.state == self.State.CIRCULATED

    @property
    def awaits_corrections(self) -> bool:
        """To the end of the day that was named."""
        if not self.is_circulated or self.corrections_until is None:
            return False
        return timezone.localdate() <= self.corrections_until

    @property
    def is_final(self) -> bool:
        return self.state == self.State.FINAL


class RecordVersionQuerySet(models.QuerySet["RecordVersion"]):
    def sent_round(self) -> Self:
        """From the text that was sent round on; what was before it is a draft."""
        of_record = RecordVersion.objects.filter(record=OuterRef("record"))
        sent = of_record.filter(created_at__lte=OuterRef("record__circulated_at"))
        first = Subquery(sent.order_by("-revision").values("revision")[:1])
        return self.exclude(record__state=Record.State.DRAFT).filter(
            revision__gte=Coalesce(first, 0)
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who sees the dialogue reads what was sent round; stewards drafts as well."""
        seen = self.filter(record__dialogue__in=Dialogue.objects.visible_to(user))
        if not user.is_authenticated or user.is_staff:
            return seen
        alliance = OuterRef("record__dialogue__alliance")
        stewarded = Steward.objects.filter(alliance=alliance, person=user.pk)
        sent = RecordVersion.objects.sent_round().filter(pk=OuterRef("pk"))
        return seen.filter(Exists(stewarded) | Exists(sent))

    def for_list(self) -> Self:
        """The newest first."""
        return self.select_related("author").order_by("-revision")


class RecordVersion(models.Model):
    """The minutes as they were saved; nothing that was circulated is ever lost."""

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="versions"
    )
    revision = models.PositiveIntegerField()
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RecordVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi notula")
        verbose_name_plural = _("versi notula")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "revision"], name="dialogues_record_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}, {self.revision}"


class Correction(models.Model):
    """What someone who was there would have written otherwise (glossary: koreksi)."""

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu")
        ACCEPTED = "accepted", _("Diterima")
        DECLINED = "declined", _("Tidak diterima")

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="corrections"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Of an institution, which holds a letter and no account.
    invitation = models.ForeignKey(
        Invitation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on_behalf_of = models.CharField(_("atas nama"), max_length=160)
    text = models.TextField(_("koreksi"), max_length=3000)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(_("jawaban"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("koreksi notula")
        verbose_name_plural = _("koreksi notula")

    def __str__(self) -> str:
        return f"{self.on_behalf_of}: {self.text[:60]}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED
