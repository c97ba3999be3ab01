"""The one text of a version that its digest is taken of, readable by anyone.

Format `lokadaya-naskah-1`: UTF-8, lines ended by LF, NFC. The format's name, the kind,
the title and the summary, then every section: a line of its title and its blocks of
clean HTML, each on lines of its own. Whoever has this text can compute the digest
without us: `sha256sum`.
"""

import hashlib
import unicodedata
from typing import Any

from alliances.documents.text.tree import blocks

FORMAT = "lokadaya-naskah-1"


def text(content: dict[str, Any]) -> str:
    lines = [FORMAT, content["kind"], content["title"], content["summary"]]
    for section in content["sections"]:
        lines += ["", f"# {section['title']}", *blocks(section["body"])]
    return unicodedata.normalize("NFC", "\n".join(lines) + "\n")


def digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(text(content).encode()).hexdigest()
