"""A room on a Jitsi server: an address that nobody can guess."""

from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings


def address(*, meeting: UUID, title: str, name: str) -> str:
    """Names with spaces and accents arrive whole: they stand in the fragment."""
    room = f"lokadaya-{meeting.hex}"
    config = urlencode(
        {"config.subject": f'"{title}"', "userInfo.displayName": f'"{name}"'},
        quote_via=quote,
    )
    return f"{settings.JITSI_URL.rstrip('/')}/{room}#{config}"
