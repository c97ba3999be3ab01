"""Archives made by strangers: read where they are, and refused where they climb."""

import gzip
import io
import stat
import struct
import tarfile
import zipfile

import pytest

from common import archives
from common.archives import Limits, Unsafe

TEXT = b"<backup/>"


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as packed:
        for name, text in members:
            packed.writestr(name, text)
    return content


def tarred(*members, **kwargs):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as packed:
        for name, text in members:
            info = tarfile.TarInfo(name)
            info.size = len(text)
            for key, value in kwargs.items():
                setattr(info, key, value)
            packed.addfile(info, io.BytesIO(text))
    return content


def gzipped(plain):
    return io.BytesIO(gzip.compress(plain))


def link_in_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        info = zipfile.ZipInfo("files/a")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(info, "/etc/passwd")
    return content


def locked():
    """The flag alone is enough: nobody is asked for a password."""
    content = bytearray(zipped(("a", "b")).getvalue())
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1
    return io.BytesIO(bytes(content))


def overlapping():
    """Two names for one place: the second says that it lies in the first."""
    content = bytearray(zipped(("a", "x" * 90), ("b", "x" * 90)).getvalue())
    place = content.rindex(b"PK\x01\x02")
    content[place + 42 : place + 46] = struct.pack("<I", 0)
    return io.BytesIO(bytes(content))


def lying():
    """A member that says it is small, and is not."""
    content = bytearray(zipped(("a", b"x" * 5_000_000)).getvalue())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(mark) + place
        content[start : start + 4] = struct.pack("<I", 10)
    return io.BytesIO(bytes(content))


def long_name():
    """A tar whose list of names alone would fill the memory."""
    head = tarfile.TarInfo("././@LongLink")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 8_000_000
    return gzipped(head.tobuf(tarfile.GNU_FORMAT) + b"a" * 8_000_000 + b"\0" * 1024)


@pytest.mark.parametrize("packed", [zipped, tarred])
def test_members_are_listed_and_read_in_any_order(packed):
    file = packed(("./moodle_backup.xml", TEXT), ("files/ab/abcd", b"x" * 3_000_000))

    with archives.opened(file) as archive:
        with archive.open("files/ab/abcd") as member:
            large = member.read()
        small = archive.read("moodle_backup.xml")

        assert list(archive.members) == ["moodle_backup.xml", "files/ab/abcd"]
        assert [each.size for each in archive.under("files/")] == [3_000_000]
    assert (small, large) == (TEXT, b"x" * 3_000_000)


@pytest.mark.parametrize("packed", [zipped, tarred])
def test_one_folder_around_all_is_passed_through_and_what_a_mac_adds_left(packed):
    file = packed(
        ("__MACOSX/kelas/._a.xml", b"x"),
        ("kelas/a.xml", TEXT),
        ("kelas/.DS_Store", b"x"),
        ("kelas/files/b", b"b"),
    )

    with archives.opened(file) as archive:
        archive.unwrap("other.xml")
        untouched = list(archive.members)
        archive.unwrap("other.xml", "a.xml")

        assert untouched == ["kelas/a.xml", "kelas/files/b"]
        assert list(archive.members) == ["a.xml", "files/b"]
        assert archive.read("files/b") == b"b"


def test_paths_as_windows_writes_them_are_read():
    with archives.opened(zipped(("files\\a", TEXT))) as archive:
        assert archive.read("files/a") == TEXT


@pytest.mark.parametrize("packed", [zipped, tarred])
@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/etc/passwd",
        "a/../../b",
        "a\\..\\b",
        "C:/a",
        "x" * 500,
        "a/" * 30 + "b",
    ],
)
def test_a_path_that_climbs_refuses_the_whole_archive(packed, name):
    file = packed(("good", TEXT), (name, TEXT))

    with pytest.raises(Unsafe), archives.opened(file):
        pass


@pytest.mark.parametrize(
    "file",
    [
        link_in_zip(),
        locked(),
        overlapping(),
        zipped(("a", TEXT), method=zipfile.ZIP_LZMA),
        tarred(("a", TEXT), ("./a", TEXT)),
        zipped(("a", b"\0" * 30_000_000)),
        tarred(("a", b"\0" * 30_000_000)),
        tarred(("a", b""), type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        tarred(("a", b""), type=tarfile.LNKTYPE, linkname="b"),
        tarred(("a", b""), type=tarfile.CHRTYPE),
        long_name(),
        gzipped(b"\0" * 100_000_000),
        gzipped(b"no tar"),
        io.BytesIO(b""),
        io.BytesIO(b"Rar!\x1a\x07"),
        io.BytesIO(b"PK\x03\x04 and nothing else"),
        io.BytesIO(tarred(("a", TEXT * 999)).getvalue()[:-20]),
    ],
)
def test_what_is_not_what_it_says_is_refused(file):
    with pytest.raises(Unsafe), archives.opened(file):
        pass


def test_a_member_gives_no_more_than_it_said():
    with archives.opened(lying()) as archive, pytest.raises(Unsafe):
        archive.read("a")


@pytest.mark.parametrize("packed", [zipped, tarred])
@pytest.mark.parametrize(
    "limits", [Limits(members=2), Limits(member=5), Limits(total=20)]
)
def test_the_limits_hold(packed, limits):
    file = packed(("a", TEXT), ("b", TEXT), ("c", TEXT))

    with pytest.raises(Unsafe), archives.opened(file, limits):
        pass


def test_what_has_to_fit_into_memory_says_when_it_does_not():
    with archives.opened(zipped(("a", b"x" * 100))) as archive:
        with pytest.raises(Unsafe):
            archive.read("a", most=50)
        with pytest.raises(KeyError):
            archive.read("b")
