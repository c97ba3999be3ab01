"""What we write back to a reply: why it was not taken, or what did not come along."""

from collections.abc import Sequence
from email.message import EmailMessage as Incoming

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from notices.automatic import OURS, header, sender_of


def explanation(message: Incoming, reason: str, words: str) -> EmailMessage:
    """The reason, and the person's own words back: nothing typed is lost."""
    context = {"reason": reason, "words": words, "portal_url": settings.PORTAL_URL}
    body = render_to_string("notices/mail/refused.txt", context)
    return _reply(message, _("Balasan Anda belum masuk"), body)


def left_behind(message: Incoming, names: Sequence[str], url: str) -> EmailMessage:
    context = {"names": names, "url": url}
    body = render_to_string("notices/mail/left_behind.txt", context)
    return _reply(message, _("Balasan Anda masuk, lampirannya belum"), body)


def _reply(message: Incoming, subject: str, body: str) -> EmailMessage:
    """Marked as an automatic answer, so that no machine answers it."""
    headers = {"Auto-Submitted": "auto-replied", OURS: "1"}
    if answered := " ".join(header(message, "Message-ID").split()):
        headers |= {"In-Reply-To": answered, "References": answered}
    return EmailMessage(
        subject=subject, body=body, to=[sender_of(message)], headers=headers
    )
