"""Rows of Moodle's tables as XML, pictures, and the archives they are packed in."""

import gzip
import io
import tarfile
import zipfile
from html import escape

from PIL import Image


def picture(color: str = "teal", width: int = 1200, height: int = 600) -> bytes:
    return saved(Image.new("RGB", (width, height), color))


def saved(image: Image.Image, quality: int = 80) -> bytes:
    content = io.BytesIO()
    image.save(content, "JPEG", quality=quality)
    return content.getvalue()


def tag(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value), quote=False)}</{name}>"


def tags(**values: object) -> str:
    return "".join(tag(name, value) for name, value in values.items())


def xml(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content}'.encode()


def choice(*answers: tuple[str, str], single: int = 1) -> str:
    """The rows of a multiple choice: texts with their shares."""
    rows = "".join(
        f'<answer id="{place}">'
        + tags(answertext=text, answerformat=1, fraction=share, feedback="")
        + tags(feedbackformat=1)
        + "</answer>"
        for place, (text, share) in enumerate(answers, start=1)
    )
    more = tags(single=single, shuffleanswers=1)
    return f'<answers>{rows}</answers><multichoice id="1">{more}</multichoice>'


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, each in members.items():
            packed.writestr(name, each)
    return content.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=content, mode="wb", mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as packed,
    ):
        for name, each in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(each)
            packed.addfile(info, io.BytesIO(each))
    return content.getvalue()
