"""A version as PDF, and as the picture that stands for it in messages."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from alliances.documents.models import Version
from alliances.documents.paper import Paper, paper
from alliances.documents.text import tables
from alliances.documents.text.plain import HIGHEST
from alliances.documents.text.tree import Node

HERE = Path(__file__).parent
LOOK = settings.BASE_DIR / "courses" / "paper"
CARD_PPI = 72.0


def pdf(version: Version) -> bytes:
    return _printed("document.typ", version, format="pdf")


def card(version: Version) -> bytes:
    """1,200 by 630."""
    return _printed("card.typ", version, format="png", ppi=CARD_PPI)


def _printed(template: str, version: Version, **output: Any) -> bytes:
    """In a folder of its own, which holds the pictures and nothing else of ours."""
    said = paper(version)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for file in (HERE / template, *LOOK.glob("look.typ"), *LOOK.glob("*.svg")):
            shutil.copy(file, root)
        names = _lay_out(root, said)
        words = {
            **said.cover(),
            "signatories": said.signatories,
            "parts": [
                {
                    "title": part.title,
                    "blocks": [_plain(block, names) for block in part.blocks],
                }
                for part in said.parts
            ],
        }
        (root / "said.json").write_text(json.dumps(words))
        printed: bytes = typst.compile(
            str(root / template),
            root=folder,
            font_paths=[str(LOOK / "fonts")],
            ignore_system_fonts=True,
            timestamp=int(version.made_at.timestamp()),
            **output,
        )
    return printed


def _lay_out(root: Path, said: Paper) -> dict[str, str]:
    names = {}
    for number, (address, content) in enumerate(said.pictures.items()):
        suffix = "png" if content.startswith(b"\x89PNG") else "jpg"
        names[address] = f"picture-{number}.{suffix}"
        (root / names[address]).write_bytes(content)
    return names


def _plain(node: Node | str, names: dict[str, str]) -> dict[str, Any]:
    if isinstance(node, str):
        return {"tag": "", "text": " ".join(node.split("\n"))}
    plain: dict[str, Any] = {
        "tag": node.tag,
        "children": [_plain(child, names) for child in node.children],
    }
    if node.tag == "a":
        plain["href"] = node.attributes.get("href", "")
    elif node.tag == "img":
        plain["file"] = names.get(node.attributes.get("src", ""), "")
        plain["alt"] = node.attributes.get("alt", "")
    elif node.tag == "ol":
        plain["start"] = node.number("start", otherwise=1, most=HIGHEST)
    elif node.tag == "table":
        places = tables.placed(node)
        plain["columns"] = tables.columns(places)
        plain["cells"] = [
            {
                **_plain(place.cell, names),
                "x": place.column,
                "y": place.row,
                "colspan": place.width,
                "rowspan": place.height,
            }
            for place in places
        ]
    return plain
