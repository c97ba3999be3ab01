"""On the screen of a phone or computer: one notice, on one device, as soon as due."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from notices import push
from notices.carriers.base import Unwanted
from notices.carriers.dispatches import DispatchCarrier
from notices.models import Channel, Device, Dispatch, Notice
from notices.readers import as_read_by

# A phone that was off for longer finds the news in the inbox.
KEPT_FOR = timedelta(days=3)
LONGEST_TEXT = 300


class PushCarrier(DispatchCarrier):
    channel = Channel.PUSH

    def carry(self, row: Dispatch, now: datetime) -> None:
        """What was read meanwhile is not shown. A device that is gone is forgotten,
        and all that waited for it.
        """
        super().carry(row, now)
        notice, device = row.notice, row.device
        if device is None or not notice.person.is_active:
            raise Unwanted("no device to show it on")
        if notice.read_at is not None:
            raise Unwanted("read")
        try:
            push.post(
                device,
                words(notice, device),
                topic=row.message_id.hex,
                urgent=self.is_urgent(row),
                keep_for=_worth_showing(notice, now),
            )
        except push.Gone as reason:
            device.delete()
            raise Unwanted(str(reason)) from reason
        Device.objects.filter(pk=device.pk).update(reached_at=now)


def _worth_showing(notice: Notice, now: datetime) -> timedelta:
    return min(notice.until - now, KEPT_FOR) if notice.until else KEPT_FOR


def words(notice: Notice, device: Device) -> dict[str, Any]:
    """No more than may stand on a screen that is locked. `plain` is for the case that
    somebody else holds the device by now: the worker knows, and shows only that.
    """
    with as_read_by(notice.person):
        plain = _("Ada kabar baru untuk Anda")
    said = {
        "person": str(notice.person.sub),
        "tag": f"kabar-{notice.pk}",
        "url": notice.get_absolute_url(),
        "plain": plain,
    }
    if device.shows != Device.Shows.NOTHING:
        said["title"] = notice.title
    if device.shows == Device.Shows.WORDS:
        said["text"] = notice.text[:LONGEST_TEXT]
    return said
