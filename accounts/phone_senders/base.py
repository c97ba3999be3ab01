"""What is sent to a phone, and what every sender can do."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

import requests

TIMEOUT_SECONDS = (3, 7)


class Unreachable(Exception):
    """The message was not taken; the reason is for whoever runs the site."""


@dataclass(frozen=True)
class PhoneMessage:
    """`text` is all of it. `words` are what differs from one message of its kind to the
    next, for services that know the rest of it beforehand.
    """

    phone: str
    kind: Literal["kode", "kabar", "undangan"]
    text: str
    words: tuple[str, ...]


class PhoneSender(Protocol):
    def send(self, message: PhoneMessage) -> None:
        """Hand it over, or raise `Unreachable`."""


def post(url: str, token: str, content: Any) -> None:
    """JSON to a service that takes messages; anything but a success is a failure.

    What it answers is not kept: it may repeat the number or the words.
    """
    try:
        answer = requests.post(
            url,
            json=content,
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as failure:
        raise Unreachable(type(failure).__name__) from failure
    if not 200 <= answer.status_code < 300:
        raise Unreachable(f"answered {answer.status_code}{_code(answer)}")


def _code(answer: requests.Response) -> str:
    """The number of the error, as Meta and many others name it."""
    try:
        return f", code {int(answer.json()['error']['code'])}"
    except (ValueError, KeyError, TypeError):
        return ""
