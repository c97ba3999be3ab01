"""A socket answers whatever it is sent and stays open."""

import json

import pytest
from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator

from common.sockets import LARGEST_FRAME, JsonConsumer

# A socket that ends tidies up the connection to the database.
pytestmark = pytest.mark.django_db


class Echo(JsonConsumer):
    async def receive_echo(self, content):
        await self.send_json({"type": "echo", "said": content["said"]})


async def converse(*frames):
    socket = WebsocketCommunicator(Echo.as_asgi(), "/")
    connected, _protocol = await socket.connect()
    assert connected
    answers = []
    for frame in frames:
        if isinstance(frame, bytes):
            await socket.send_to(bytes_data=frame)
        else:
            await socket.send_to(text_data=frame)
        answers.append(await socket.receive_json_from())
    await socket.disconnect()
    return answers


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", "malformed"),
        ("[]", "malformed"),
        ('"halo"', "malformed"),
        ("[" * 60_000, "malformed"),
        ("null", "malformed"),
        ('{"type": 7}', "malformed"),
        ('{"type": "terbang"}', "unknown"),
        ('{"type": "__class__"}', "unknown"),
        ("x" * (LARGEST_FRAME + 1), "too_large"),
        (b"\x00\x01", "binary"),
        ('{"type": "echo"}', "failed"),
    ],
)
def test_what_is_no_known_frame_gets_an_error_and_the_next_is_answered(frame, code):
    good = json.dumps({"type": "echo", "said": "masih di sini"})

    wrong, right = async_to_sync(converse)(frame, good)

    assert wrong["code"] == code
    assert right["said"] == "masih di sini"
