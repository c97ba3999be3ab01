"""How each of some people can be reached, and how they want to be."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from accounts import phone_messages
from accounts.models import User
from notices import quiet
from notices.kinds import Wish, group_of, settled
from notices.models import Channel, Choice, Device, How, QuietHours

# A channel, and which device of those that it has.
Way = tuple[Channel, int | None]


@dataclass(frozen=True)
class Reader:
    """What telling a person must know of them."""

    person: User
    quiet_hours: QuietHours | None = None
    chosen: dict[tuple[str, str], str] = field(default_factory=dict)
    devices: Collection[int] = ()

    def by_email(self, kind: str, how: Wish) -> How:
        """At once, gathered, or not at all; who has no address gets none."""
        return self._by(Channel.EMAIL, kind, how) if self.person.email else How.NONE

    def ways_now(self, kind: str, how: Wish) -> list[Way]:
        """All the ways that this news goes out by itself."""
        ways: list[Way] = []
        if self.by_email(kind, how) == How.NOW:
            ways.append((Channel.EMAIL, None))
        if self._by(Channel.PUSH, kind, how) == How.NOW:
            ways += [(Channel.PUSH, device) for device in self.devices]
        if self._by(Channel.PHONE, kind, how) == How.NOW and self.has_phone:
            ways.append((Channel.PHONE, None))
        return ways

    @property
    def has_phone(self) -> bool:
        return phone_messages.available() and self.person.has_phone

    def reachable_from(self, due_at: datetime, until: datetime | None) -> datetime:
        return quiet.first_try(self.quiet_hours, self.person, due_at, until)

    def _by(self, channel: Channel, kind: str, how: Wish) -> How:
        group = group_of(kind)
        return settled(group, channel, self.chosen.get((group.name, channel)), how)


def readers(people: Collection[int]) -> dict[int, Reader]:
    """Who of them has an account that is not suspended; two queries."""
    own = Device.objects.filter(person=OuterRef("pk")).order_by("pk").values("pk")
    found = User.objects.active().filter(pk__in=people).select_related("quiet_hours")
    found = found.annotate(device_ids=ArraySubquery(own))
    chosen: dict[int, dict[tuple[str, str], str]] = {}
    for choice in Choice.objects.filter(person__in=people):
        of_person = chosen.setdefault(choice.person_id, {})
        of_person[choice.group, choice.channel] = choice.how
    return {
        person.pk: Reader(
            person,
            quiet.hours_of(person),
            chosen.get(person.pk, {}),
            person.device_ids,
        )
        for person in found
    }
