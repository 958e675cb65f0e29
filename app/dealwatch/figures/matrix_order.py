"""In which order the deals of the matrix stand: that of the pictures, or by one of its heads. Pure.

Must not contain: which deals are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dealwatch.figures.matrix import Matrix, MatrixRow
from dealwatch.model.status import Badge

DEAL, NEXT, AT = "deal", "next", "at:"
_RANKS = {badge: rank for rank, badge in enumerate(Badge)}


@dataclass(frozen=True, slots=True)
class Order:
    """`by` is `DEAL`, `NEXT` (the next deadline) or `AT` with the short name of an authority (its status, from the
    first step to the last); empty for the order of the pictures.
    """

    by: str = ""
    falling: bool = False

    def turned(self, by: str) -> Order:
        """What choosing a head leads to: rising, then falling, then the order of the pictures."""
        if by != self.by:
            return Order(by)
        return Order() if self.falling else Order(by, falling=True)

    @property
    def written(self) -> str:
        return f"{'-' if self.falling else ''}{self.by}"

    @classmethod
    def read(cls, text: str) -> Order:
        """As it was written; the order of the pictures for anything else."""
        by = text.removeprefix("-")
        return cls(by, text.startswith("-")) if by in (DEAL, NEXT) or by.startswith(AT) else cls()


def arranged(found: Matrix, order: Order) -> Matrix:
    """The rows in this order; those that have nothing to go by stand last, whichever way it goes.

    Rows that are equal keep the order of the pictures, and so do all where the authority is not among those shown.
    """
    values = {row.key: _value(found, row, order.by) for row in found.rows}
    known = [row for row in found.rows if values[row.key] is not None]
    known.sort(key=lambda row: values[row.key], reverse=order.falling)
    return replace(found, rows=(*known, *(row for row in found.rows if values[row.key] is None)))


def _value(found: Matrix, row: MatrixRow, by: str) -> Any:
    """What a row is compared by; None where it has none."""
    if by == DEAL:
        return row.name.casefold()
    if by == NEXT:
        return row.day
    short = by.removeprefix(AT)
    if not by.startswith(AT) or short not in found.authorities:
        return None
    cells = row.cells[found.authorities.index(short)]
    return min((_RANKS[cell.badges[0]] for cell in cells), default=None)
