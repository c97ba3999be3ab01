"""By SMS, or whatever else an HTTP gateway sends: one POST with JSON for a message.

`PHONE_GATEWAY_BODY` is the JSON that the gateway asks for, with {phone} and {text}
where they belong.
"""

import json
from typing import Any

from django.conf import settings

from accounts.phone_senders.base import PhoneMessage, post


class Gateway:
    def send(self, message: PhoneMessage) -> None:
        asked = json.loads(settings.PHONE_GATEWAY_BODY)
        content = _filled(asked, phone=message.phone, text=message.text)
        post(settings.PHONE_GATEWAY_URL, settings.PHONE_GATEWAY_TOKEN, content)


def _filled(asked: Any, **words: str) -> Any:
    """Filled in value by value: no word can become a part of the JSON around it."""
    if isinstance(asked, dict):
        return {name: _filled(value, **words) for name, value in asked.items()}
    if isinstance(asked, list):
        return [_filled(value, **words) for value in asked]
    if isinstance(asked, str) and asked.startswith("{") and asked.endswith("}"):
        return words.get(asked[1:-1], asked)
    return asked
