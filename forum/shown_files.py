"""Pictures and files of a post, as its page shows them: from the post's row alone."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse

from common.files import Family

ICONS = {Family.PICTURE: "image", Family.VIDEO: "video"}
Attached = Iterable[dict[str, Any]]


class ShownPicture(NamedTuple):
    """`thumb` is the narrowest, `shown` the one of a text, `url` the largest."""

    key: str
    url: str
    thumb: str
    shown: str
    srcset: str
    width: int
    height: int
    size: int


class ShownFile(NamedTuple):
    key: str
    url: str
    name: str
    family: str
    label: str
    icon: str
    size: int


def pictures(attached: Attached, app: str = "forum") -> tuple[ShownPicture, ...]:
    """`app` hands them out, under addresses of the same names."""
    return tuple(_picture(each, app) for each in attached if each["widths"])


def others(attached: Attached, app: str = "forum") -> tuple[ShownFile, ...]:
    return tuple(_file(each, app) for each in attached if not each["widths"])


def _picture(each: dict[str, Any], app: str) -> ShownPicture:
    widths = each["widths"]
    urls = [
        reverse(f"{app}:attached_picture", args=[each["key"], one["width"]])
        for one in widths
    ]
    middle = min(1, len(widths) - 1)
    return ShownPicture(
        key=each["key"],
        url=urls[-1],
        thumb=urls[0],
        shown=urls[middle],
        srcset=", ".join(
            f"{url} {one['width']}w" for url, one in zip(urls, widths, strict=True)
        ),
        width=widths[middle]["width"],
        height=widths[middle]["height"],
        size=widths[middle]["size"],
    )


def _file(each: dict[str, Any], app: str) -> ShownFile:
    family = Family(each["family"])
    return ShownFile(
        key=each["key"],
        url=reverse(f"{app}:attached_file", args=[each["key"]]),
        name=each["name"],
        family=each["family"],
        label=str(family.label),
        icon=ICONS.get(family, "file"),
        size=each["size"],
    )
