"""How what people write in forums becomes HTML."""

from common import richtext


def render(text: str) -> str:
    """Plain text first: a new line is a new line. Markdown is for who knows it."""
    return richtext.from_plain(text)
