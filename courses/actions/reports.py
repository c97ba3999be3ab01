"""Taking over a provider's participant report: matched, shown first, all or nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from common import journal
from common.decisions import require
from courses.actions import presence
from courses.intervals import minutes_within
from courses.models import Attendance, Presence, Webinar
from courses.permissions import can_import_report
from courses.reports import Line, Report


@dataclass(frozen=True)
class Participant:
    """Lines of one name and e-mail in a report, and whom of ours they mean."""

    name: str
    email: str
    lines: tuple[Line, ...]
    person: User | None
    minutes: int

    @property
    def key(self) -> str:
        """Names this participant in the form in which somebody says who it is."""
        return f"{self.email}|{self.name}".casefold()


def match(
    *, webinar: Webinar, report: Report, said: dict[str, int] | None = None
) -> list[Participant]:
    """Who is who: as somebody said, by e-mail, or by a name that only one has."""
    seats = webinar.registrations.active().select_related("person").order_by("pk")
    people = _People([seat.person for seat in seats])
    gathered: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in report.good:
        gathered[(line.email, line.name)].append(line)
    return [
        Participant(
            name=name,
            email=email,
            lines=tuple(lines),
            person=people.who(name, email, said or {}),
            minutes=minutes_within(
                _stretches(lines), webinar.starts_at, webinar.ends_at
            ),
        )
        for (email, name), lines in sorted(gathered.items(), key=lambda x: x[0][1])
    ]


@transaction.atomic
def take_over(
    *, importer: User, webinar: Webinar, participants: list[Participant]
) -> int:
    """Write down what the report says of each person that was matched; how many.

    The same report twice, or two reports of one call that broke off, add up to the
    union. In one transaction: either all of it is written, or nothing.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_import_report(importer, webinar))
    people = {p.person.pk: p.person for p in participants if p.person}
    Presence.objects.bulk_create(
        (
            Presence(
                webinar=webinar,
                person=participant.person,
                source=Attendance.Source.PROVIDER,
                device="report",
                joined_at=start,
                left_at=end,
            )
            for participant in participants
            if participant.person is not None
            for start, end in _stretches(participant.lines)
        ),
        ignore_conflicts=True,
    )
    for person in people.values():
        presence.settle(
            webinar=webinar, person=person, source=Attendance.Source.PROVIDER
        )
    journal.record(
        deed="courses.report_imported",
        subject=webinar,
        actor=importer,
        people=len(people),
        unmatched=sum(p.person is None for p in participants),
    )
    return len(people)


class _People:
    """Those with a seat, found without reading them all for each participant."""

    def __init__(self, people: list[User]) -> None:
        self.by_key = {person.pk: person for person in people}
        self.by_email = {p.email: p for p in reversed(people) if p.email}
        self.by_name: dict[str, list[User]] = defaultdict(list)
        for person in people:
            self.by_name[_plain(person.name)].append(person)

    def who(self, name: str, email: str, said: dict[str, int]) -> User | None:
        key = f"{email}|{name}".casefold()
        if key in said:
            return self.by_key.get(said[key])
        if email in self.by_email:
            return self.by_email[email]
        # Zoom writes "Shown Name (Real Name)", and people add where they are from.
        names = {_plain(part) for part in (name, *name.split("("), *name.split(" - "))}
        same = [one for each in names - {""} for one in self.by_name.get(each, [])]
        return same[0] if len(same) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.replace(")", " ").split()).casefold()


def _stretches(lines: list[Line] | tuple[Line, ...]) -> list[tuple[datetime, datetime]]:
    return [
        (line.joined_at, line.left_at)
        for line in lines
        if line.joined_at is not None and line.left_at is not None
    ]
