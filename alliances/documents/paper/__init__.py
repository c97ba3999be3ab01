"""A version as it leaves the site: what is on its cover and in it, for every format.

Words travel as data, never as a template's own language.
"""

import hashlib
import io
import json
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import formats, timezone, translation
from PIL import Image

from alliances.documents.models import Document, Version
from alliances.documents.text.tree import Node, blocks, parse
from common.richtext import sayable

# Papers are written in Indonesian, whoever asks for them.
LANGUAGE = "id"


@dataclass(frozen=True)
class Part:
    title: str
    blocks: list[Node]


@dataclass(frozen=True)
class Paper:
    """Everything that is printed. `pictures` are JPEG or PNG by their addresses."""

    alliance: str
    kind: str
    title: str
    summary: str
    label: str
    day: str
    members: list[str]
    signatories: list[tuple[str, str]]
    digest: str
    address: str
    parts: list[Part]
    pictures: dict[str, bytes]

    def cover(self) -> dict[str, Any]:
        words = ("alliance", "kind", "title", "summary", "label", "day", "digest")
        return {name: getattr(self, name) for name in (*words, "members", "address")}


def paper(version: Version) -> Paper:
    document = version.document
    parts = [
        Part(
            sayable(section["title"]),
            [_one(block) for block in blocks(sayable(section["body"]))],
        )
        for section in version.sections
        if section["body"]
    ]
    shown = {
        image.attributes.get("src", "")
        for part in parts
        for block in part.blocks
        for image in Node("", children=[block]).find("img")
    }
    moment = timezone.localdate(
        version.published_at or version.made_at, ZoneInfo(settings.TIME_ZONE)
    )
    signed = version.signatures.standing().for_list()
    with translation.override(LANGUAGE):
        return Paper(
            alliance=sayable(document.alliance.name),
            kind=version.get_kind_display(),
            title=sayable(version.title),
            summary=sayable(version.summary),
            label=sayable(version.label),
            day=formats.date_format(moment, "j F Y"),
            members=[*map(sayable, version.members or _members(document))],
            signatories=[
                (sayable(one.organization.name), sayable(f"{one.name}, {one.role}"))
                for one in signed
            ],
            digest=version.digest if version.edition else "",
            address=document.address,
            parts=parts,
            pictures=_pictures(document, shown),
        )


def fingerprint(version: Version) -> str:
    """The same as long as its papers are: its text is fixed, and names come and go."""
    document = version.document
    signed = version.signatures.standing().order_by("organization__name", "pk")
    said = {
        "version": [version.pk, version.digest, version.label],
        "published": str(version.published_at),
        "alliance": document.alliance.name,
        "address": document.address,
        "members": version.members or _members(document),
        "signed": list(signed.values_list("organization__name", "name", "role")),
    }
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _one(block: str) -> Node:
    node = parse(block).children[0]
    assert isinstance(node, Node)
    return node


def _members(document: Document) -> list[str]:
    memberships = document.alliance.memberships.active().for_list()
    return [membership.organization.name for membership in memberships]


def _pictures(document: Document, shown: set[str]) -> dict[str, bytes]:
    """Only our own: nothing is fetched from elsewhere."""
    found = {}
    for picture in document.pictures.all() if shown else ():
        if picture.url not in shown:
            continue
        with picture.file.open("rb") as file, Image.open(file) as image:
            kept = io.BytesIO()
            alpha = image.has_transparency_data
            image.convert("RGBA" if alpha else "RGB").save(
                kept, "PNG" if alpha else "JPEG", quality=85
            )
            found[picture.url] = kept.getvalue()
    return found
