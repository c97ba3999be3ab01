"""Taking in replies by e-mail: answered or explained, never passed over in silence."""

import hashlib
import logging
import traceback
from collections.abc import Collection, Iterable
from datetime import timedelta
from email.message import EmailMessage
from email.policy import compat32
from email.utils import getaddresses
from smtplib import SMTPRecipientsRefused

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage as Answer
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused
from notices import answers, reply_addresses, reply_mails, reply_texts
from notices.automatic import header, is_automatic, sender_of
from notices.models import IncomingReply, Notice
from notices.readers import as_read_by

logger = logging.getLogger(__name__)

Outcome = IncomingReply.Outcome
RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
# More than anyone writes by hand; and more mail than anyone should get of us.
MOST_TAKEN = 20
MOST_EXPLAINED = 3
KEPT_FOR = timedelta(days=30)
# Nothing of the mail: the database, or the mail server.
TRY_AGAIN = (OperationalError, InterfaceError, OSError)


@transaction.atomic
def receive(
    message: EmailMessage,
    *,
    envelope_sender: str | None = None,
    envelope_recipient: str | None = None,
) -> IncomingReply:
    """Take a mail to what it answers, or explain to its sender why not.

    The row of its key is written first: of two deliveries of one mail the second
    finds it. When the database or the mail server is away all is undone, and whoever
    delivers tries again; what else goes wrong lies in the mail, and is explained too.
    """
    key = _key(message)
    trace = salted_hmac("notices.sender", sender_of(message)).hexdigest()[:64]
    row, is_new = IncomingReply.objects.get_or_create(
        key=key, defaults={"sender": trace, "outcome": Outcome.IGNORED}
    )
    if not is_new or is_automatic(message, envelope_sender):
        return row
    try:
        with transaction.atomic():
            _take(message, _recipients(message, envelope_recipient), row)
    except Refused as refusal:
        row.outcome = _explain(message, str(refusal), row)
    except TRY_AGAIN:
        raise
    except Exception as error:
        # The message of an error may hold words of the mail: only where it was.
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("A mail tripped us: %s\n%s", type(error).__name__, where)
        row.url = ""
        row.outcome = _explain(message, _("Kami tidak dapat membaca e-mail Anda."), row)
    row.save()
    return row


def forget_old() -> int:
    old = IncomingReply.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _take(message: EmailMessage, recipients: list[str], row: IncomingReply) -> None:
    notice = _notice(message, recipients)
    row.person = notice.person
    with as_read_by(notice.person):
        row.url = _answer(notice, message, row)
        row.outcome = Outcome.TAKEN
        _tell_of_attachments(message, row.url)


def _answer(notice: Notice, message: EmailMessage, row: IncomingReply) -> str:
    if _recent(row.sender, Outcome.TAKEN, hours=1) >= MOST_TAKEN:
        raise Refused(_("Terlalu banyak balasan dalam satu jam. Coba lagi nanti."))
    text = reply_texts.new_words(message)
    if not text:
        raise Refused(_("Kami tidak menemukan tulisan baru di e-mail Anda."))
    return answers.answer(person=notice.person, target=notice.answers, text=text)


def _notice(message: EmailMessage, recipients: Collection[str]) -> Notice:
    """What is answered, by the person it was told to; or `Refused` with the reason."""
    try:
        found = [notice for r in recipients if (notice := reply_addresses.find(r))]
    except reply_addresses.Expired:
        raise Refused(
            _("Alamat balasan ini sudah lewat masa berlakunya, tiga puluh hari.")
        ) from None
    if not found and set(recipients) & set(reply_addresses.of_none()):
        raise Refused(
            _(
                "E-mail itu sendiri tidak dapat dijawab. Di ringkasan, tiap kabar yang"
                " dapat dijawab punya tautan “Balas lewat e-mail”."
            )
        )
    if not found:
        raise Refused(_("Alamat balasan ini tidak kami kenal, atau tidak lengkap."))
    notice = found[0]
    if not notice.person.is_active or not _is_of(sender_of(message), notice.person):
        raise Refused(
            _(
                "Alamat balasan ini milik orang lain. Balas dari alamat e-mail yang"
                " terdaftar di akun Lokadaya Anda."
            )
        )
    return notice


def _is_of(sender: str, person: User) -> bool:
    if sender == person.email:
        return True
    own = EmailAddress.objects.filter(user=person, verified=True)
    return bool(own.filter(email__iexact=sender).exists())


def _explain(message: EmailMessage, reason: str, row: IncomingReply) -> str:
    if _recent(row.sender, Outcome.EXPLAINED, hours=24) >= MOST_EXPLAINED:
        return Outcome.IGNORED
    try:
        words = reply_texts.new_words(message, signed=True)
    except Exception:
        # It is what cannot be read that is explained.
        words = ""
    sent = _send(reply_mails.explanation(message, reason, words))
    return Outcome.EXPLAINED if sent else Outcome.IGNORED


def _send(answer: Answer) -> bool:
    """False where nobody can be written to at the address that the mail gave."""
    try:
        answer.send()
    except (SMTPRecipientsRefused, ValueError):
        return False
    return True


def _tell_of_attachments(message: EmailMessage, url: str) -> None:
    names = [
        part.get_filename()
        for part in message.iter_attachments()
        if part.get_filename() and part.get_content_disposition() == "attachment"
    ]
    if names:
        address = url if "://" in url else f"{settings.PORTAL_URL}{url}"
        _send(reply_mails.left_behind(message, [str(n) for n in names], address))


def _recent(sender: str, outcome: str, *, hours: int) -> int:
    since = timezone.now() - timedelta(hours=hours)
    found = IncomingReply.objects.filter(
        sender=sender, outcome=outcome, created_at__gte=since
    )
    return found.count()


def _recipients(message: EmailMessage, envelope: str | None) -> list[str]:
    named: Iterable[str] = (
        str(value) for name in RECIPIENTS for value in message.get_all(name, [])
    )
    found = [address for _name, address in getaddresses([*named])]
    return [envelope, *found] if envelope else found


def _key(message: EmailMessage) -> str:
    """By its Message-ID; a mail without one by all of it."""
    if named := header(message, "Message-ID"):
        said = f"{named} {sender_of(message)}".encode(errors="replace")
    else:
        said = message.as_bytes(policy=compat32)
    return hashlib.sha256(said).hexdigest()
