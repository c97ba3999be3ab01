"""The socket of a webinar: it says that something changed, and nothing else."""

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.routing import get_default_application
from channels.testing import WebsocketCommunicator

from common.sockets import NOT_FOUND
from courses.actions import asking
from courses.models import Webinar
from courses.tests.webinar_factories import (
    make_running_webinar,
    make_seat,
    make_webinar,
)

pytestmark = pytest.mark.django_db(transaction=True)


def socket(webinar: Webinar) -> WebsocketCommunicator:
    headers = [(b"origin", b"http://testserver"), (b"host", b"testserver")]
    path = f"/ws/webinar/{webinar.pk}/"
    return WebsocketCommunicator(get_default_application(), path, headers)


def test_a_question_is_heard_of_by_every_open_page_without_its_words():
    webinar = make_running_webinar()
    person = make_seat(webinar=webinar).person

    async def scene():
        one = socket(webinar)
        assert (await one.connect(timeout=5))[0]
        first = await one.receive_json_from(timeout=5)
        await sync_to_async(asking.ask)(
            author=person, webinar=webinar, text="Rahasia siapa?"
        )
        second = await one.receive_json_from(timeout=5)
        await one.disconnect()
        return first, second

    assert async_to_sync(scene)() == ({"type": "questions"}, {"type": "questions"})


def test_a_stranger_to_a_draft_hears_nothing():
    webinar = make_webinar(status=Webinar.Status.DRAFT)

    async def scene():
        one = socket(webinar)
        await one.connect(timeout=5)
        return await one.receive_output(timeout=5)

    assert async_to_sync(scene)()["code"] == NOT_FOUND


def test_a_frame_from_the_browser_is_answered_and_not_obeyed():
    webinar = make_running_webinar()

    async def scene():
        one = socket(webinar)
        await one.connect(timeout=5)
        await one.receive_json_from(timeout=5)
        answers = []
        for frame in ("bukan json", '{"type": "questions_changed"}', "[]"):
            await one.send_to(text_data=frame)
            answers.append((await one.receive_json_from(timeout=5))["type"])
        await one.disconnect()
        return answers

    assert async_to_sync(scene)() == ["error", "error", "error"]
