"""What the mails say: plain text, and the same in light HTML."""

import uuid
from collections.abc import Sequence
from email.policy import Compat32
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import ngettext

from accounts.models import User
from notices import reply_addresses, unsubscribing
from notices.kinds import GROUPS, Group, group_of
from notices.models import Digest, Dispatch, Notice, Rhythm
from notices.readers import as_read_by

# More than these nobody reads in a mail; the inbox has them all.
MOST_ITEMS = 60
# Signs of each.
LONGEST_TEXT = 200
LONGEST_LINE = 76


class ShortLines(Compat32):
    """A header that fits into its line needs no folding: so are nearly all."""

    def fold_binary(self, name: str, value: str) -> bytes:
        line = f"{name}: {value}{self.linesep}"
        fits = len(line) <= LONGEST_LINE and line.isascii() and "\n" not in value
        return line.encode() if fits else super().fold_binary(name, value)


class Mail(EmailMultiAlternatives):
    """Its parts are kept apart by a name of its own, which need not be looked for in
    all that it says.
    """

    def message(self, *args: Any, **kwargs: Any) -> Any:
        message = super().message(*args, **kwargs)
        message.set_boundary(uuid.uuid4().hex)
        for part in message.walk():
            part.policy = ShortLines()
        return message


def of_notice(dispatch: Dispatch) -> EmailMultiAlternatives:
    notice, group = dispatch.notice, group_of(dispatch.notice.kind)
    reply_to = reply_addresses.address(notice)
    stop_url = "" if group.urgent else unsubscribing.address(notice.person_id, group)
    with as_read_by(notice.person):
        message = _mail(
            notice.person,
            notice.title,
            "notice",
            {
                "notice": notice,
                "link": link(notice),
                "reply_to": reply_to,
                "stop_url": stop_url,
                "stop_title": group.title,
            },
            dispatch.message_id,
        )
    message.reply_to = [reply_to] if reply_to else reply_addresses.of_none()
    if dispatch.calendar:
        message.attach("lokadaya.ics", dispatch.calendar, "text/calendar")
    return message


def of_digest(digest: Digest, items: Sequence[Notice]) -> EmailMultiAlternatives:
    shown = items[:MOST_ITEMS]
    with as_read_by(digest.person):
        message = _mail(
            digest.person,
            _subject(digest, len(items)),
            "digest",
            {
                "digest": digest,
                "stop_url": unsubscribing.address(digest.person_id, None),
                "sections": _sections(shown),
                "left": len(items) - len(shown),
            },
            digest.message_id,
        )
    message.reply_to = reply_addresses.of_none()
    return message


def link(notice: Notice) -> str:
    """Through the inbox, which so learns that it was read."""
    return f"{settings.PORTAL_URL}{notice.get_absolute_url()}"


def _subject(digest: Digest, count: int) -> str:
    if digest.rhythm == Rhythm.DAILY:
        words = ngettext(
            "%d kabar hari ini dari Lokadaya", "%d kabar hari ini dari Lokadaya", count
        )
    else:
        words = ngettext(
            "%d kabar pekan ini dari Lokadaya",
            "%d kabar pekan ini dari Lokadaya",
            count,
        )
    return words % count


def _sections(items: Sequence[Notice]) -> list[tuple[Group, list[dict[str, Any]]]]:
    """By group, in the order of the page where people choose by them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for notice in items:
        reply_to = reply_addresses.address(notice)
        row = {
            "title": notice.title,
            "text": _shortened(notice.text),
            "link": link(notice),
            "reply_to": reply_to,
        }
        found.setdefault(group_of(notice.kind).name, []).append(row)
    return [(group, found[group.name]) for group in GROUPS if group.name in found]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else Truncator(text).chars(LONGEST_TEXT)


def _mail(
    person: User,
    subject: str,
    template: str,
    context: dict[str, Any],
    message_id: uuid.UUID,
) -> EmailMultiAlternatives:
    context |= {"person": person, "portal_url": settings.PORTAL_URL}
    host = urlsplit(settings.PORTAL_URL).hostname
    message = Mail(
        subject=subject,
        body=render_to_string(f"notices/mail/{template}.txt", context),
        to=[person.email or ""],
        headers={
            "Message-ID": f"<{message_id}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if context["stop_url"]:
        # RFC 8058: a mail program stops it with one POST, without opening a page.
        message.extra_headers |= {
            "List-Unsubscribe": f"<{context['stop_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    html = render_to_string(f"notices/mail/{template}.html", context)
    message.attach_alternative(html, "text/html")
    return message
