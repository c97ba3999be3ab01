"""Writing to the learners of a cohort, to many at once, each by name."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused
from courses.models import Activity, Cohort
from courses.summaries.board import board, rows
from courses.summaries.greetings import filled, whatsapp_url
from courses.summaries.lines import Line
from notices.actions import telling


@dataclass(frozen=True)
class Message:
    """What one learner is to read, and the link that opens it in WhatsApp."""

    line: Line
    step: Activity | None
    text: str

    @property
    def whatsapp_url(self) -> str:
        return whatsapp_url(self.line.phone, self.text) if self.line.phone else ""


def messages_for(
    *, writer: User, cohort: Cohort, seats: Collection[int], text: str
) -> list[Message]:
    """The words for each of these seats that the writer may follow, but for their own.

    The cohort was read with `with_pace` and its course.
    """
    whole = board(cohort, writer)
    shown = whole.lines.only(Q(pk__in=seats) & ~Q(learner=writer))
    return [
        Message(row.line, row.step, filled(text, cohort, row.line, row.step))
        for row in rows(whole, shown, greet=False)
    ]


@transaction.atomic
def greet(
    *, writer: User, cohort: Cohort, seats: Collection[int], text: str, email: bool
) -> int:
    """Put the words into every inbox, and into the mail if asked; the number told."""
    messages = messages_for(writer=writer, cohort=cohort, seats=seats, text=text)
    if not messages:
        raise Refused(_("Tidak ada peserta yang bisa disapa dengan saringan ini."))
    title = _("%(name)s menyapa Anda: %(course)s") % {
        "name": writer.name,
        "course": cohort.course.title,
    }
    path = cohort.course.get_absolute_url()
    key = f"courses.greeting:{uuid.uuid4()}"
    telling.tell_all(
        [
            telling.Telling(
                person_id=one.line.learner,
                kind="courses.greeting",
                title=title,
                text=one.text,
                url=one.step.get_absolute_url() if one.step else path,
                key=key,
                how="now" if email else "inbox",
            )
            for one in messages
        ]
    )
    journal.record(
        deed="courses.learners_greeted",
        subject=cohort,
        actor=writer,
        people=[one.line.learner for one in messages],
    )
    return len(messages)
