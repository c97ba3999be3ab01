"""Mail that no person wrote: never answered, or two machines would write for ever."""

from email.message import EmailMessage
from email.utils import parseaddr

from django.conf import settings

PRECEDENCE = {"bulk", "junk", "list", "auto_reply"}
NOBODY = ("mailer-daemon@", "postmaster@", "no-reply@", "noreply@", "donotreply@")
MARKS = (
    *("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Auto-Response"),
    *("X-Auto-Response-Suppress", "X-Loop", "X-Failed-Recipients", "Feedback-ID"),
)
OURS = "Lokadaya-Answer"


def is_automatic(message: EmailMessage, envelope_sender: str | None) -> bool:
    """RFC 3834, bounces, lists, and ourselves; `None` where the sender is not known."""
    if envelope_sender is not None and envelope_sender.strip() in ("", "<>"):
        return True
    if header(message, "Return-Path", "-") in ("", "<>"):
        return True
    if header(message, "Auto-Submitted", "no").partition(";")[0].strip() != "no":
        return True
    if header(message, "Precedence").lower() in PRECEDENCE:
        return True
    if message.get_content_type() == "multipart/report":
        return True
    if any(mark in message for mark in (*MARKS, OURS)):
        return True
    return _is_ours_or_nobodys(sender_of(message))


def sender_of(message: EmailMessage) -> str:
    return parseaddr(header(message, "From"))[1].strip().lower()


def header(message: EmailMessage, name: str, missing: str = "") -> str:
    """One line of the head; empty where it is so odd that Python's reader trips."""
    try:
        return str(message.get(name, missing)).strip()
    except (AttributeError, LookupError, ValueError):
        return ""


def _is_ours_or_nobodys(sender: str) -> bool:
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    reply_name, _at, reply_host = settings.REPLY_ADDRESS.lower().partition("@")
    name, _at, host = sender.partition("@")
    if not host or sender == own or sender.startswith(NOBODY):
        return True
    return host == reply_host and name.partition("+")[0] == reply_name
