"""The deadlines of a deal as a table: published and calculated day side by side, the difference, what is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dealwatch.language import _, mark
from dealwatch.ui.cells import Cell, Column, Row
from dealwatch.ui.words import day_text

if TYPE_CHECKING:
    from dealwatch.ui.desk import DeadlineSheet

COLUMNS = (
    Column(mark("Step"), least=180),
    Column(mark("By"), 64),
    Column(mark("Published"), 150, least=138),
    Column(mark("Calculated"), 160, least=148),
    Column(mark("Difference"), 92, droppable=True),
    Column(mark("Left"), 140, droppable=True),
)


def columns() -> tuple[Column, ...]:
    """The columns with their titles in the language that is spoken now."""
    return tuple(Column(_(c.title), c.width, least=c.least, droppable=c.droppable) for c in COLUMNS)


def deadline_rows(sheets: Iterable[DeadlineSheet]) -> list[Row]:
    """One row a deadline; what is awaited first, by day."""
    return [_row(sheet) for sheet in sorted(sheets, key=_place)]


def _place(sheet: DeadlineSheet) -> tuple[bool, str, str]:
    return not _awaited(sheet), str(sheet.deadline.last_day or "9999"), sheet.key


def _awaited(sheet: DeadlineSheet) -> bool:
    return sheet.deadline.state.value in ("ahead", "passed")


def _row(sheet: DeadlineSheet) -> Row:
    from dealwatch.ui.deadline_words import agreement, date_words, left_short  # late: the law

    deadline = sheet.deadline
    computed, comparison = deadline.computed, deadline.comparison
    ink = "text" if _awaited(sheet) else "text3"
    published = day_text(deadline.published) if deadline.published else ""
    if not published and deadline.fact is not None:
        published = deadline.fact.value
    elif not published and deadline.versions:
        published = _("was {day}").format(day=day_text(deadline.last_day)) if deadline.last_day else ""
    calculated = ""
    if computed is not None:
        calculated = f"≈ {day_text(computed.day)}" if computed.day else _("not computable")
    difference = ""
    if comparison is not None and comparison.difference is not None:
        same = comparison.agrees
        difference = _("the same") if same else _("{n:+d} WD").format(n=comparison.difference)
    said = agreement(deadline)
    why = " ".join(part for part in (said.words + ".", said.cause) if part)
    disagrees = comparison is not None and not comparison.agrees
    late = deadline.state.value == "passed"
    spoken = f"{_(deadline.label)}, {deadline.case.authority}, {date_words(deadline)}. {why}"
    return Row(
        sheet.key,
        (
            Cell(_(deadline.label), ink, say=spoken),
            Cell(deadline.case.authority, ink, bold=True),
            Cell(published, ink, bold=bool(deadline.published) and _awaited(sheet), say=why),
            Cell(calculated, "text2" if _awaited(sheet) else "text3", say=why),
            Cell(difference, "ochre" if disagrees else "text2", say=why),
            Cell(left_short(deadline), "bad" if late else "text2"),
        ),
        sheet,
    )
