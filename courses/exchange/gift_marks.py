"""The signs that mean something in GIFT, and how they are meant as themselves."""

import re

SIGNS = "~=#{}:\\"
# Escaped signs wait here, far from all letters, while the text is taken apart.
BEYOND = 0x10F000
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
WAITING = re.compile("[\U0010f000-\U0010f0ff]")


def hidden(text: str) -> str:
    return ESCAPED.sub(lambda found: _beyond(found[1]), text)


def revealed(text: str) -> str:
    return WAITING.sub(lambda found: chr(ord(found[0]) - BEYOND), text).strip()


def escaped(text: str) -> str:
    """The text as it stands in a file, on one line."""
    signs = re.sub(r"[~=#{}:\\]", r"\\\g<0>", text)
    return signs.replace("\r", "").replace("\n", "\\n")


def _beyond(sign: str) -> str:
    return chr(BEYOND + ord("\n" if sign == "n" else sign))
