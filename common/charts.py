"""Charts as SVG made on the server, coloured by the tokens, their table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

WIDTH = 340
BAR = 16
STEP = 50
HEIGHT = 180
TOP, BOTTOM = 24, 150
MOST_TICKS = 4


@dataclass(frozen=True)
class Bar:
    """One bar of a chart. `note` says at its end what the number means."""

    label: str
    value: int
    note: str = ""
    y: int = 0
    width: int = 0

    @property
    def text_y(self) -> int:
        return self.y + 14

    @property
    def bar_y(self) -> int:
        return self.y + 21


@dataclass(frozen=True)
class Bars:
    """Bars of one measure, each drawn against `whole`: components/bars.html.

    Of a way that people go, the last bar is marked: who arrived.
    """

    title: str
    column: str
    bars: list[Bar]
    whole: int
    is_way: bool = False

    width = WIDTH
    thick = BAR

    @property
    def height(self) -> int:
        return STEP * len(self.bars) - 8

    @property
    def spoken(self) -> str:
        return f"{self.title}: {', '.join(f'{b.label} {b.value}' for b in self.bars)}."


@dataclass(frozen=True)
class Point:
    """One point of a line: where it stands and what it says."""

    label: str
    value: int
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A measure over time: components/line.html."""

    title: str
    head: str
    column: str
    rows: Sequence[tuple[str, int]]

    width = WIDTH
    height = HEIGHT
    bottom = BOTTOM

    @cached_property
    def points(self) -> list[Point]:
        most = max((value for _label, value in self.rows), default=0) or 1
        gaps = max(len(self.rows) - 1, 1)
        return [
            Point(
                label,
                value,
                x=8 + round((WIDTH - 16) * nth / gaps),
                y=BOTTOM - round((BOTTOM - TOP) * value / most),
            )
            for nth, (label, value) in enumerate(self.rows)
        ]

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @cached_property
    def ticks(self) -> list[Point]:
        """So many labels as fit below the axis, the last one among them."""
        every = -(-len(self.points) // MOST_TICKS) or 1
        return self.points[::-1][::every][::-1]

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def spoken(self) -> str:
        said = ", ".join(f"{label} {value}" for label, value in self.rows)
        return f"{self.title}: {said}."


def bars(
    *,
    title: str,
    column: str,
    rows: Sequence[tuple[str, int] | tuple[str, int, str]],
    is_way: bool = False,
) -> Bars:
    """Rows of a label and a number, and perhaps a note; as wide as the largest."""
    whole = max((row[1] for row in rows), default=0)
    made = [
        Bar(
            label=row[0],
            value=row[1],
            note=row[2] if len(row) > 2 else "",
            y=STEP * nth,
            width=round(WIDTH * row[1] / whole) if whole else 0,
        )
        for nth, row in enumerate(rows)
    ]
    return Bars(title=title, column=column, bars=made, whole=whole, is_way=is_way)


def line(
    *, title: str, head: str, column: str, rows: Sequence[tuple[str, int]]
) -> Line:
    """`head` names what the labels are (weeks), `column` what the numbers are."""
    return Line(title=title, head=head, column=column, rows=rows)
