"""Signs that XML has no way to say, and what stands for them."""

import re

from common.richtext import UNSAID


def sayable(text: str) -> str:
    """Pictures of the signs that control, so that two texts never become one."""
    return UNSAID.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd" * (code - 0xFFFD)
