"""The members of an archive, listed and read where they lie."""

import gzip
import io
import stat
import tarfile
import tempfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from common.archives.limits import (
    MB,
    Counted,
    Limits,
    Member,
    Unsafe,
    bursting,
    damaged,
    room_for,
    short,
)

CHUNK = 256 * 1024
# Below this a member is read into memory, above it onto the disk.
SPOOLED = 2 * MB
# What a tar adds to each member, at most: its head and the padding after it.
HEAD = 2 * tarfile.BLOCKSIZE
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError),
    *(OSError, ValueError, RuntimeError, NotImplementedError, OverflowError),
)


class Archive(ABC):
    """The files of an archive in its order, without its folders."""

    def __init__(self, members: list[Member], infos: dict[str, Any]) -> None:
        self.members = {member.name: member for member in members}
        self._infos = infos

    def unwrap(self, *marks: str) -> None:
        """Take the one folder in which all lies for the root, if a mark is in it.

        Who unpacks a package, looks into it and packs it again has made that folder.
        """
        if not self.members or any(mark in self for mark in marks):
            return
        folder = next(iter(self.members)).partition("/")[0] + "/"
        is_whole = all(name.startswith(folder) for name in self.members)
        if is_whole and any(f"{folder}{mark}" in self for mark in marks):
            cut = len(folder)
            self._infos = {name[cut:]: info for name, info in self._infos.items()}
            self.members = {
                name[cut:]: Member(name[cut:], member.size)
                for name, member in self.members.items()
            }

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def under(self, folder: str) -> list[Member]:
        """The files of a folder, however deep: `under("files/")`."""
        return [each for name, each in self.members.items() if name.startswith(folder)]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member as a file of its own, small in memory; `KeyError` without it."""
        member = self.members[name]
        with tempfile.SpooledTemporaryFile(SPOOLED) as whole:
            for chunk in self.chunks(member):
                whole.write(chunk)
            whole.seek(0)
            yield whole

    def read(self, name: str, *, most: int = 50 * MB) -> bytes:
        """The whole of a member that has to fit into memory."""
        member = self.members[name]
        if member.size > most:
            raise Unsafe(_("“%(name)s” terlalu besar.") % {"name": short(name)})
        return b"".join(self.chunks(member))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """What it holds, until more comes than it said."""
        left = member.size
        try:
            with self._stream(member) as stream:
                while chunk := stream.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise Unsafe(damaged())
                    yield chunk
        except DAMAGED as wrong:
            raise Unsafe(damaged()) from wrong
        if left:
            raise Unsafe(damaged())

    @abstractmethod
    def _stream(self, member: Member) -> IO[bytes]:
        """From the archive itself."""


@contextmanager
def zipped(file: IO[bytes], limits: Limits) -> Iterator[Archive]:
    counted = Counted(limits, file.seek(0, io.SEEK_END))
    with zipfile.ZipFile(file) as packed:
        yield _Zip(packed, counted)


@contextmanager
def tarred(file: IO[bytes], limits: Limits) -> Iterator[Archive]:
    """Inflated once, onto the disk, so that its members can be read in any order."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    with tempfile.TemporaryFile() as plain:
        _inflate(file, plain, room_for(limits, size) + limits.members * HEAD)
        plain.seek(0)
        with tarfile.TarFile(fileobj=_SmallReads(plain), errorlevel=2) as packed:
            yield _Tar(packed, Counted(limits, size))


class _Zip(Archive):
    def __init__(self, packed: zipfile.ZipFile, counted: Counted) -> None:
        self._zip = packed
        found: dict[str, zipfile.ZipInfo] = {}
        infos = packed.infolist()
        _check_apart(infos)
        for info in infos:
            # Some programs for Windows write the path its way.
            name = info.filename.replace("\\", "/")
            if name.endswith("/") or _is_aside(name):
                counted.folder(name)
            elif stat.S_ISLNK(info.external_attr >> 16):
                raise Unsafe(_("Ada tautan di dalam arsip ini."))
            elif info.flag_bits & 1:
                raise Unsafe(_("Arsip ini dikunci dengan kata sandi."))
            elif info.compress_type not in READABLE:
                raise Unsafe(_("Arsip ini dimampatkan dengan cara yang asing."))
            else:
                found[counted.file(name, info.file_size)] = info
        super().__init__(counted.members, found)

    def _stream(self, member: Member) -> IO[bytes]:
        return self._zip.open(self._infos[member.name])


class _Tar(Archive):
    def __init__(self, packed: tarfile.TarFile, counted: Counted) -> None:
        self._tar = packed
        found: dict[str, tarfile.TarInfo] = {}
        for info in packed:
            if info.isdir() or (info.isreg() and _is_aside(info.name)):
                counted.folder(info.name)
            elif not info.isreg() or info.issparse():
                raise Unsafe(_("Ada tautan atau berkas khusus di dalam arsip ini."))
            else:
                found[counted.file(info.name, info.size)] = info
        super().__init__(counted.members, found)

    def _stream(self, member: Member) -> IO[bytes]:
        stream = self._tar.extractfile(self._infos[member.name])
        assert stream is not None, "only files are members"
        return stream


def _is_aside(name: str) -> bool:
    """What a Mac lays beside every file that it packs."""
    path = PurePosixPath(name)
    return (
        "__MACOSX" in path.parts
        or path.name.startswith("._")
        or (path.name == ".DS_Store")
    )


class _SmallReads(io.RawIOBase):
    """A tar's own lists of names are read whole: none may be larger than this."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MB:
            raise Unsafe(damaged())
        return self._file.read(size)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def _inflate(file: IO[bytes], plain: IO[bytes], room: int) -> None:
    with gzip.GzipFile(fileobj=file) as unpacking:
        while chunk := unpacking.read(CHUNK):
            room -= len(chunk)
            if room < 0:
                raise Unsafe(bursting())
            plain.write(chunk)


def _check_apart(infos: list[zipfile.ZipInfo]) -> None:
    """Members that lie over each other say little and hold much."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            raise Unsafe(bursting())
        end = info.header_offset + info.compress_size
