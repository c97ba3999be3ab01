"""Behind an ASGI server a request is answered in one of a few threads, in one go."""

import threading
from contextlib import contextmanager

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from django.contrib.auth.decorators import login_not_required
from django.core.signals import request_finished, request_started
from django.http import HttpResponse
from django.urls import path

from common.asgi import PageHandler
from common.streams import Stream

SEEN: list[tuple[str, int]] = []


def note(what):
    SEEN.append((what, threading.get_ident()))


@login_not_required
def page(request):
    note("page")
    return HttpResponse(b"halaman " + request.body)


def pieces():
    try:
        while True:
            note("piece")
            yield b"potongan"
    finally:
        note("end")


@login_not_required
def endless(request):
    return Stream(pieces(), name="semua.csv", content_type="text/csv")


urlpatterns = [path("halaman", page), path("semua", endless)]
pytestmark = pytest.mark.urls(__name__)


@contextmanager
def signals_noted():
    """Instead of the receivers that close connections, which belong to the test."""
    begun, ended = request_started.receivers, request_finished.receivers
    request_started.receivers, request_finished.receivers = [], []

    def noted(signal, **_kwargs):
        note("begun" if signal is request_started else "ended")

    for signal in (request_started, request_finished):
        signal.sender_receivers_cache.clear()
        signal.connect(noted, weak=False)
    try:
        yield
    finally:
        request_started.receivers, request_finished.receivers = begun, ended
        request_started.sender_receivers_cache.clear()
        request_finished.sender_receivers_cache.clear()


def asked_for(address, body=b""):
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": address,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    asked = ApplicationCommunicator(PageHandler(), scope)
    asked.input_queue.put_nowait(
        {"type": "http.request", "body": body, "more_body": False}
    )
    return asked


async def read_whole():
    asked = asked_for("/halaman", b"penuh")
    start = await asked.receive_output()
    content = await asked.receive_output()
    await asked.wait()
    return start["status"], content


async def leave_after_two_pieces():
    asked = asked_for("/semua")
    start = await asked.receive_output()
    read = [(await asked.receive_output())["body"] for _piece in range(2)]
    await asked.send_input({"type": "http.disconnect"})
    await asked.wait()
    return start["status"], read


def test_a_page_is_begun_made_and_ended_in_one_thread():
    SEEN.clear()

    with signals_noted():
        status, content = async_to_sync(read_whole)()

    assert (status, content["body"]) == (200, b"halaman penuh")
    assert not content["more_body"]
    assert [what for what, _thread in SEEN] == ["begun", "page", "ended"]
    assert len({thread for _what, thread in SEEN}) == 1


def test_a_download_ends_when_nobody_listens_any_more():
    SEEN.clear()

    with signals_noted():
        status, read = async_to_sync(leave_after_two_pieces)()

    assert (status, read) == (200, [b"potongan", b"potongan"])
    assert SEEN[-1][0] == "ended"
    assert "end" in [what for what, _thread in SEEN]
