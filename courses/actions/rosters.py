"""Enrolling a list of people from a file: what was promised, or nobody."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from courses.actions import seating
from courses.models import Application, Cohort, Enrollment, Roster
from courses.people import by_contact
from courses.permissions import can_manage_cohort


@dataclass(frozen=True)
class Entry:
    """One row of a roster, whose account it names, and what stands against it."""

    number: int
    name: str
    contact: str
    person: User | None
    error: str
    is_seated: bool = False

    @property
    def is_stranger(self) -> bool:
        """Somebody who can be reached, and has no account yet."""
        return bool(self.contact) and self.person is None


@transaction.atomic
def upload(
    *, facilitator: User, cohort: Cohort, name: str, rows: list[list[str]]
) -> Roster:
    """Keep what a file says, to be read once more before anyone is enrolled."""
    require(can_manage_cohort(facilitator, cohort))
    return Roster.objects.create(
        cohort=cohort, name=name, rows=rows, uploaded_by=facilitator
    )


def check(roster: Roster) -> list[Entry]:
    """Every row with its error, if there is one; three queries, however many rows."""
    cohort = roster.cohort
    known = by_contact(contact for _name, contact in roster.rows)
    people = [person.pk for person in known.values()]
    here, elsewhere = _seated(cohort, people)
    left = cohort.seats - cohort.enrollments.active().count()
    entries: list[Entry] = []
    seen: set[int] = set()
    for number, (name, contact) in enumerate(roster.rows, start=1):
        person = known.get(contact)
        error = _error(contact, person, seen, here, elsewhere)
        if not error and left <= 0:
            error = _("Kursi tidak cukup untuk baris ini.")
        if not error and person is not None:
            seen.add(person.pk)
            left -= 1
        is_seated = person is not None and person.pk in here
        entries.append(Entry(number, name, contact, person, error, is_seated))
    return entries


def promise(entries: list[Entry]) -> str:
    """Who would be seated, in one word: seen again, it is the same people."""
    ready = [(each.number, each.person.pk) for each in _ready(entries) if each.person]
    return hashlib.sha256(repr(ready).encode()).hexdigest()[:32]


@transaction.atomic
def enroll(*, facilitator: User, roster: Roster, promised: str) -> int:
    """Seat everybody whose row is in order, or raise `Refused` and seat nobody.

    That is whom the preview has shown: when it has become somebody else in the
    meantime, nobody is seated, and the facilitator looks again. The rows are judged
    under the cohort's lock. A facilitator's list may come
    before the opening, passes codes and quotas, and goes before the waiting list.
    """
    cohort = seating.hold(roster.cohort)
    roster = Roster.objects.select_for_update().get(pk=roster.pk)
    roster.cohort = cohort
    require(can_manage_cohort(facilitator, cohort))
    if roster.enrolled_at is not None:
        raise Refused(_("Daftar ini sudah dimasukkan."))
    if cohort.is_over:
        raise Refused(_("Angkatan ini sudah selesai: ganti tanggalnya dulu."))
    entries = check(roster)
    people = [entry.person for entry in _ready(entries) if entry.person is not None]
    if not people:
        raise Refused(_("Tidak ada baris yang bisa dimasukkan."))
    if promise(entries) != promised:
        raise Refused(
            _(
                "Keadaannya berubah sejak Anda memeriksanya. Belum ada yang masuk:"
                " lihat lagi daftarnya."
            )
        )
    for person in people:
        seating.seat(cohort, person)
    cohort.applications.pending().filter(learner__in=people).update(
        state=Application.State.SEATED, decided_at=timezone.now()
    )
    roster.enrolled_at = timezone.now()
    roster.save(update_fields=["enrolled_at"])
    journal.record(
        deed="courses.roster_enrolled",
        subject=roster,
        actor=facilitator,
        people=[person.pk for person in people],
    )
    return len(people)


def _ready(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.error]


def _seated(cohort: Cohort, people: list[int]) -> tuple[set[int], set[int]]:
    """Who of them has a seat here, and who in another running cohort of the course.

    A seat here counts when the cohort has ended, too: nobody takes a second one.
    """
    running = Q(cohort__ends_on__gte=timezone.localdate())
    seats = Enrollment.objects.active().filter(
        Q(cohort=cohort) | running,
        learner__in=people,
        cohort__course=cohort.course_id,
    )
    here: set[int] = set()
    elsewhere: set[int] = set()
    for learner, of_cohort in seats.values_list("learner", "cohort"):
        (here if of_cohort == cohort.pk else elsewhere).add(learner)
    return here, elsewhere


def _error(
    contact: str,
    person: User | None,
    seen: set[int],
    here: set[int],
    elsewhere: set[int],
) -> str:
    if not contact:
        return _("Tidak ada e-mail atau nomor ponsel di baris ini.")
    if person is None:
        return _("Belum punya akun Lokadaya: kirim tautan daftar dulu.")
    if person.pk in seen:
        return _("Orang ini sudah ada di baris sebelumnya.")
    if person.pk in here:
        return _("Sudah terdaftar di angkatan ini.")
    if person.pk in elsewhere:
        return _("Sedang di angkatan lain kelas ini.")
    return ""
