"""Invitations by e-mail or to a phone; those handed over oneself are not sent by us."""

from collections.abc import Iterable
from datetime import datetime

from accounts import phone_messages
from notices import invitation_words
from notices.carriers.base import Unwanted
from notices.carriers.mail import MailCarrier
from notices.invitables import kind_of, place_of
from notices.models import Invitation
from notices.models.outgoing import OutgoingQuerySet


class InvitationCarrier(MailCarrier[Invitation]):
    def rows(self) -> OutgoingQuerySet[Invitation]:
        return Invitation.objects.exclude(way=Invitation.Way.HAND)

    def load(self, claimed: list[int]) -> Iterable[Invitation]:
        found = self.rows().filter(pk__in=claimed).order_by("next_try_at", "pk")
        return found.select_related("invited_by")

    def is_urgent(self, row: Invitation) -> bool:
        """Who is invited has no account, and so no quiet hours."""
        return True

    def carry(self, row: Invitation, now: datetime) -> None:
        place = place_of(row.kind, row.place)
        if place is None or not row.is_open:
            raise Unwanted("withdrawn, taken up, or nowhere to go")
        title = kind_of(row.kind).title(place)
        if row.way == Invitation.Way.EMAIL:
            self.post(invitation_words.mail(row, title))
        elif phone_messages.available():
            phone_messages.send(invitation_words.phone_message(row, title))
        else:
            Invitation.objects.filter(pk=row.pk).update(way=Invitation.Way.HAND)
            raise Unwanted("no sender any more: handed over by the inviter")
