"""Addresses for replies by e-mail: signed, for one person and one notice, for a month.

`balas+17-4yq…@lokadaya.net`: short enough for the 64 letters before the @, and in lower
case alone, for some mail servers change it.
"""

import base64
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from notices import answers
from notices.models import Notice

LASTS = timedelta(days=30)
SIGNED_BYTES = 10


class Expired(Exception):
    """It was ours, and its month is over."""


def address(notice: Notice) -> str:
    """Empty where replies are not taken: by this site, or by what it is about."""
    if not (settings.REPLY_ADDRESS and answers.are_taken(notice.answers)):
        return ""
    name, _at, host = settings.REPLY_ADDRESS.partition("@")
    return f"{name}+{notice.pk}-{_signature(notice)}@{host}"


def of_none() -> list[str]:
    """Where answers to what takes none go: to be told so, and how else to answer."""
    return [settings.REPLY_ADDRESS] if settings.REPLY_ADDRESS else []


def find(recipient: str) -> Notice | None:
    """The notice whose reply address this is, with its person; or raise `Expired`."""
    name, _at, host = recipient.strip().lower().partition("@")
    own, _at, own_host = settings.REPLY_ADDRESS.lower().partition("@")
    prefix, _plus, token = name.partition("+")
    number, _dash, signature = token.partition("-")
    if (prefix, host) != (own, own_host) or not number.isascii():
        return None
    if not number.isdecimal() or len(number) > 18:
        return None
    notice = Notice.objects.filter(pk=number).select_related("person").first()
    if notice is None or not constant_time_compare(signature, _signature(notice)):
        return None
    if notice.due_at + LASTS < timezone.now():
        raise Expired
    return notice


def _signature(notice: Notice) -> str:
    said = f"{notice.pk}:{notice.person_id}"
    digest = salted_hmac("notices.reply", said, algorithm="sha256").digest()
    return base64.b32encode(digest[:SIGNED_BYTES]).decode().lower()
