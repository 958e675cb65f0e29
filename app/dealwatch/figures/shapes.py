"""What a figure is made of: shapes with colour *roles*, places a keyboard cursor can stand on, and the table twin.

Lengths are px at 100 %, x to the right, y downwards, from the figure's top left corner. Must not contain: how a shape
is painted, what a figure means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dealwatch.model.status import Badge


class Fill(StrEnum):
    """How the inside of a shape is filled; the colour is named beside it."""

    SOLID = "solid"
    NONE = "none"
    HATCH = "hatch"  # 45°, 2 on 4, on the base colour: a stopped clock


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    colour: str
    fill: Fill = Fill.SOLID
    stroke: str = ""
    stroke_width: float = 1.0
    dashed: bool = False
    radius: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round_caps: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[tuple[float, float], ...]
    colour: str
    fill: Fill = Fill.SOLID
    stroke: str = ""
    stroke_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    colour: str
    fill: Fill = Fill.SOLID
    stroke: str = ""
    stroke_width: float = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one weight and colour."""

    text: str
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Text on a baseline. `size` is in points; `halo` puts a ground behind it where it crosses other shapes."""

    x: float
    baseline: float
    runs: tuple[Run, ...]
    size: float
    anchor: Anchor = Anchor.START
    halo: str = ""

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A status glyph, `size` px square."""

    x: float
    y: float
    size: float
    badge: Badge
    colour: str


Shape = Rect | Line | Polygon | Circle | Text | Glyph


@dataclass(frozen=True, slots=True)
class Mark:
    """A place the cursor can stand on. `name` is what a screen reader says; `target` what Enter opens.

    `row` groups marks: left and right stay within a row, up and down change it.
    """

    x: float
    y: float
    width: float
    height: float
    name: str
    target: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The same facts in words, for those who cannot or would rather not see the picture."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row of the table twin does not fit its columns")

    def tab_separated(self) -> str:
        """For the clipboard: spreadsheets split it into cells."""
        return "\n".join("\t".join(_one_line(cell) for cell in row) for row in (self.columns, *self.rows))


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of facts. `title` names it, `summary` says in a sentence what it shows."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    summary: str
    table: Table
    marks: tuple[Mark, ...] = field(default=())


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def runs(*pieces: tuple[str, str] | tuple[str, str, bool]) -> tuple[Run, ...]:
    """Text runs from (text, colour) or (text, colour, bold)."""
    return tuple(Run(*piece) for piece in pieces)


def boxes_touch(a: Sequence[float], b: Sequence[float], gap: float = 0.0) -> bool:
    """Whether two spans (from, to) overlap or come closer than `gap`."""
    return a[0] < b[1] + gap and b[0] < a[1] + gap


def at(shape: Shape, x: float, y: float) -> Shape:
    """The same shape moved."""
    match shape:
        case Text():
            return replace(shape, x=shape.x + x, baseline=shape.baseline + y)
        case Line():
            return replace(shape, x1=shape.x1 + x, x2=shape.x2 + x, y1=shape.y1 + y, y2=shape.y2 + y)
        case Polygon():
            return replace(shape, points=tuple((px + x, py + y) for px, py in shape.points))
        case Rect() | Circle() | Glyph():
            return replace(shape, x=shape.x + x, y=shape.y + y)
