"""Telling open pages of a webinar that something changed, after the commit.

Nothing is sent but that: each browser asks for what its own reader may see.
"""

from common.sockets import tell_group


def webinar_group(webinar_id: int) -> str:
    return f"courses.webinar.{webinar_id}"


def questions_changed(webinar_id: int) -> None:
    tell_group(webinar_group(webinar_id), {"type": "questions.changed"})
