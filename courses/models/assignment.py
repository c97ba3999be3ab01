"""Assignments: what is asked, and by which rubric it is judged."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity


class Assignment(models.Model):
    """What an activity asks to be made (glossary: tugas).

    `rubric` is a list of criteria: `{"title", "levels": [{"points", "text"}]}`. It may
    change; feedback keeps the words it was given by. `resubmissions` counts the times
    it may be handed in again; empty is without end. `peers` learners of the same cohort
    read each work first, each within `peer_days`.
    """

    class Form(models.TextChoices):
        TEXT = "text", _("Teks")
        FILES = "files", _("Berkas")
        BOTH = "both", _("Teks dan berkas")

    class Peers(models.IntegerChoices):
        NONE = 0, _("Tidak ada: langsung ke mentor")
        ONE = 1, _("Satu teman")
        TWO = 2, _("Dua teman")
        THREE = 3, _("Tiga teman")

    class Decider(models.TextChoices):
        MENTOR = "mentor", _("Mentor, dengan telaah teman di depannya")
        PEERS = "peers", _("Teman: bila kebanyakan setuju, nilai tengahnya berlaku")

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="assignment"
    )
    instructions = models.TextField(_("petunjuk"), blank=True)
    form = models.CharField(
        _("yang dikumpulkan"), max_length=5, choices=Form, default=Form.BOTH
    )
    most_files = models.PositiveSmallIntegerField(
        _("paling banyak berapa berkas"), default=5
    )
    resubmissions = models.PositiveSmallIntegerField(
        _("boleh diperbaiki berapa kali"),
        null=True,
        blank=True,
        help_text=_("Kosongkan bila tidak dibatasi."),
    )
    rubric = models.JSONField(default=list, blank=True)
    peers = models.PositiveSmallIntegerField(
        _("teman yang menelaah tiap karya"), choices=Peers, default=Peers.NONE
    )
    peer_days = models.PositiveSmallIntegerField(
        _("hari untuk menelaah"),
        default=4,
        help_text=_(
            "Lewat dari itu telaahnya diserahkan ke teman lain, lalu ke mentor."
        ),
    )
    decider = models.CharField(
        _("yang memutuskan"), max_length=6, choices=Decider, default=Decider.MENTOR
    )
    hides_names = models.BooleanField(
        _("penulis dan penelaah tidak saling tahu nama"), default=False
    )

    class Meta:
        verbose_name = _("tugas")
        verbose_name_plural = _("tugas")
        constraints = [
            models.CheckConstraint(
                condition=Q(most_files__gt=0, most_files__lte=20),
                name="courses_assignment_some_files",
            ),
            models.CheckConstraint(
                condition=Q(peers__lte=3), name="courses_assignment_few_peers"
            ),
            models.CheckConstraint(
                condition=Q(peer_days__gt=0, peer_days__lte=30),
                name="courses_assignment_some_peer_days",
            ),
        ]

    def __str__(self) -> str:
        return self.activity.title

    @property
    def takes_text(self) -> bool:
        return self.form != self.Form.FILES

    @property
    def takes_files(self) -> bool:
        return self.form != self.Form.TEXT

    @property
    def peers_decide(self) -> bool:
        return self.decider == self.Decider.PEERS

    @property
    def points(self) -> int:
        return points_of(self.rubric)


def points_of(rubric: list[dict[str, Any]]) -> int:
    """What a work can earn at best."""
    return sum(max(level["points"] for level in each["levels"]) for each in rubric)
