"""By WhatsApp or SMS, for who chose that: one notice as soon as it is due."""

from collections.abc import Iterable
from datetime import datetime

from accounts import phone_messages
from accounts.phone_senders import PhoneMessage
from notices import mails
from notices.carriers.base import Carrier, Unwanted
from notices.kinds import group_of
from notices.models import Channel, Dispatch
from notices.models.outgoing import OutgoingQuerySet


class PhoneCarrier(Carrier[Dispatch]):
    def rows(self) -> OutgoingQuerySet[Dispatch]:
        return Dispatch.objects.filter(channel=Channel.PHONE)

    def load(self, claimed: list[int]) -> Iterable[Dispatch]:
        found = self.rows().filter(pk__in=claimed).order_by("next_try_at", "pk")
        return found.select_related("notice__person__quiet_hours")

    def is_urgent(self, row: Dispatch) -> bool:
        return group_of(row.notice.kind).urgent

    def carry(self, row: Dispatch, now: datetime) -> None:
        """The title and where to read on: what is paid by the message is short."""
        notice, person = row.notice, row.notice.person
        if notice.read_at is not None or notice.is_too_late(now):
            raise Unwanted("read, or too late")
        if not (person.is_active and person.has_phone and phone_messages.available()):
            raise Unwanted("nobody to write to")
        words = (notice.title, mails.link(notice))
        phone_messages.send(
            PhoneMessage(person.phone or "", "kabar", "\n".join(words), words)
        )
