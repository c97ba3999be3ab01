"""What the XML files of a backup have in common."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from xml.etree.ElementTree import Element

from django.utils import formats, timezone

from common import markup
from common.archives import Archive
from courses.exchange import pages

NULL = "$@NULL@$"
ROOMY = markup.Limits(elements=8_000_000)
FORMATS = {"0": "moodle", "1": "html", "2": "plain", "4": "markdown"}


def elements(archive: Archive, member: str, *names: str) -> Iterator[Element]:
    """Each element of these names in a file of the backup; none without the file."""
    if member not in archive:
        return
    with archive.open(member) as file:
        yield from markup.elements(file, *names, limits=ROOMY)


def only(archive: Archive, member: str, name: str) -> Element:
    """The first of its name; an empty one when there is none."""
    return next(elements(archive, member, name), Element(name))


def record(
    archive: Archive, member: str, *names: str, many: tuple[str, ...] = ()
) -> Element:
    """The first of each name, and all of `many`, without building what people did.

    What an activity says of itself stands before what was done in it. A name that
    something around it has too says what it stands in: `assign/activity`.
    """
    found = Element("record")
    all_of = {name.rpartition("/")[2] for name in many}
    for each in elements(archive, member, *names, *many):
        if each.tag in all_of or found.find(each.tag) is None:
            found.append(each)
    return found


def text(parent: Element, path: str) -> str:
    found = parent.find(path)
    return text_of(found) if found is not None else ""


def text_of(element: Element) -> str:
    """Its own text, where `NULL` says none."""
    said = "".join(element.itertext()).strip()
    return "" if said == NULL else said


def whole(parent: Element, path: str, default: int = 0) -> int:
    with suppress(ValueError, OverflowError):
        return int(float(text(parent, path) or default))
    return default


def is_on(parent: Element, path: str, default: str = "0") -> bool:
    return (text(parent, path) or default) != "0"


def html(parent: Element, name: str) -> str:
    """A text of this name, by the format that stands beside it."""
    form = FORMATS.get(text(parent, f"{name}format"), "html")
    return pages.from_text(text(parent, name), form)


def day(parent: Element, path: str) -> str:
    """A moment as people write its day; empty without one."""
    stamp = whole(parent, path)
    if not 0 < stamp < 4_000_000_000:
        return ""
    moment = datetime.fromtimestamp(stamp, tz=timezone.get_current_timezone())
    return formats.date_format(moment, "j F Y")
