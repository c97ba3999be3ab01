"""A version as a Word file, which people go on working with."""

import io
from typing import Any

from docx import Document as Word
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from alliances.documents.models import Version
from alliances.documents.paper import Paper, paper
from alliances.documents.text import tables
from alliances.documents.text.plain import HIGHEST
from alliances.documents.text.tree import BLOCKS, Node

TOSKA = RGBColor(0x0B, 0x6E, 0x69)
MUDA = RGBColor(0x52, 0x60, 0x5F)
WIDEST = Cm(15)
LEVELS = {"h2": 2, "h3": 2, "h4": 3}
MARKS = {
    "strong": "bold",
    "b": "bold",
    "dt": "bold",
    "em": "italic",
    "i": "italic",
    "cite": "italic",
    "u": "underline",
}
FONT_MARKS = {"s": "strike", "sub": "subscript", "sup": "superscript"}


def docx(version: Version) -> bytes:
    said = paper(version)
    word = Word()
    word.core_properties.title = said.title
    word.core_properties.author = said.alliance
    _cover(word, said)
    writer = _Writer(word, said)
    for part in said.parts:
        word.add_heading(part.title, level=1)
        for block in part.blocks:
            writer.block(block)
    if said.signatories:
        word.add_heading("Ditandatangani oleh", level=1)
        for name, person in said.signatories:
            line = word.add_paragraph()
            line.add_run(name).bold = True
            line.add_run(f"\n{person}")
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def _cover(word: Any, said: Paper) -> None:
    _line(word, f"Aliansi {said.alliance}", 14, TOSKA, bold=True)
    _line(word, said.kind, 12, MUDA)
    word.add_heading(said.title, level=0)
    if said.summary:
        _line(word, said.summary, 13)
    _line(word, f"{said.label} · {said.day}", 11, MUDA)
    if said.members:
        _line(word, "Organisasi anggota", 10, MUDA, bold=True)
        for member in said.members:
            word.add_paragraph(member, style="List Bullet")
    _line(word, said.address, 9, MUDA)
    if said.digest:
        _line(word, f"SHA-256 {said.digest}", 8, MUDA)
    word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def _line(
    word: Any, text: str, size: int, ink: RGBColor | None = None, *, bold: bool = False
) -> None:
    run = word.add_paragraph().add_run(text)
    run.font.size = Pt(size)
    run.bold = bold
    if ink is not None:
        run.font.color.rgb = ink


class _Writer:
    """Blocks of clean HTML as paragraphs of Word."""

    def __init__(self, word: Any, said: Paper) -> None:
        self.word = word
        self.pictures = said.pictures

    def block(self, node: Node, style: str | None = None) -> None:
        if node.tag in LEVELS:
            self._runs(self.word.add_heading(level=LEVELS[node.tag]), node, {})
        elif node.tag in ("ul", "ol"):
            self._list(node)
        elif node.tag == "table":
            self._table(node)
        elif node.tag == "hr":
            self.word.add_paragraph("—")
        elif node.tag in ("figure", "blockquote", "dl"):
            inner = "Quote" if node.tag == "blockquote" else None
            self._mixed(node, inner)
        else:
            self._runs(self.word.add_paragraph(style=style), node, {})

    def _mixed(self, node: Node, style: str | None) -> None:
        """What stands inside, each block on its own and loose words as one."""
        loose = Node("p")
        for child in node.children:
            if isinstance(child, Node) and child.tag in {
                *BLOCKS,
                *("figcaption", "dt", "dd", "footer"),
            }:
                self._loose(loose, style)
                loose = Node("p")
                caption = "Caption" if child.tag == "figcaption" else style
                self.block(child, caption)
            else:
                loose.children.append(child)
        self._loose(loose, style)

    def _loose(self, loose: Node, style: str | None) -> None:
        if loose.words().strip() or any(loose.find("img")):
            self._runs(self.word.add_paragraph(style=style), loose, {})

    def _list(self, node: Node, depth: int = 1) -> None:
        name = "List Bullet" if node.tag == "ul" else "List Number"
        style = name if depth == 1 else f"{name} {min(depth, 3)}"
        count = self._count(style, node) if node.tag == "ol" else None
        for item in node.children:
            if not isinstance(item, Node):
                continue
            inner = [c for c in item.children if not _is_list(c)]
            line = self.word.add_paragraph(style=style)
            if count is not None:
                numbered = line._p.get_or_add_pPr().get_or_add_numPr()
                numbered.get_or_add_numId().val = count
            self._runs(line, Node("p", {}, inner), {})
            for child in item.children:
                if isinstance(child, Node) and _is_list(child):
                    self._list(child, depth + 1)

    def _count(self, style: str, node: Node) -> int:
        """One of its own: Word would go on counting from the list before."""
        numbering = self.word.part.numbering_part.element
        usual = self.word.styles[style].element.pPr.numPr.numId.val
        count = numbering.add_num(numbering.num_having_numId(usual).abstractNumId.val)
        start = node.number("start", otherwise=1, most=HIGHEST)
        count.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(count.numId)

    def _table(self, node: Node) -> None:
        places = tables.placed(node)
        if not places:
            return
        height = max(place.row + place.height for place in places)
        width = tables.columns(places)
        table = self.word.add_table(rows=height, cols=width, style="Table Grid")
        grid = [row.cells for row in table.rows]
        for place in places:
            cell = grid[place.row][place.column]
            if (place.height, place.width) != (1, 1):
                bottom = grid[place.row + place.height - 1]
                cell = cell.merge(bottom[place.column + place.width - 1])
            marks = {"bold": True} if place.cell.tag == "th" else {}
            self._runs(cell.paragraphs[0], place.cell, marks)

    def _runs(self, line: Any, node: Node, marks: dict[str, bool]) -> None:
        for child in node.children:
            if isinstance(child, str):
                _styled(line.add_run(child.replace("\n", " ")), marks)
            elif child.tag == "br":
                line.add_run().add_break()
            elif child.tag == "img":
                self._picture(line, child)
            elif child.tag == "a":
                _link(line, child)
            elif child.tag in MARKS:
                self._runs(line, child, {**marks, MARKS[child.tag]: True})
            elif child.tag in FONT_MARKS:
                self._runs(line, child, {**marks, FONT_MARKS[child.tag]: True})
            else:
                self._runs(line, child, marks)

    def _picture(self, line: Any, image: Node) -> None:
        content = self.pictures.get(image.attributes.get("src", ""))
        if content is None:
            line.add_run(f"[{image.attributes.get('alt', '')}]")
            return
        shape = line.add_run().add_picture(io.BytesIO(content))
        if shape.width > WIDEST:
            shape.height = int(shape.height * WIDEST / shape.width)
            shape.width = WIDEST
        shape._inline.docPr.set("descr", image.attributes.get("alt", ""))


def _is_list(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag in ("ul", "ol")


def _styled(run: Any, marks: dict[str, bool]) -> None:
    for mark in marks:
        setattr(run.font if mark in FONT_MARKS.values() else run, mark, True)


def _link(line: Any, node: Node) -> None:
    href = node.attributes.get("href", "")
    target = line.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    wrapper = OxmlElement("w:hyperlink")
    wrapper.set(qn("r:id"), target)
    run = line.add_run(node.words())
    run.font.underline, run.font.color.rgb = True, TOSKA
    wrapper.append(run._r)
    line._p.append(wrapper)
