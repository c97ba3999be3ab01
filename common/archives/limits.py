"""How much an archive may hold, and under which names."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

MB = 1_000_000


class Unsafe(Exception):
    """This archive is not opened further; the message is for whoever brought it."""


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold. `ratio` counts once it is more than `small`."""

    members: int = 30_000
    member: int = 300 * MB
    total: int = 1_000 * MB
    ratio: int = 200
    small: int = 20 * MB
    name: int = 400
    depth: int = 20


@dataclass(frozen=True)
class Member:
    """A file of the archive, by its path inside it."""

    name: str
    size: int


class Counted:
    """Names and sizes, each looked at before the next."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self.members: list[Member] = []
        self._limits = limits
        self._seen: set[str] = set()
        self._entries = self._total = 0
        self._room = room_for(limits, packed)

    def folder(self, name: str) -> None:
        self._entries += 1
        if self._entries > self._limits.members:
            raise Unsafe(_("Terlalu banyak berkas di dalam arsip ini."))
        self._check(name)

    def file(self, name: str, size: int) -> str:
        """Its path in its plain form."""
        self.folder(name)
        # Many archives say "./a" and some "a//b".
        name = str(PurePosixPath(name))
        self._total += size
        if size > self._limits.member or self._total > self._room:
            raise Unsafe(bursting())
        if name in self._seen:
            raise Unsafe(_("Ada dua berkas dengan nama yang sama di dalam arsip ini."))
        self._seen.add(name)
        self.members.append(Member(name, size))
        return name

    def _check(self, name: str) -> None:
        path = PurePosixPath(name)
        bad = (
            not name.strip()
            or len(name) > self._limits.name
            or path.is_absolute()
            or ".." in path.parts
            or len(path.parts) > self._limits.depth
            or any(letter in name for letter in "\\\0")
            or name[1:2] == ":"
        )
        if bad:
            raise Unsafe(
                _("Arsip ini memuat alamat berkas yang tidak wajar: “%(name)s”.")
                % {"name": short(name)}
            )


def room_for(limits: Limits, packed: int) -> int:
    return min(limits.total, max(limits.small, packed * limits.ratio))


def short(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:80]


def damaged() -> str:
    return _("Arsip ini rusak atau tidak lengkap. Unduh lagi dari asalnya.")


def bursting() -> str:
    return _(
        "Isi arsip ini jauh lebih besar daripada arsipnya sendiri atau terlalu besar."
    )
