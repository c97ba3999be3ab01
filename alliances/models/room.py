"""Rooms: where an alliance talks, and who may enter."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models.alliance import Alliance, Steward
from alliances.models.block import Block
from alliances.models.membership import AllianceMembership
from alliances.models.pseudonym import RoomPseudonym
from alliances.models.reading import ReadPosition
from alliances.models.seat import Seat
from network.models import Organization

# Who talks among themselves before government and companies join.
SOCIETY = (
    Organization.Kind.OMS,
    Organization.Kind.CAMPUS,
    Organization.Kind.PHILANTHROPY,
    Organization.Kind.MEDIA,
)


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rooms are for the people of member organisations, as their kind allows; for
        who has a seat in them; and for stewards, but a room of civil society not for
        those who belong to the alliance through government or a company alone.

        The account is asked for in the database: a socket's own copy may be old.
        """
        if not user.is_authenticated:
            return self.none()
        here = {"alliance": OuterRef("alliance")}
        steward = Steward.objects.filter(**here, person=user.pk, person__is_active=True)
        member = AllianceMembership.objects.active().filter(
            **here,
            organization__memberships__person=user.pk,
            organization__memberships__person__is_active=True,
            organization__memberships__confirmed_at__isnull=False,
            organization__memberships__ended_at=None,
        )
        society = member.filter(organization__kind__in=SOCIETY)
        official = member.exclude(organization__kind__in=SOCIETY)
        seat = Seat.objects.active().filter(
            room=OuterRef("pk"), person=user.pk, person__is_active=True
        )
        return self.filter(
            (Exists(steward) & (~Q(kind=Room.Kind.SOCIETY) | ~Exists(official)))
            | (Q(kind__in=Room.SHARED) & Exists(member))
            | (Q(kind=Room.Kind.SOCIETY) & Exists(society))
            | Exists(seat)
        )

    def with_unread(self, user: User) -> Self:
        """How far the person has read, and how many messages came since."""
        position = ReadPosition.objects.filter(room=OuterRef("pk"), person=user.pk)
        return self.annotate(
            read_seq=Coalesce(Subquery(position.values("seq")), 0),
            unread=Greatest(
                F("said") - Coalesce(Subquery(position.values("said")), 0), 0
            ),
        )

    def heard_from(self, user: User | AnonymousUser) -> Self:
        """Under which other name the person speaks there, if any."""
        own = RoomPseudonym.objects.filter(room=OuterRef("pk"), person=user.pk)
        return self.annotate(
            masked_as=Subquery(own.values("key")[:1]),
            masked_name=Subquery(own.values("name")[:1]),
        )

    def with_unheard(self, user: User) -> Self:
        """The voices that the person does not hear."""
        blocks = Block.objects.filter(person=user.pk)
        return self.annotate(unheard=ArraySubquery(blocks.voices()))

    def locked(self, room: "Room") -> "Room":
        """The room as it is now, with its alliance, and nobody else changing it."""
        held = self.select_for_update(no_key=True, of=("self",))
        return held.select_related("alliance").get(pk=room.pk)

    def open(self) -> Self:
        """Those in which people may write."""
        return self.filter(archived_at=None)

    def for_aside(self, user: User) -> Self:
        """Open ones in their order, then the archive, the latest first."""
        newest = F("archived_at").desc(nulls_first=True)
        shown = self.visible_to(user).with_unread(user)
        return shown.order_by(newest, "position", "pk")


class Room(models.Model):
    """A room (glossary: ruang). Its row, locked, hands out its events' numbers."""

    class Kind(models.TextChoices):
        MEMBERS = "members", _("Semua anggota")
        SOCIETY = "society", _("Masyarakat sipil")
        PRIVATE = "private", _("Hanya yang diundang")
        DIALOG = "dialog", _("Dialog dengan pemerintah")

    class Keeping(models.IntegerChoices):
        WEEK = 7, _("7 hari")
        MONTH = 30, _("30 hari")
        QUARTER = 90, _("90 hari")
        YEAR = 365, _("1 tahun")

    # Rooms of members whatever their kind of organisation.
    SHARED = (Kind.MEMBERS, Kind.DIALOG)
    # From those for few people to those for all.
    BREADTH = (Kind.PRIVATE, Kind.SOCIETY, *SHARED)

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="rooms"
    )
    name = models.CharField(_("nama"), max_length=80)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(
        _("jenis"), max_length=8, choices=Kind, default=Kind.MEMBERS
    )
    purpose = models.CharField(_("untuk apa"), max_length=200, blank=True)
    # After so many days what was said is deleted; empty: never.
    keeps_days = models.PositiveSmallIntegerField(
        _("pesan disimpan"), choices=Keeping, null=True, blank=True
    )
    allows_pseudonyms = models.BooleanField(
        _("Orang boleh berbicara dengan nama samaran"), default=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    # How many of them are messages.
    said = models.PositiveBigIntegerField(default=0, editable=False)
    last_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # Since when nobody writes there any more, and why.
    archived_at = models.DateTimeField(null=True, editable=False)
    archived_because = models.CharField(max_length=500, blank=True, editable=False)

    speaks_for: dict[str, Any] | None = None  # only after with_spoken_for()
    guest_as: str | None = None  # only after with_spoken_for()
    masked_as: UUID | None = None  # only after heard_from()
    masked_name: str | None = None  # only after heard_from()
    unheard: list[str]  # only after with_unheard()
    read_seq: int  # only after with_unread()
    unread: int  # only after with_unread()

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruang")
        verbose_name_plural = _("ruang")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "slug"], name="alliances_room_slug_once"
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_because="")
                | (Q(archived_at__isnull=False) & ~Q(archived_because="")),
                name="alliances_room_archived_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("alliances:room", args=[self.alliance.slug, self.slug])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Room.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def audience_name(self) -> str:
        """Under which name lower apps know the people of this room alone."""
        return f"alliances.room:{self.pk}"

    def next_seq(self, at: datetime, *, says: bool = True) -> int:
        """Take the next number. The row must be locked by this transaction.

        What changes a message is no news: only messages move the hour of the last.
        """
        self.last_seq += 1
        if says:
            self.said += 1
            self.last_at = at
        self.save(update_fields=["last_seq", "said", "last_at"])
        return self.last_seq
