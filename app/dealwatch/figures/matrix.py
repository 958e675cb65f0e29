"""The status matrix: deals down, authorities across. A tinted cell is decided, a white one open.

Cells are shapes that the window's table paints one by one and the figure puts together, so that both are one picture.
Must not contain: Qt, how a deal is read from the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dealwatch.figures.day_words import day_text
from dealwatch.figures.measure import estimate
from dealwatch.figures.portfolio import (
    Entry,
    Standing,
    age_text,
    age_words,
    lead_is_outcome,
    next_limit,
    standing,
)
from dealwatch.figures.review import Limit, Review, gating
from dealwatch.figures.shapes import (
    Anchor,
    Circle,
    Figure,
    Glyph,
    Line,
    Mark,
    Rect,
    Shape,
    Table,
    Text,
    at,
    runs,
)
from dealwatch.figures.timescale import Measure
from dealwatch.figures.tokens import hue
from dealwatch.language import _, n_
from dealwatch.model.status import Badge

ROW = 54.0
HEADER = 32.0
NAME_WIDTH = 182.0
GLYPH = 15.0
INSET = 8.0
LEAST_CELL = 84.0
NEXT_WIDTH, LEFT_WIDTH = 104.0, 48.0
LABEL, CAPTION, NAME = 9.0, 8.0, 10.0


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One review. `more` are badges beside the leading one, `age` how long it has been so; `target` opens it."""

    badges: tuple[Badge, ...]
    age: str
    decided: bool
    changed: bool
    gates: bool
    spoken: str
    case_id: str = ""
    target: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A deal. `cells` are in the order of the matrix's authorities; a deal may have several cases at one of them."""

    key: str
    name: str
    kind: str
    cells: tuple[tuple[MatrixCell, ...], ...]
    next_day: str
    left: str
    calculated: bool
    day: date | None
    late: bool = False
    most: int = 1  # cases in its fullest cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """`authorities` in short, the one with most reviews first; `names` are theirs in full."""

    authorities: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def matrix(entries: Sequence[Entry], today: date) -> Matrix:
    """The matrix of deals in the order they are given."""
    counts: dict[str, int] = {}
    full: dict[str, str] = {}
    for entry in entries:
        for review in entry.reviews:
            counts[review.short] = counts.get(review.short, 0) + 1
            full[review.short] = review.authority
    authorities = tuple(sorted(counts, key=lambda short: (-counts[short], short.casefold())))
    return Matrix(
        authorities, tuple(full[short] for short in authorities), tuple(_row(e, authorities, today) for e in entries)
    )


def narrowed(found: Matrix, keys: Sequence[str]) -> Matrix:
    """The rows of these deals in this order, without authorities that none of them has."""
    rows = {row.key: row for row in found.rows}
    chosen = [rows[key] for key in keys if key in rows]
    used = {place for row in chosen for place, cells in enumerate(row.cells) if cells}
    if len(used) == len(found.authorities):
        return replace(found, rows=tuple(chosen))
    places = sorted(used)
    return Matrix(
        tuple(found.authorities[place] for place in places),
        tuple(found.names[place] for place in places),
        tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in chosen),
    )


def _row(entry: Entry, authorities: tuple[str, ...], today: date) -> MatrixRow:
    gate = gating(entry.reviews)
    held: dict[str, list[MatrixCell]] = {}
    for review in entry.reviews:
        held.setdefault(review.short, []).append(_cell(entry, review, review is gate, today))
    limit = next_limit(entry, today)
    late = False
    if limit is not None:
        day = day_text(limit.day, weekday=False)
        late = limit.day < today
        text, left = day if limit.published else f"≈ {day}", "!" if late else _left(limit)
    else:
        text, left = (_("none") if standing(entry) is Standing.DECIDED else _("no clock")), ""
        if standing(entry) is Standing.RUNNING:
            text = _("not known")
    return MatrixRow(
        key=entry.key,
        name=entry.name,
        kind=entry.kind,
        cells=tuple(tuple(held.get(short, ())) for short in authorities),
        next_day=text,
        left=left,
        calculated=limit is not None and not limit.published,
        day=limit.day if limit else None,
        late=late,
        most=max((len(cells) for cells in held.values()), default=1),
    )


def _left(limit: Limit) -> str:
    """The bare number of working days, as the column's head says what is counted; other clocks with their unit."""
    number = limit.left_short.partition(" ")[0]
    return number if limit.left_short == _("{n} WD").format(n=number) else limit.left_short


def _cell(entry: Entry, review: Review, gates: bool, today: date) -> MatrixCell:
    badges = entry.badges_of(review)
    changed = review.case_id in entry.changed
    parts = [review.authority, *(_(badge.label) for badge in badges), age_words(review, today)]
    if changed:
        parts.append(_("changed since you last looked"))
    if gates:
        parts.append(_("last to decide"))
    target = next((step.target for step in reversed(review.steps) if step.target), "")
    return MatrixCell(
        badges=badges,
        age=age_text(review, today),
        decided=review.decided or lead_is_outcome(badges),
        changed=changed,
        gates=gates,
        spoken=", ".join(parts),
        case_id=review.case_id,
        target=target,
        number=review.number,
    )


def cell_width(cell: MatrixCell, measure: Measure) -> float:
    """What a cell needs, with its gutters."""
    label = max(measure(_(cell.badges[0].label), LABEL, True), measure(cell.age, CAPTION, False))
    return INSET + GLYPH + 8 + label + len(cell.badges[1:]) * (GLYPH + 6) + (20 if cell.changed else 10)


def column_widths(found: Matrix, measure: Measure) -> list[float]:
    """Of every authority what its widest cell needs."""
    widths = []
    for place, short in enumerate(found.authorities):
        cells = [cell for row in found.rows for cell in row.cells[place]]
        distinct = {(cell.badges, cell.age, cell.changed): cell for cell in cells}.values()
        need = max((cell_width(cell, measure) for cell in distinct), default=0.0)
        widths.append(max(need, measure(short, CAPTION, True) + 2 * INSET, LEAST_CELL))
    return widths


def next_widths(found: Matrix, measure: Measure) -> tuple[float, float]:
    """Of the two columns at the right: the next deadline, what is left."""
    day = max((measure(text, LABEL, False) for text in {row.next_day for row in found.rows}), default=0.0)
    left = max((measure(text, NAME, True) for text in {row.left for row in found.rows}), default=0.0)
    return max(day + 24, NEXT_WIDTH), max(left + 24, LEFT_WIDTH)


def next_words(row: MatrixRow) -> str:
    """The next deadline for a table and a screen reader."""
    return _("{day} has passed").format(day=row.next_day) if row.late else row.next_day


def next_role(row: MatrixRow) -> str:
    """The colour of the next deadline: what passed needs somebody, what is none is pale."""
    return "bad" if row.late else "text" if row.day else "text2"


def row_height(row: MatrixRow, height: float = ROW) -> float:
    """Several cases at one authority stand below one another."""
    return height + (row.most - 1) * (height - 14)


def cell_ground(cells: Sequence[MatrixCell], width: float, height: float) -> list[Shape]:
    """The tint of a decided cell. Of several cases each has its part of the height."""
    part = height / max(len(cells), 1)
    return [
        Rect(0, part * place, width, part, f"{hue(cell.badges[0])}_tint")
        for place, cell in enumerate(cells)
        if cell.decided
    ]


def cell_content(cells: Sequence[MatrixCell], width: float, height: float) -> list[Shape]:
    """Glyph, label and age of each case, the dot of a change, the foot of the one that decides last."""
    part = height / max(len(cells), 1)
    shapes: list[Shape] = []
    for place, cell in enumerate(cells):
        top = part * place
        middle = top + part / 2
        colour = hue(cell.badges[0])
        x = INSET + GLYPH + 8
        shapes.append(Glyph(INSET, middle - GLYPH / 2, GLYPH, cell.badges[0], colour))
        baseline = middle - 3 if cell.age else middle + 4
        shapes.append(Text(x, baseline, runs((_(cell.badges[0].label), colour, True)), LABEL))
        if cell.age:
            shapes.append(Text(x, middle + 13, runs((cell.age, "text2")), CAPTION))
        right = width - INSET
        if cell.changed:
            shapes.append(Circle(right - 3.5, middle, 3.5, "accent"))
            right -= 13
        for badge in reversed(cell.badges[1:]):
            right -= GLYPH
            shapes.append(Glyph(right, middle - GLYPH / 2, GLYPH, badge, hue(badge)))
            right -= 6
        if cell.gates:
            shapes.append(Rect(0, top + part - 2, width, 2, "accent"))
    return shapes


def matrix_figure(found: Matrix, measure: Measure = estimate) -> Figure:
    """The whole matrix as one picture, for the clipboard and the case file."""
    widths = column_widths(found, measure)
    name_width = max([measure(row.name, NAME, True) + 32 for row in found.rows] + [NAME_WIDTH])
    next_width, left_width = next_widths(found, measure)
    width = name_width + sum(widths) + next_width + left_width
    height = HEADER + sum(row_height(row) for row in found.rows) + 1
    shapes: list[Shape] = _header(found, widths, name_width, next_width, width)
    marks: list[Mark] = []
    top = HEADER
    for place, row in enumerate(found.rows):
        tall = row_height(row)
        shapes.append(Text(16, top + tall / 2 - 2, runs((row.name, "text", True)), NAME))
        if row.kind:
            shapes.append(Text(16, top + tall / 2 + 14, runs((row.kind, "text2")), CAPTION))
        x = name_width
        for cells, wide in zip(row.cells, widths, strict=True):
            shapes += [at(shape, x, top) for shape in cell_ground(cells, wide, tall)]
            shapes += [at(shape, x, top) for shape in cell_content(cells, wide, tall)]
            marks += [Mark(x, top, wide, tall, f"{row.name}: {cell.spoken}", cell.target, place) for cell in cells]
            x += wide
        role = next_role(row)
        middle = top + tall / 2 + 4
        shapes.append(Text(x + next_width - 8, middle, runs((row.next_day, role)), LABEL, Anchor.END))
        shapes.append(
            Text(width - 16, middle, runs((row.left, "bad" if row.late else "text", True)), LABEL, Anchor.END)
        )
        top += tall
        shapes.append(Line(0, top, width, top, "line"))
    x = name_width
    for wide in [*widths, 0]:
        shapes.append(Line(x, 0, x, height, "line"))
        x += wide
    return Figure(
        width, height, tuple(shapes), _("Status of the deals by authority"), matrix_summary(found),
        matrix_table(found), tuple(marks),
    )  # fmt: skip


def _header(found: Matrix, widths: list[float], name_width: float, next_width: float, width: float) -> list[Shape]:
    baseline = HEADER - 11
    shapes: list[Shape] = [Text(16, baseline, runs((_("Deal"), "text2", True)), CAPTION)]
    x = name_width
    for short, wide in zip(found.authorities, widths, strict=True):
        shapes.append(Text(x + INSET, baseline, runs((short, "text2", True)), CAPTION))
        x += wide
    shapes.append(Text(x + next_width - 8, baseline, runs((_("Next"), "text2", True)), CAPTION, Anchor.END))
    shapes.append(Text(width - 16, baseline, runs((_("WD"), "text2", True)), CAPTION, Anchor.END))
    return [*shapes, Line(0, HEADER, width, HEADER, "line2")]


def matrix_summary(found: Matrix) -> str:
    """`21 deal reviews at 7 authorities.`"""
    cells = [cell for row in found.rows for part in row.cells for cell in part]
    if not cells:
        return _("No review is known.")
    reviews = n_("{n} deal review", "{n} deal reviews", len(cells)).format(n=len(cells))
    places = n_("{n} authority", "{n} authorities", len(found.authorities)).format(n=len(found.authorities))
    return _("{reviews} at {authorities}").format(reviews=reviews, authorities=places)


def matrix_table(found: Matrix) -> Table:
    """The table twin: one line a review."""
    columns = (_("Deal"), _("Authority"), _("Number"), _("Status"), _("In this status"), _("Mark"), _("Next deadline"))
    rows = []
    for row in found.rows:
        for name, cells in zip(found.names, row.cells, strict=True):
            for cell in cells:
                marks = [_("changed")] * cell.changed + [_("last to decide")] * cell.gates
                status = ", ".join(_(badge.label) for badge in cell.badges)
                rows.append((row.name, name, cell.number, status, cell.age, ", ".join(marks), next_words(row)))
        if not any(row.cells):
            rows.append((row.name, "", "", "", "", "", next_words(row)))
    return Table(columns, tuple(rows))
