"""By e-mail: one notice as soon as it is due, or many gathered in a digest."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Prefetch

from accounts.models import User
from notices import mails, standing
from notices.carriers.base import Carrier, Unwanted
from notices.carriers.dispatches import DispatchCarrier
from notices.models import Channel, Digest, Dispatch, Notice
from notices.models.outgoing import Outgoing, OutgoingQuerySet

Row = TypeVar("Row", bound=Outgoing)


class MailCarrier(Carrier[Row]):
    """Keeps the line to the mail server open from one mail to the next."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def post(self, message: EmailMessage) -> None:
        if self.connection is None:
            connection = get_connection()
            connection.open()
            self.connection = connection
        message.connection = self.connection
        message.send()


class NoticeMail(DispatchCarrier, MailCarrier[Dispatch]):
    channel = Channel.EMAIL

    def carry(self, row: Dispatch, now: datetime) -> None:
        super().carry(row, now)
        _require_address(row.notice.person)
        self.post(mails.of_notice(row))


class DigestMail(MailCarrier[Digest]):
    def rows(self) -> OutgoingQuerySet[Digest]:
        return Digest.objects.all()

    def load(self, claimed: list[int]) -> Iterable[Digest]:
        found = self.rows().filter(pk__in=claimed).order_by("next_try_at", "pk")
        told = Notice.objects.filter(withdrawn_at=None).order_by("due_at", "pk")
        items = Prefetch("notices", told)
        rows = list(found.select_related("person__quiet_hours").prefetch_related(items))
        standing.mark(notice for row in rows for notice in row.notices.all())
        return rows

    def carry(self, row: Digest, now: datetime) -> None:
        """What was read on the site meanwhile is not said again; nor what is gone."""
        _require_address(row.person)
        items = [
            notice
            for notice in row.notices.all()
            if notice.stands and notice.read_at is None and not notice.is_too_late(now)
        ]
        if not items:
            raise Unwanted("all of it was read, or is gone")
        self.post(mails.of_digest(row, items))


def _require_address(person: User) -> None:
    if not (person.is_active and person.email):
        raise Unwanted("nobody to write to")
