"""Minutes: written, corrected by who was there, and final."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.dialogues.models.dialogue import Dialogue
from alliances.dialogues.models.guest import Invitation


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
