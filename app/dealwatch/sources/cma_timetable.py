"""The timetables of a CMA case page, in all shapes met: tables with and without a head, and lines "Label: day".

Gives rows; must not contain: what the rows mean for the status of the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealwatch.sources.cma_body import Section, Table
from dealwatch.sources.cma_days import Days, read_days
from dealwatch.sources.cma_steps import bare, phase_of, slug

_LABEL = re.compile(r"(?P<label>[A-Z][^:.]{3,70}?)\s*:\s*(?P<value>\S.*)")
_KNOWN_LABEL = re.compile(r"statutory deadline|deadline for|date of (?:referral|reference)", re.IGNORECASE)
_HEAD = re.compile(r"(?:phase \d )?(?:date|action|phase \d|event|milestone|timetable)s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a timetable. `days` is None for a value that is no day ("To be confirmed"); `printed` the whole row.

    `phase` is 1 or 2 (3: sent back by the Tribunal), None where the page does not say which.
    """

    action: str
    value: str
    days: Days | None
    phase: int | None
    anchor: str
    printed: str

    @property
    def deadline(self) -> str:
        """The step a deadline row is for (`phase_1`, `phase_2`, ...), empty for a row that is no deadline."""
        lower = self.action.lower()
        if re.search(r"to consider (?:the )?undertakings|consideration of undertakings offered", lower):
            return "undertakings_considered"
        if "deadline" not in lower:
            return ""
        if "statutory deadline" in lower or "phase" in lower:
            phase = phase_of(self.action) or self.phase or 2
            return "remittal" if phase > 2 else f"phase_{phase}"
        return re.sub(r"^(?:deadline_(?:for_)?(?:the_)?)|_deadline$", "", slug(self.action)) or "deadline"


def rows(page: Sequence[Section]) -> list[Row]:
    """Every row of every timetable of the page, in its order."""
    return [row for section in page for row in (*_table_rows(section), *_line_rows(section))]


def _is_timetable(section: Section) -> bool:
    return "timetable" in section.title.lower()


def _table_rows(section: Section) -> Iterator[Row]:
    for table in section.tables:
        if not (_is_timetable(section) or _has_head(table) or _has_known_label(table)):
            continue
        head = " ".join(table[0]) if table and _is_head(table[0]) else ""
        phase = phase_of(*section.path, section.title, head)
        column = _day_column(table)
        for cells in table:
            row = _row([cell for cell in cells if cell], column, phase, section.anchor)
            if row is not None:
                yield row


def _day_column(table: Table) -> int:
    """Which column holds the days, for rows that have none; the last where no row tells."""
    columns = [at for cells in table if (at := _leading_day([cell for cell in cells if cell])) is not None]
    return max(columns, key=columns.count) if columns else -1


def _leading_day(cells: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(cells) if (days := read_days(cell)) is not None and days.leading), None)


def _is_head(cells: Sequence[str]) -> bool:
    return all(_HEAD.fullmatch(cell) or not cell for cell in cells) and any(cells)


def _has_head(table: Table) -> bool:
    return bool(table) and _is_head(table[0])


def _has_known_label(table: Table) -> bool:
    return any(_KNOWN_LABEL.match(cell) for cells in table for cell in cells)


def _row(cells: Sequence[str], column: int, phase: int | None, anchor: str) -> Row | None:
    """A row out of its cells, whichever side the day is on. None for a head and for a row of one cell."""
    if len(cells) < 2 or _is_head(cells):
        return None
    at = _leading_day(cells)
    if at is None:
        at = next((number for number, cell in enumerate(cells) if read_days(cell) is not None), column % len(cells))
    action = next(cell for number, cell in enumerate(cells) if number != at)
    return Row(bare(action), cells[at], read_days(cells[at]), phase, anchor, " ".join(cells))


def _line_rows(section: Section) -> Iterator[Row]:
    """Lines "Statutory deadline: 25 February 2024"; outside a timetable only the labels that nothing else bears."""
    for line in section.lines:
        match = _LABEL.fullmatch(line)
        if match is None or not (_is_timetable(section) or _KNOWN_LABEL.match(match["label"])):
            continue
        days = read_days(match["value"])
        if days is not None or _KNOWN_LABEL.match(match["label"]):
            phase = phase_of(*section.path, section.title)
            yield Row(bare(match["label"]), match["value"], days, phase, section.anchor, line)
