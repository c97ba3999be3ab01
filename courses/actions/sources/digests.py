"""Whether two contents are the same, told by a short word for each."""

import hashlib
import json
from typing import Any


def digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def digest_of_bytes(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()
