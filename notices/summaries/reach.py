"""How each of some people can be reached, and how they want to be."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from notices import quiet
from notices.kinds import Wish, group_of, settled
from notices.models import Channel, Choice, How, QuietHours


@dataclass(frozen=True)
class Reader:
    """What telling a person must know of them."""

    person: User
    quiet_hours: QuietHours | None = None
    chosen: dict[tuple[str, str], str] = field(default_factory=dict)

    def by_email(self, kind: str, how: Wish) -> How:
        """At once, gathered, or not at all; who has no address gets none."""
        return self._by(Channel.EMAIL, kind, how) if self.person.email else How.NONE

    def channels_now(self, kind: str, how: Wish) -> list[Channel]:
        email = self.by_email(kind, how) == How.NOW
        return [Channel.EMAIL] if email else []

    def reachable_from(self, due_at: datetime, until: datetime | None) -> datetime:
        return quiet.first_try(self.quiet_hours, self.person, due_at, until)

    def _by(self, channel: Channel, kind: str, how: Wish) -> How:
        group = group_of(kind)
        return settled(group, channel, self.chosen.get((group.name, channel)), how)


def readers(people: Collection[int]) -> dict[int, Reader]:
    """Who of them has an account that is not suspended; two queries."""
    found = User.objects.active().filter(pk__in=people).select_related("quiet_hours")
    chosen: dict[int, dict[tuple[str, str], str]] = {}
    for choice in Choice.objects.filter(person__in=people):
        of_person = chosen.setdefault(choice.person_id, {})
        of_person[choice.group, choice.channel] = choice.how
    return {
        person.pk: Reader(person, quiet.hours_of(person), chosen.get(person.pk, {}))
        for person in found
    }
