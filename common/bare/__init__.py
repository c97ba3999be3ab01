"""Files without what programs wrote into them: who made them, where, with what.

Sound and films keep their length: what tells is overwritten where it stands. Documents
are packed again, PDFs written again. Pictures are made anew elsewhere
(`common.pictures`).
"""

from collections.abc import Callable, Iterator
from typing import IO

from common.bare import documents, matroska, mpeg_4, ogg, pdfs, sounds
from common.bare.parts import Telling, without

FINDERS: dict[str, Callable[[IO[bytes]], Iterator[Telling]]] = {
    ".mp4": mpeg_4.telling,
    ".m4a": mpeg_4.telling,
    ".mp3": sounds.telling_in_mp3,
    ".wav": sounds.telling_in_wav,
    ".ogg": ogg.telling,
    ".weba": matroska.telling,
    ".webm": matroska.telling,
}


def bared(file: IO[bytes], suffix: str) -> IO[bytes] | None:
    """The file without them, or None where it has none that we can take out; or
    `ValidationError`, for a document or PDF that cannot be read.

    `file` has passed `files.sniff`, and `suffix` is what it found.
    """
    if suffix in documents.SUFFIXES:
        return documents.packed_again(file)
    if suffix == ".pdf":
        return pdfs.written_again(file)
    find = FINDERS.get(suffix)
    parts = list(find(file)) if find else []
    return without(parts, file) if parts else None
