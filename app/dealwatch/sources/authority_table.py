"""Registers that are one HTML table: rows by the words of their headings, judged as a whole before any is believed.

Must not contain: the headings of any one register, what a cell means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from dealwatch.model.source import Known, SourceProblem, SourceState
from dealwatch.sources.authority_raw import Raw, elements, table_rows
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.printed import clean, level
from dealwatch.sources.troubles import Hint, Trouble, told

SEEN = "read_at"
"""Note to ourselves: the register has been read once and found to be what it should be."""

_UNREADABLE = 0.1
"""With more than this share of unreadable rows the table is built differently."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `locator` leads to it from its row."""

    words: str
    locator: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the names the reader gave its columns, and its own bytes."""

    cells: Mapping[str, Cell]
    raw: Raw

    def words(self, name: str) -> str:
        cell = self.cells.get(name)
        return cell.words if cell is not None else ""


def read_table(body: bytes, columns: Mapping[str, Sequence[str]], site: str) -> Iterator[Row]:
    """The rows of the one table that has all the columns. A row with too few cells is left out (a remark, a subtitle).

    `columns` gives a name and the heading's beginnings, any of which will do, in any case and language. SourceProblem
    where no table has them.
    """
    for table in elements(body, "table"):
        places = _places(table.tree().root, columns)
        if places is not None:
            return _rows(table, places)
    raise layout_changed(site, f"no table with the columns {', '.join(columns)}")


def _places(table: LexborNode | None, columns: Mapping[str, Sequence[str]]) -> dict[str, int] | None:
    """Which cell of a row is which column, by the first row that has headings; None for another table."""
    rows = table.css("tr") if table is not None else []
    heads = next((cells for row in rows if (cells := row.css("th"))), rows[0].css("td") if rows else [])
    printed = [level(head.text(separator=" ")).casefold() for head in heads]
    places: dict[str, int] = {}
    for name, beginnings in columns.items():
        found = next((place for place, words in enumerate(printed) if words.startswith(tuple(beginnings))), None)
        if found is None:
            return None
        places[name] = found
    return places


def _rows(table: Raw, places: Mapping[str, int]) -> Iterator[Row]:
    for raw in table_rows(table):
        cells = raw.tree().css("td")
        if len(cells) <= max(places.values()):
            continue
        found = {
            name: Cell(clean(cells[place].text(separator=" ")), f"td:nth-of-type({place + 1})")
            for name, place in places.items()
        }
        yield Row(found, raw)


def judge(read: int, odd: Sequence[str], known: Known, site: str) -> None:
    """Raise unless the register can be believed: `read` rows were read, `odd` says what was wrong with others.

    Of a register that nobody has seen yet every row must be readable the first time; later a few may be odd. A register
    without any row is broken, never empty.
    """
    if not read and not odd:
        raise empty(site)
    first = SEEN not in known.memory
    if odd and (first or not read or len(odd) > (read + len(odd)) * _UNREADABLE):
        raise layout_changed(site, f"{len(odd)} of {read + len(odd)} rows cannot be read: {odd[0]}")


def empty(site: str) -> SourceProblem:
    """Zero rows where there were rows: nothing was withdrawn."""
    return SourceProblem(
        SourceState.SERVER_ERROR,
        told(Trouble.EMPTY_LIST, site=site),
        Hint.AGAIN,
        detail="no rows",
    )


def numbered(names: Iterable[str]) -> Iterator[str]:
    """The same names, each repetition with its count: a register without numbers may show one pair twice."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} {seen[name]}"
