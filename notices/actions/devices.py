"""Showing news on a device: switched on and off, moved, tried out."""

from datetime import timedelta

import requests
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from notices import push
from notices.models import Device
from notices.permissions import can_add_device

MOST_DEVICES = 20
TRIED_FOR = timedelta(minutes=5)


@transaction.atomic
def add(*, person: User, endpoint: str, p256dh: str, auth: str, name: str) -> Device:
    """Show this person's news there from now on; of the oldest, too many are left out.

    Whoever holds the device has it alone: it leaves whose it was before.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    require(can_add_device(person, endpoint, p256dh, auth))
    keys = {"p256dh": p256dh, "auth": auth}
    given = {"person": person, "name": name[:80], **keys}
    device = Device.objects.select_for_update().filter(endpoint=endpoint).first()
    if device is None or device.person_id != person.pk:
        Device.objects.filter(endpoint=endpoint).delete()
        device = Device.objects.create(endpoint=endpoint, **given)
    else:
        Device.objects.filter(pk=device.pk).update(**given)
    newest = person.devices.order_by("-pk").values("pk")[:MOST_DEVICES]
    person.devices.exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return device


@transaction.atomic
def renew(
    *, person: User, old_endpoint: str, endpoint: str, p256dh: str, auth: str
) -> bool:
    """The browser has a new address; only who knows the old one may say so."""
    require(can_add_device(person, endpoint, p256dh, auth))
    Device.objects.filter(endpoint=endpoint).exclude(endpoint=old_endpoint).delete()
    held = Device.objects.visible_to(person).filter(endpoint=old_endpoint)
    return bool(held.update(endpoint=endpoint, p256dh=p256dh, auth=auth))


@transaction.atomic
def show(*, person: User, device: Device, shows: str) -> None:
    Device.objects.visible_to(person).filter(pk=device.pk).update(shows=shows)


@transaction.atomic
def remove(*, person: User, device: Device) -> None:
    Device.objects.visible_to(person).filter(pk=device.pk).delete()


def try_out(*, person: User, device: Device) -> None:
    """Send a first message at once, in quiet hours too, or say why it did not go."""
    words = {
        "person": str(person.sub),
        "tag": "coba",
        "url": "/kabar/",
        "plain": _("Percobaan dari Lokadaya"),
        "title": _("Kabar dari Lokadaya sampai di sini"),
    }
    try:
        push.post(device, words, topic="coba", urgent=True, keep_for=TRIED_FOR)
    except push.Gone as gone:
        device.delete()
        raise Refused(
            _("Perangkat itu sudah tidak menerima kabar, jadi kami hapus dari daftar.")
        ) from gone
    except (OSError, requests.RequestException) as failure:
        raise Refused(
            _("Layanan kabar perangkat itu sedang tidak menjawab. Coba lagi nanti.")
        ) from failure
