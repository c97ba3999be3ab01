"""What an invitation says, by e-mail, by phone, and in one's own WhatsApp."""

from urllib.parse import quote

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts import phone_numbers
from accounts.phone_senders import PhoneMessage
from notices.models import Invitation


def text(invitation: Invitation, title: str) -> str:
    return _("%(inviter)s mengundang Anda ke %(place)s di Lokadaya. Buka: %(link)s") % {
        "inviter": invitation.invited_by.name,
        "place": title,
        "link": invitation.url,
    }


def whatsapp_url(invitation: Invitation, title: str) -> str:
    """Opens the inviter's own WhatsApp, with the words written."""
    words = quote(text(invitation, title))
    return phone_numbers.whatsapp_url(invitation.contact, words)


def phone_message(invitation: Invitation, title: str) -> PhoneMessage:
    words = (invitation.invited_by.name, title, invitation.url)
    return PhoneMessage(invitation.contact, "undangan", text(invitation, title), words)


def mail(invitation: Invitation, title: str) -> EmailMultiAlternatives:
    context = {"invitation": invitation, "place": title}
    message = EmailMultiAlternatives(
        subject=_("Undangan ke %(place)s") % {"place": title},
        body=render_to_string("notices/mail/invitation.txt", context),
        to=[invitation.contact],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string("notices/mail/invitation.html", context)
    message.attach_alternative(html, "text/html")
    return message
