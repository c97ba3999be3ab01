"""A real HTTP server on this machine that keeps what is posted to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Posted:
    path: str
    said: dict[str, str]
    body: bytes


@dataclass
class Listener:
    """What came, in its order; and what each path answers, 201 if nothing else."""

    origin: str
    came: list[Posted] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)


@contextmanager
def listener() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = heard.answers.get(self.path, 201)
            if status < 300:
                said = dict(self.headers.items())
                heard.came.append(Posted(self.path, said, body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard = Listener(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
