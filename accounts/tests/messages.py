"""Reading what was sent to people."""

import re
from pathlib import Path


def code_in(text: object) -> str:
    found = re.search(r"\b\d{6}\b", str(text))
    assert found, f"no code in: {text}"
    return found.group()


def text_to(folder: Path, phone: str) -> str:
    (path,) = folder.glob(f"ponsel-{phone}-*.txt")
    return path.read_text()
