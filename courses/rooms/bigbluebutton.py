"""A BigBlueButton server, by its signed API.

Each call is `<server>/api/<call>?<query>&checksum=<sha256 of call + query + secret>`,
over the query exactly as it is sent (docs.bigbluebutton.org, "API Security Model").
"""

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree import ElementTree

import requests
from django.conf import settings

TIMEOUT_SECONDS = (3, 7)
LONGEST_NAME = 64
OPEN_ALREADY = "idNotUnique"


class Unreachable(Exception):
    """The server did not answer, or not as it should."""


class NoSuchMeeting(Exception):
    """Nobody has opened this room yet, or everybody has left it."""


@dataclass(frozen=True)
class Attendee:
    """Somebody in the room just now, by the id that the portal gave them."""

    person: str
    name: str


def is_available() -> bool:
    return bool(settings.BIGBLUEBUTTON_URL and settings.BIGBLUEBUTTON_SECRET)


def create(*, meeting: str, title: str, minutes: int) -> None:
    """Open the room. Asked again with the same words, the server changes nothing.

    A server of before the middle of 2023 draws passwords where none are sent, and then
    takes the second asking for another meeting of the same name.
    """
    try:
        _ask(
            "create",
            meetingID=meeting,
            name=title[:LONGEST_NAME],
            attendeePW=_password(meeting, "VIEWER"),
            moderatorPW=_password(meeting, "MODERATOR"),
            meta_minutes=minutes,
        )
    except Unreachable as error:
        if str(error) != OPEN_ALREADY:
            raise


def join_address(*, meeting: str, person: str, name: str, is_host: bool) -> str:
    """Where the person's browser goes. It is theirs alone: it carries who they are."""
    role = "MODERATOR" if is_host else "VIEWER"
    return _signed("join", fullName=name, meetingID=meeting, userID=person, role=role)


def attendees(meeting: str) -> list[Attendee]:
    """Who is in the room just now; one person may be there more than once."""
    found = _ask("getMeetingInfo", meetingID=meeting).iter("attendee")
    return [
        Attendee(row.findtext("userID", ""), row.findtext("fullName", ""))
        for row in found
    ]


def checksum(call: str, query: str, secret: str) -> str:
    return hashlib.sha256(f"{call}{query}{secret}".encode()).hexdigest()


def _password(meeting: str, role: str) -> str:
    """The same each time, and known to nobody: one comes in by role."""
    words = f"{meeting}:{role}".encode()
    key = settings.BIGBLUEBUTTON_SECRET.encode()
    return hmac.new(key, words, "sha256").hexdigest()[:32]


def _signed(call: str, **parameters: object) -> str:
    query = urlencode(parameters)
    signature = checksum(call, query, settings.BIGBLUEBUTTON_SECRET)
    base = settings.BIGBLUEBUTTON_URL.rstrip("/").removesuffix("/api")
    return f"{base}/api/{call}?{query}&checksum={signature}"


def _ask(call: str, **parameters: object) -> ElementTree.Element:
    try:
        answer = requests.get(
            _signed(call, **parameters), timeout=TIMEOUT_SECONDS, allow_redirects=False
        )
        answer.raise_for_status()
        # The server is one that we configured ourselves, and expat refuses bombs.
        read = ElementTree.fromstring(answer.content)  # noqa: S314
    except (requests.RequestException, ElementTree.ParseError) as error:
        raise Unreachable(type(error).__name__) from error
    if read.findtext("returncode") != "SUCCESS":
        key = read.findtext("messageKey", "")
        if key == "notFound":
            raise NoSuchMeeting(key)
        raise Unreachable(key)
    return read
