"""Events: everything that happens in a room, numbered without a gap."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models.pseudonym import RoomPseudonym
from alliances.models.room import Room
from common.files import Family
from network.models import Organization

# PostgreSQL stems what is searched and what is asked alike.
LANGUAGE = "indonesian"
SEARCHED = SearchVector("body", config=LANGUAGE)


def _untold(path: str, model: type[models.Model], *told: str) -> list[str]:
    fields = model._meta.concrete_fields
    return [f"{path}__{field.name}" for field in fields if field.name not in told]


# What is not read of who was answered, where a page is all that is made of it.
UNTOLD = _untold("reply_to__author", User, "id", "sub", "name")


class RoomEventQuerySet(models.QuerySet["RoomEvent"]):
    def with_names(self) -> Self:
        """With all that showing a message asks for."""
        return self.select_related(
            *("author", "organization", "pseudonym"),
            *("reply_to__author", "reply_to__pseudonym"),
        )

    def for_page(self) -> Self:
        """The same by value: of who spoke, and for whom, a page tells no more."""
        events = self.select_related("pseudonym")
        events = events.select_related("reply_to__author", "reply_to__pseudonym")
        return events.defer(*UNTOLD).annotate(
            author_name=F("author__name"),
            author_sub=F("author__sub"),
            organization_name=F("organization__name"),
        )

    def with_targets(self) -> Self:
        """`with_names`, also of the message that an event is about."""
        return self.with_names().select_related(
            *("target__author", "target__organization", "target__pseudonym"),
            *("target__reply_to__author", "target__reply_to__pseudonym"),
            *("thread__author", "thread__organization", "thread__pseudonym"),
            *("thread__reply_to__author", "thread__reply_to__pseudonym"),
        )

    def by(self, person: User) -> Self:
        """What this person did, under whichever name."""
        return self.filter(Q(author=person) | Q(pseudonym__person=person))

    def said_as(self, person: int, mask: UUID | None) -> Self:
        """`by`, where it is known under which other name they speak in the room."""
        said = Q(author=person)
        return self.filter(said | Q(pseudonym=mask) if mask else said)

    def unless_said_by(self, voices: Collection[str]) -> Self:
        """Without the words of those whom a reader does not hear."""
        if not voices:
            return self
        return self.exclude(author__sub__in=voices).exclude(pseudonym__in=voices)

    def messages(self) -> Self:
        """What was said; not what happened to it later."""
        return self.filter(kind=RoomEvent.Kind.MESSAGE)

    def in_the_open(self) -> Self:
        """Messages of the room itself, not of its threads."""
        return self.messages().filter(thread=None)

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")

    def before(self, seq: int) -> Self:
        """The events below a number, the nearest first."""
        return self.filter(seq__lt=seq).order_by("-seq")

    def searched(self, words: str) -> Self:
        """Messages with these words, the newest first."""
        query = SearchQuery(words, config=LANGUAGE, search_type="websearch")
        found = self.messages().annotate(searched=SEARCHED).filter(searched=query)
        return found.order_by("-seq")

    def pinned(self) -> Self:
        return self.filter(pinned_at__isnull=False).order_by("-pinned_at")


class RoomEvent(models.Model):
    """One thing that happened in a room. Rows are only ever added.

    What changes a message (an edit, a deletion …) is an event of its own kind, about a
    `target`. Its words live in one place, the message as it is now: so what was deleted
    is gone, whoever asks from whichever number on.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message", _("Pesan")
        EDIT = "edit", _("Suntingan")
        DELETION = "deletion", _("Penghapusan")
        REACTION = "reaction", _("Tanggapan")
        PIN = "pin", _("Sematan")

    class Sign(models.TextChoices):
        """How one may react; the label is what the sign says."""

        AGREE = "setuju", _("Setuju")
        THANKS = "terima-kasih", _("Terima kasih")
        SPIRIT = "semangat", _("Semangat")
        GLAD = "senang", _("Senang")
        DONE = "selesai", _("Selesai")
        ASK = "tanya", _("Perlu dijelaskan")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.MESSAGE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # For whom the author spoke then, whatever they belong to now.
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # A guest spoke for none, and in what capacity.
    is_guest = models.BooleanField(default=False)
    capacity = models.CharField(max_length=120, blank=True)
    # Set where `author` is not: whoever asks for an author finds nobody.
    pseudonym = models.ForeignKey(
        RoomPseudonym, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    client_id = models.UUIDField(null=True)
    target = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="alterations"
    )
    sign = models.CharField(max_length=16, choices=Sign, blank=True)
    created_at = models.DateTimeField()

    # A message, as it is now.
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="replies"
    )
    # The message beside which it was said, if not to the whole room.
    thread = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="beside"
    )
    # How many were said beside this one, and when the last.
    thread_said = models.PositiveIntegerField(default=0)
    thread_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)
    # Of each sign the voices of those who gave it, in their order.
    reactions = models.JSONField(default=dict)
    # What a page shows of the files that hang on it.
    attached = models.JSONField(default=list)

    author_name: str | None  # only after for_page()
    author_sub: UUID | None  # only after for_page()
    organization_name: str | None  # only after for_page()

    objects = RoomEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "seq"], name="alliances_event_seq_once"
            ),
            models.UniqueConstraint(
                fields=["room", "author", "client_id"],
                name="alliances_event_client_id_once",
            ),
            models.UniqueConstraint(
                fields=["room", "pseudonym", "client_id"],
                name="alliances_event_masked_client_id_once",
            ),
            models.CheckConstraint(
                condition=Q(pseudonym=None) | Q(author=None, organization=None),
                name="alliances_event_masks_name_nobody",
            ),
            models.CheckConstraint(
                condition=Q(pseudonym=None) | Q(is_guest=False, capacity=""),
                name="alliances_event_masks_are_no_guests",
            ),
            models.CheckConstraint(
                condition=Q(kind="message", target=None)
                | (~Q(kind="message") & Q(target__isnull=False, body="")),
                name="alliances_event_words_are_in_messages",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="alliances_event_pace"),
            models.Index(
                fields=["thread", "-seq"],
                condition=Q(thread__isnull=False),
                name="alliances_event_beside",
            ),
            models.Index(
                fields=["room", "-seq"],
                condition=Q(kind="message"),
                name="alliances_event_messages",
            ),
            models.Index(
                fields=["room", "created_at"],
                condition=Q(kind="message"),
                name="alliances_event_days",
            ),
            models.Index(
                fields=["room", "-pinned_at"],
                condition=Q(pinned_at__isnull=False),
                name="alliances_event_pinned",
            ),
            GinIndex(
                SEARCHED,
                condition=Q(kind="message"),
                name="alliances_event_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} #{self.seq}"

    def get_absolute_url(self) -> str:
        """Where it stands in its room."""
        return f"{self.room.get_absolute_url()}?sekitar={self.seq}#pesan-{self.seq}"

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        """Whether this reader may be led back from what it became."""
        return Room.objects.visible_to(user).filter(pk=self.room_id).exists()

    @property
    def name(self) -> str:
        """Under which name it was said; nothing once the account is gone."""
        if self.pseudonym is None and "author_name" in self.__dict__:
            return self.author_name or ""
        said_by = self.pseudonym or self.author
        return said_by.name if said_by else ""

    @property
    def said_for(self) -> str:
        """The organisation whose voice it was, or as what a guest said it."""
        if "organization_name" in self.__dict__:
            return self.organization_name or self.capacity
        return self.organization.name if self.organization else self.capacity

    @property
    def speaker(self) -> int | None:
        """Who it was: for rules and notices, never to be shown."""
        return self.pseudonym.person_id if self.pseudonym else self.author_id

    def is_by(self, person: User) -> bool:
        return self.speaker == person.pk

    @property
    def message(self) -> "RoomEvent":
        """The message this is, or is about."""
        return self.target or self

    @property
    def excerpt(self) -> str:
        """Its words, or what stands in their place, for a line about it."""
        if self.body or not self.attached:
            return self.body
        return str(Family(self.attached[0]["family"]).label)

    @property
    def given(self) -> list["Given"]:
        """Each sign that somebody gave."""
        return [
            Given(sign.value, PICTURES[sign], str(sign.label), voices)
            for sign in self.Sign
            if (voices := self.reactions.get(sign.value))
        ]


@dataclass(frozen=True)
class Given:
    """One sign under a message, and the voices that gave it."""

    name: str
    picture: str
    label: str
    voices: list[str]


PICTURES = {
    RoomEvent.Sign.AGREE: "👍",
    RoomEvent.Sign.THANKS: "🙏",
    RoomEvent.Sign.SPIRIT: "💪",
    RoomEvent.Sign.GLAD: "😊",
    RoomEvent.Sign.DONE: "✅",
    RoomEvent.Sign.ASK: "❓",
}
