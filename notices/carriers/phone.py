"""By WhatsApp or SMS, for who chose that: one notice as soon as it is due."""

from datetime import datetime

from accounts import phone_messages
from accounts.phone_senders import PhoneMessage
from notices import mails
from notices.carriers.base import Unwanted
from notices.carriers.dispatches import DispatchCarrier
from notices.models import Channel, Dispatch


class PhoneCarrier(DispatchCarrier):
    channel = Channel.PHONE

    def carry(self, row: Dispatch, now: datetime) -> None:
        """The title and where to read on: what is paid by the message is short."""
        super().carry(row, now)
        notice, person = row.notice, row.notice.person
        if notice.read_at is not None:
            raise Unwanted("read")
        if not (person.is_active and person.has_phone and phone_messages.available()):
            raise Unwanted("nobody to write to")
        words = (notice.title, mails.link(notice))
        phone_messages.send(
            PhoneMessage(person.phone or "", "kabar", "\n".join(words), words)
        )
