"""One Daphne with production settings, asked as a signed-in person."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urljoin

import psutil

from launch.environment import PYTHON, ROOT

if TYPE_CHECKING:
    from accounts.models import User

BATCHES = 7
BATCH = 30
ASSET = re.compile(r'(?:href|src)="([^"#]+)(?:#[^"]*)?"')
PICTURE = re.compile(r'<img [^>]*?src="(/media/[^"]+)"')
CSS_URL = re.compile(r'url\("?([^")]+)"?\)')
SUBRESOURCES = (".css", ".js", ".svg", ".woff2")


class Server:
    """Starts the portal, signs one person in, and measures what it is asked for.

    With `settings` another site is started in its stead, to be measured beside it.
    """

    def __init__(
        self,
        var: Path,
        application: str = "portal.asgi:application",
        settings: str = "",
    ) -> None:
        self.var = var
        self.application = application
        self.environ = dict(os.environ)
        self._emptiest: float | None = None
        if settings:
            self.environ["DJANGO_SETTINGS_MODULE"] = settings
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    def __enter__(self) -> Self:
        with (self.var / "log" / "daphne.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    # As Procfile starts it.
                    *(str(PYTHON), "-m", "daphne", "--no-server-name", "-v", "0"),
                    *("-b", "127.0.0.1", "-p", str(self.port), self.application),
                ],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=self.environ,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.get("/sehat/")
            except OSError:
                time.sleep(0.2)
            else:
                return self
        raise RuntimeError(f"the portal did not start: see {self.var}/log/daphne.log")

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    @cached_property
    def cookie(self) -> str:
        """The session of the seeded learner."""
        from launch.benchmarks import seed

        return self.session_of(seed.learner())

    def session_of(self, person: "User") -> str:
        """The Cookie header of someone who has just signed in."""
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
        from django.contrib.auth import SESSION_KEY as USER_KEY
        from django.contrib.sessions.backends.cached_db import SessionStore

        session = SessionStore()
        session[USER_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"

    def get(
        self,
        path: str,
        *,
        signed_in: bool = False,
        compressed: bool = False,
        cookie: str = "",
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": "lokadaya.net", "X-Forwarded-Proto": "https"}
        if signed_in:
            headers["Cookie"] = cookie or self.cookie
        if compressed:
            headers["Accept-Encoding"] = "br, gzip"
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body, dict(answer.getheaders())

    def queries(self, path: str, cookie: str = "") -> int:
        """SQL queries of a signed-in request, the session in the cache as usual.

        `cookie` is the session of somebody other than the seeded learner.
        """
        from django.conf import settings
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        client = Client()
        name, _equals, value = (cookie or self.cookie).partition("=")
        client.cookies[name] = value
        settings.ALLOWED_HOSTS.append("testserver")
        client.get(path, secure=True)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path, secure=True)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return len(captured)

    def milliseconds(self, path: str, cookie: str = "", *, batch: int = BATCH) -> float:
        """Processor time of the server for a signed-in page: the median of batches."""
        process = psutil.Process(self.process.pid)
        for _warm in range(10):
            status, _body, _headers = self.get(path, signed_in=True, cookie=cookie)
            if status not in (200, 302):
                raise RuntimeError(f"{path} answered {status}")
        means: list[float] = []
        for _batch in range(BATCHES):
            before = process.cpu_times()
            for _request in range(batch):
                self.get(path, signed_in=True, cookie=cookie)
            after = process.cpu_times()
            spent: float = after.user + after.system - before.user - before.system
            means.append(spent * 1000 / batch)
        return round(statistics.median(means), 1)

    def elapsed(self, path: str, cookie: str = "") -> float:
        """Milliseconds until a page is there, the database's own time with it."""
        return self.side_by_side([path], cookie, turns=7)[0]

    def side_by_side(
        self, paths: list[str], cookie: str = "", *, turns: int = BATCH
    ) -> list[float]:
        """Milliseconds until each page is there, the median of asking them in turns."""
        spent: dict[str, list[float]] = {path: [] for path in paths}
        for _turn in range(turns):
            for path in paths:
                began = time.perf_counter()
                self.get(path, signed_in=True, cookie=cookie)
                spent[path].append((time.perf_counter() - began) * 1000)
        return [statistics.median(times) for times in spent.values()]

    @contextmanager
    def processor_time(self) -> Iterator[list[float]]:
        """Milliseconds of the server for what is done inside, in a list of one."""
        process = psutil.Process(self.process.pid)
        spent: list[float] = []
        before = process.cpu_times()
        yield spent
        after = process.cpu_times()
        took = after.user + after.system - before.user - before.system
        spent.append(took * 1000)

    def post(self, path: str, fields: dict[str, str], cookie: str) -> tuple[int, str]:
        """Sends a form as the browser of somebody signed in; where it leads."""
        from django.conf import settings

        token = "b" * 32
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": "lokadaya.net",
            "X-Forwarded-Proto": "https",
            "Referer": "https://lokadaya.net/",
            "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({**fields, "csrfmiddlewaretoken": token})
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("Location") or ""

    def emptiest(self, cookie: str) -> float:
        """The emptiest signed-in page of this run, to which times are compared."""
        if self._emptiest is None:
            self._emptiest = self.milliseconds("/tanya-jawab/", cookie)
        return self._emptiest

    def compared(
        self, path: str, cookie: str = "", *, batch: int = BATCH, note: str = ""
    ) -> tuple[float, str]:
        """Milliseconds of a page; a note that begins with its ratio to the emptiest,
        and says after how long it was there.
        """
        spent = self.milliseconds(path, cookie, batch=batch)
        ratio = f"{spent / self.emptiest(cookie):.1f}".replace(".", ",")
        took = self.elapsed(path, cookie)
        said = f"{ratio} × the emptiest page; {took:.0f} ms elapsed"
        return spent, f"{said}; {note}" if note else said

    def first_visit(self, path: str, cookie: str = "") -> tuple[float, float]:
        """Kilobytes of a first visit, all but pictures, and of its scripts alone."""
        _status, page, _headers = self.get(path, signed_in=True, cookie=cookie)
        _status, sent, _headers = self.get(
            path, signed_in=True, compressed=True, cookie=cookie
        )
        total = len(sent)
        scripts = 0
        seen: set[str] = set()
        wanted = [urljoin(path, found) for found in ASSET.findall(page.decode())]
        while wanted:
            address = wanted.pop()
            name = address.split("?")[0]
            if name in seen or not name.endswith(SUBRESOURCES):
                continue
            seen.add(name)
            if not name.startswith("/static/"):
                continue
            _status, body, _headers = self.get(name, compressed=True)
            total += len(body)
            scripts += len(body) if name.endswith(".js") else 0
            if name.endswith(".css"):
                _status, sheet, _headers = self.get(name)
                urls = CSS_URL.findall(sheet.decode())
                wanted += [urljoin(name, u) for u in urls if not u.startswith("data:")]
        return round(total / 1000, 1), round(scripts / 1000, 1)

    def pictures(self, path: str, cookie: str = "") -> float:
        """Kilobytes of what a page shows besides, once all of it has been seen."""
        _status, page, _headers = self.get(path, signed_in=True, cookie=cookie)
        shown = set(PICTURE.findall(page.decode()))
        sent = [self.get(address, compressed=True) for address in sorted(shown)]
        if any(status != 200 for status, _body, _headers in sent):
            raise RuntimeError(f"a picture of {path} is missing")
        return round(sum(len(body) for _status, body, _headers in sent) / 1000, 1)
