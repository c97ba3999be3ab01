"""News of the apps below notices, which cannot tell it themselves; and mail come in."""

import email
from email.message import EmailMessage
from email.policy import default
from typing import Any

from allauth.account.signals import password_changed, password_reset
from anymail.signals import inbound
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import DataCopy, Departure, User
from accounts.signals import (
    data_copy_made,
    departure_asked,
    departure_cancelled,
    duties_left,
)
from common.personal import Duty
from common.templatetags.lokadaya import at
from network.models import Organization
from network.signals import organization_declined, organization_listed
from notices import bell
from notices.actions import receiving, telling
from notices.models import Device, Notice
from notices.readers import as_read_by


@receiver(data_copy_made)
def say_copy_is_ready(person: User, data_copy: DataCopy, **kwargs: Any) -> None:
    with as_read_by(person):
        until = data_copy.expires_at or timezone.now()
        telling.tell(
            person=person,
            kind="accounts.data_copy",
            title=_("Salinan data Anda siap diambil"),
            text=_("Berkasnya ada sampai %(day)s, dan hanya untuk Anda.")
            % {"day": date_format(until, "j F Y")},
            url=reverse("accounts:data"),
            key=f"accounts.data_copy:{data_copy.key}",
        )


@receiver(departure_asked)
def say_when_it_is_deleted(person: User, departure: Departure, **kwargs: Any) -> None:
    """By e-mail, where there is one: who did not ask for it must hear of it."""
    with as_read_by(person):
        telling.tell(
            person=person,
            kind="accounts.departure",
            title=_("Akun Anda akan dihapus"),
            text=_(
                "Akun Lokadaya Anda dihapus %(time)s. Berubah pikiran, atau bukan Anda"
                " yang memintanya? Masuk saja sebelum itu: penghapusan langsung batal."
            )
            % {"time": at(departure.due_at)},
            url=reverse("accounts:profile"),
            key=f"accounts.departure:{departure.pk}",
        )


@receiver(departure_cancelled)
def take_it_back(person: User, departure: Departure, **kwargs: Any) -> None:
    """It is no longer true. An e-mail not yet sent is not sent."""
    told = Notice.objects.filter(person=person)
    told.filter(key=f"accounts.departure:{departure.pk}").delete()
    bell.count_again(person.pk)


@receiver(duties_left)
def hand_duties_over(person: User, duties: list[Duty], **kwargs: Any) -> None:
    """Who left is not named: nothing of them is kept, here neither."""
    for duty in duties:
        for successor in duty.successors:
            with as_read_by(successor):
                telling.tell(
                    person=successor,
                    kind="network.duty",
                    title=_("Sekarang tanpa pengurus: %(title)s")
                    % {"title": duty.title},
                    text=_(
                        "Satu-satunya yang mengurusnya sudah menghapus akunnya. Anda"
                        " mengurusnya sampai ada penggantinya: tunjuk seseorang."
                    ),
                    url=duty.url,
                    key=f"accounts.duty:{person.pk}:{duty.url}",
                )


@receiver(organization_listed)
def say_organization_is_listed(organization: Organization, **kwargs: Any) -> None:
    proposer = organization.proposed_by
    if proposer is None:
        return
    with as_read_by(proposer):
        telling.tell(
            person=proposer,
            kind="network.organization",
            title=_("Sudah terdaftar: %(name)s") % {"name": organization.name},
            text=_(
                "Organisasi yang Anda usulkan sekarang ada di direktori, dan Anda"
                " pengelolanya: lengkapi profilnya, terima anggotanya."
            ),
            url=organization.get_absolute_url(),
            key=f"network.organization:{organization.pk}:listed",
        )


@receiver(organization_declined)
def say_organization_is_declined(
    organization: Organization, reason: str, **kwargs: Any
) -> None:
    proposer = organization.proposed_by
    if proposer is None:
        return
    with as_read_by(proposer):
        telling.tell(
            person=proposer,
            kind="network.organization",
            title=_("Usulan tidak diterima: %(name)s") % {"name": organization.name},
            text=_("Alasan koordinator: %(reason)s") % {"reason": reason},
            url=organization.get_absolute_url(),
            key=f"network.organization:{organization.pk}:declined",
        )


@receiver([password_changed, password_reset])
def forget_devices(user: User, **kwargs: Any) -> None:
    """Who changes it may have lost a phone: each is switched on anew."""
    Device.objects.filter(person=user).delete()


@receiver(inbound)
def take_reply(event: Any, **kwargs: Any) -> None:
    """What an e-mail service hands us; an error makes it try again."""
    message = email.message_from_bytes(event.message.as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    receiving.receive(
        message,
        envelope_sender=event.message.envelope_sender,
        envelope_recipient=event.message.envelope_recipient,
    )
