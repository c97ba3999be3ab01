"""Where the cells of a table stand, for what has no HTML to lay them out."""

from dataclasses import dataclass

from alliances.documents.text.tree import Node

WIDEST = 20


@dataclass(frozen=True)
class Place:
    cell: Node
    row: int
    column: int
    height: int
    width: int


def placed(table: Node) -> list[Place]:
    """In their order; none over another, none beyond the last row."""
    rows = [*table.find("tr")]
    taken: set[tuple[int, int]] = set()
    found = []
    for line, row in enumerate(rows):
        column = 0
        for cell in row.find("td", "th"):
            while (line, column) in taken:
                column += 1
            wanted = range(column, column + _span(cell, "colspan"))
            met = next((at for at in wanted if (line, at) in taken), wanted.stop)
            height = min(_span(cell, "rowspan"), len(rows) - line)
            found.append(Place(cell, line, column, height, met - column))
            taken |= {
                (line + n, at) for n in range(height) for at in range(column, met)
            }
            column = met
    return found


def columns(places: list[Place]) -> int:
    return max((place.column + place.width for place in places), default=0)


def _span(cell: Node, name: str) -> int:
    return max(cell.number(name, otherwise=1, most=WIDEST), 1)
