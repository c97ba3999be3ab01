"""Attendance: the code word, and the facilitator's correction."""

import unicodedata
from collections.abc import Sequence

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from courses.actions import presence, registration
from courses.models import Attendance, Registration, Webinar
from courses.permissions import can_correct_attendance, can_give_code_word
from notices.actions import telling
from notices.readers import as_read_by

GUESSES = 5
GUESSES_FORGOTTEN_AFTER = 10 * 60


@transaction.atomic
def give_code_word(*, learner: User, webinar: Webinar, code_word: str) -> bool:
    """Whether the word is right; if so the learner was there, and has done the step.

    Guesses are counted in the cache, where a rolled-back request leaves its mark too.
    """
    require(can_give_code_word(learner, webinar))
    guesses = f"courses.code_word:{webinar.pk}:{learner.pk}"
    cache.add(guesses, 0, timeout=GUESSES_FORGOTTEN_AFTER)
    if cache.incr(guesses) > GUESSES:
        raise Refused(
            _(
                "Terlalu banyak tebakan. Tunggu sepuluh menit, atau tanyakan kata"
                " sandinya kepada pemandu."
            )
        )
    if _heard(code_word) != _heard(webinar.code_word):
        return False
    cache.delete(guesses)
    Attendance.objects.get_or_create(
        webinar=webinar, person=learner, source=Attendance.Source.CODE_WORD
    )
    presence.tell_course(webinar, learner)
    return True


@transaction.atomic
def correct(
    *, facilitator: User, registration: Registration, is_present: bool, reason: str
) -> Attendance:
    """Say, with a reason, that somebody was or was not there, whatever the evidence.

    What was earned by having been there stays earned.
    """
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    require(can_correct_attendance(facilitator, registration))
    webinar, learner = registration.webinar, registration.person
    attendance, _created = Attendance.objects.update_or_create(
        webinar=webinar,
        person=learner,
        source=Attendance.Source.CORRECTION,
        defaults={"is_present": is_present, "recorded_at": timezone.now()},
    )
    entry = journal.record(
        deed="courses.attendance_corrected",
        subject=attendance,
        actor=facilitator,
        person=learner,
        reason=reason,
        is_present=is_present,
    )
    presence.tell_course(webinar, learner)
    _tell_corrected(learner, webinar, is_present, reason, f"correction:{entry.pk}")
    return attendance


@transaction.atomic
def record_list(
    *,
    facilitator: User,
    webinar: Webinar,
    registrations: Sequence[Registration],
    reason: str,
    walk_ins: Sequence[User] = (),
) -> int:
    """Take over a list that people signed on paper: a correction for each of them.

    All of it is written, or nothing. Who came without a seat is given one; who is known
    to have been there is left as is.
    """
    seated = {
        registration.seat_walk_in(
            facilitator=facilitator, person=person, webinar=webinar
        )
        for person in sorted(walk_ins, key=lambda person: person.pk)
    }
    recorded = 0
    for seat in sorted({*registrations, *seated}, key=lambda seat: seat.pk):
        known = Attendance.objects.counted().filter(
            webinar=seat.webinar_id, person=seat.person_id
        )
        if not known.exists():
            correct(
                facilitator=facilitator,
                registration=seat,
                is_present=True,
                reason=reason,
            )
            recorded += 1
    return recorded


def _heard(word: str) -> str:
    """A word as it was heard: capitals and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


def _tell_corrected(
    learner: User, webinar: Webinar, is_present: bool, reason: str, key: str
) -> None:
    with as_read_by(learner):
        verdict = _("tercatat hadir") if is_present else _("tercatat tidak hadir")
        telling.tell(
            person=learner,
            kind="webinar.attendance",
            title=_("Kehadiran Anda dikoreksi: %(title)s") % {"title": webinar.title},
            text=_("Anda %(verdict)s. Alasan fasilitator: %(reason)s")
            % {"verdict": verdict, "reason": reason},
            url=webinar.get_absolute_url(),
            key=f"webinar:{webinar.pk}:{key}",
        )
