"""The headers of tus 1.0.0, read."""

import base64
import binascii
import hashlib

from django.http import HttpRequest

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
ALGORITHMS = ("sha1", "sha256")


class Wrong(ValueError):
    """A header that says nothing we understand."""


def number(request: HttpRequest, name: str) -> int:
    value = request.headers.get(name, "")
    if not (value.isascii() and value.isdigit()) or len(value) > 15:
        raise Wrong(f"{name} must be a whole number")
    return int(value)


def filename(request: HttpRequest) -> str:
    """From `Upload-Metadata`: pairs of a key and a value in base64."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            return _decoded(value).decode("utf-8", "replace").replace("\x00", "")
    return ""


def is_checked(request: HttpRequest, content: bytes) -> bool:
    """Whether the content is what its checksum says; one is not required."""
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return True
    algorithm, _space, expected = given.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Wrong("Upload-Checksum must be of sha1 or sha256")
    return hashlib.new(algorithm, content).digest() == _decoded(expected)


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Wrong("not base64") from problem
