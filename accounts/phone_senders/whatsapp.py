"""By WhatsApp, through Meta's Cloud API.

Who writes first must use a template that Meta has approved: `lokadaya_kode`,
`lokadaya_kabar` and `lokadaya_undangan` (docs/operations/phones.md has their texts).
"""

from typing import Any

from django.conf import settings

from accounts.phone_senders.base import PhoneMessage, post

LANGUAGE = "id"
LONGEST_WORD = 1000


class WhatsApp:
    def send(self, message: PhoneMessage) -> None:
        url = f"{settings.WHATSAPP_API_URL}/{settings.WHATSAPP_NUMBER_ID}/messages"
        content = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": message.phone.removeprefix("+"),
            "type": "template",
            "template": {
                "name": f"lokadaya_{message.kind}",
                "language": {"code": LANGUAGE},
                "components": _components(message),
            },
        }
        post(url, settings.WHATSAPP_TOKEN, content)


def _components(message: PhoneMessage) -> list[dict[str, Any]]:
    said = [{"type": "text", "text": _one_line(word)} for word in message.words]
    parts: list[dict[str, Any]] = [{"type": "body", "parameters": said}]
    if message.kind == "kode":
        # The button that copies the code; Meta asks for one in these templates.
        button = {"type": "button", "sub_type": "url", "index": "0"}
        parts.append({**button, "parameters": said})
    return parts


def _one_line(word: str) -> str:
    """Meta refuses line breaks within a word."""
    return " ".join(word.split())[:LONGEST_WORD]
