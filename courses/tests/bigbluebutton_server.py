"""A small BigBlueButton server: a peer that verifies every checksum it is sent.

It answers as docs.bigbluebutton.org says: XML, `returncode`, `messageKey`. What it
knows of a call is only what came over the wire.
"""

import hashlib
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"


@dataclass
class Meeting:
    name: str
    passwords: tuple[str, str]
    people: dict[str, tuple[str, str]] = field(default_factory=dict)


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.meetings: dict[str, Meeting] = {}
        self.refused = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/bigbluebutton"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        call = address.path.rsplit("/", 1)[-1]
        query, _sign, signature = address.query.rpartition("&checksum=")
        signed = f"{call}{query}{SECRET}".encode()
        if signature not in {
            hashlib.new(name, signed).hexdigest() for name in ("sha1", "sha256")
        }:
            self.server.refused += 1
            return self._failed("checksumError")
        given = {name: values[0] for name, values in parse_qs(query).items()}
        answer = {
            "create": self._create,
            "join": self._join,
            "getMeetingInfo": self._info,
        }
        return answer[call](given)

    def _create(self, given: dict[str, str]) -> None:
        # As servers of before the middle of 2023 do: they compare the passwords, and
        # draw those that are not sent.
        drawn = secrets.token_hex(4)
        passwords = (given.get("attendeePW", drawn), given.get("moderatorPW", drawn))
        fresh = Meeting(given["name"], passwords)
        known = self.server.meetings.setdefault(given["meetingID"], fresh)
        if known.passwords != passwords:
            return self._failed("idNotUnique")
        return self._success(f"<meetingID>{given['meetingID']}</meetingID>")

    def _join(self, given: dict[str, str]) -> None:
        meeting = self.server.meetings.get(given["meetingID"])
        if meeting is None:
            return self._failed("notFound")
        meeting.people[given["userID"]] = (given["fullName"], given["role"])
        self.send_response(302)
        self.send_header("Location", f"{self.server.url}/client/?sessionToken=a1")
        return self.end_headers()

    def _info(self, given: dict[str, str]) -> None:
        meeting = self.server.meetings.get(given["meetingID"])
        if meeting is None:
            return self._failed("notFound")
        rows = "".join(
            f"<attendee><userID>{person}</userID><fullName>{escape(name)}</fullName>"
            f"<role>{role}</role></attendee>"
            for person, (name, role) in meeting.people.items()
        )
        return self._success(f"<attendees>{rows}</attendees>")

    def _failed(self, key: str) -> None:
        self._answer(f"<returncode>FAILED</returncode><messageKey>{key}</messageKey>")

    def _success(self, inside: str) -> None:
        self._answer(f"<returncode>SUCCESS</returncode>{inside}")

    def _answer(self, inside: str) -> None:
        body = f"<response>{inside}</response>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
