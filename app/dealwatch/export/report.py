"""A deal as a report that other programs open: the case file's facts as blocks of words and tables, in reading order.

Word, web page, Markdown and workbook are written from these same blocks (`report_docx`, `report_html`,
`report_markdown`, `report_xlsx`), so that no two of them say different things. Must not contain: a format's own marks,
judgement (the case file's modules have it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dealwatch.export.casefile import build
from dealwatch.export.casefile_input import CasefileInput
from dealwatch.language import _


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, the address behind them (one that may be clicked, or none), the day where it is just one."""

    text: str = ""
    link: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`shares` are the columns' widths beside one another. Every row has one cell a column."""

    title: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs under a heading; no heading where `title` is empty."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`lines` stand under the title; `language` is the one its words are in (ISO 639-1); `as_at` is in UTC."""

    title: str
    lines: tuple[str, ...]
    marking: str
    language: str
    app: str
    as_at: datetime
    blocks: tuple[Words | Table, ...]


def report(given: CasefileInput) -> Report:
    """The report of a deal as known at the as-at instant. Equal input gives an equal report.

    DataError where a stored copy no longer matches its fingerprint.
    """
    data, _copies = build(given)
    blocks = (
        Words("", tuple(data["deal"]["lead"])),
        _pairs(_("The deal"), data["deal"]["facts"]),
        _standing(data),
        _deadlines(data),
        _chronology(data),
        Words("", tuple(data["gaps"])),
        _timetable(data),
        _parties(data),
        _news(data),
        *_notes(data),
        _coverage(data),
        _sources(data),
    )
    file = data["file"]
    lines = (_("As at {moment}").format(moment=file["as_at"]["text"]), file["remark"])
    return Report(
        title=data["deal"]["name"],
        lines=tuple(filter(None, lines)),
        marking=file["marking"],
        language=data["lang"],
        app=file["app"],
        as_at=given.as_at,
        blocks=tuple(block for block in blocks if (block.paragraphs if isinstance(block, Words) else block.rows)),
    )


def _pairs(title: str, rows: Sequence[Sequence[str]]) -> Table:
    return Table(title, (_("Fact"), _("Value")), (1, 3), tuple((Cell(name), Cell(value)) for name, value in rows))


def _standing(data: Mapping[str, Any]) -> Table:
    ahead: dict[str, dict[str, Any]] = {}
    for row in data["deadlines"]:
        ahead.setdefault(row["authority"], row)
    rows = []
    for section in data["authorities"]:
        nearest = ahead.get(section["short"])
        badges = [section["badge"], *(extra["label"] for extra in section["beside"])]
        rows.append(
            (
                Cell(section["name"]),
                Cell(section["case"] or "–", section["link"]),
                Cell(", ".join(badges)),
                Cell(section["since"]),
                Cell(section["words"]),
                _day(nearest["date"], nearest["step"]) if nearest else Cell("–"),
                Cell(section["read"] or "–"),
            )
        )
    columns = (
        _("Authority"),
        _("Case"),
        _("Status"),
        _("Since"),
        _("In the authority’s words"),
        _("Next deadline"),
        _("Last read"),
    )
    return Table(_("Where it stands"), columns, (4, 3, 4, 3, 5, 4, 3), tuple(rows))


def _deadlines(data: Mapping[str, Any]) -> Table | Words:
    if not data["deadlines"]:
        return Words(_("Next deadlines"), (data["no_deadline"],))
    rows = tuple(
        (
            _day(row["date"]),
            Cell(row["authority"]),
            Cell(row["step"]),
            Cell(_("the authority’s own") if row["official"] else _("computed")),
            Cell(f"S{row['source']}" if row["source"] else "–"),
        )
        for row in data["deadlines"]
    )
    columns = (_("Day"), _("Authority"), _("Step"), _("Whose day"), _("Source"))
    return Table(_("Next deadlines"), columns, (3, 3, 5, 3, 2), rows)


def _chronology(data: Mapping[str, Any]) -> Table:
    rows = _told(data["chronology"], "authority", "event")
    columns = (_("Day"), _("Authority"), _("What happened"), _("In the source’s words"), _("Source"))
    return Table(_("Chronology"), columns, (3, 2, 6, 7, 2), rows)


def _told(rows: Sequence[Mapping[str, Any]], who: str, what: str) -> tuple[tuple[Cell, ...], ...]:
    """Day, who, what, in which words, by which source."""
    return tuple(
        (
            _day(row["date"]),
            Cell(row[who]),
            Cell(row[what] + (f" ({row['flag']})" if row["flag"] else "")),
            Cell(f"“{row['quote']}”" if row["quote"] else ""),
            _cited(row["sources"]),
        )
        for row in rows
    )


def _timetable(data: Mapping[str, Any]) -> Table:
    rows = tuple(
        (
            Cell(" ".join(filter(None, (section["short"], section["case"])))),
            Cell(row["step"]),
            Cell(row["rule"]),
            _day(row["official"]) if row["official"] else Cell("–"),
            _day(row["computed"]) if row["computed"] else Cell("–" if row["computable"] else _("not computable")),
            Cell(row["diff"]),
            Cell(row["note"]),
        )
        for section in data["authorities"]
        for row in section["timetable"]
    )
    columns = (_("Case"), _("Step"), _("Rule"), _("Official"), _("Computed"), _("Difference"), _("Remark"))
    return Table(_("Deadlines, official and computed"), columns, (3, 3, 6, 3, 3, 2, 5), rows)


def _parties(data: Mapping[str, Any]) -> Table:
    columns = (_("Name"), _("Role"), _("Other names"), _("Named by"))
    rows = tuple(tuple(Cell(text) for text in row) for row in data["deal"]["parties"])
    return Table(_("Parties"), columns, (5, 3, 5, 3), rows)


def _news(data: Mapping[str, Any]) -> Table:
    rows = _told(data["news"], "publisher", "title")
    columns = (_("Day"), _("Publisher"), _("Title"), _("Words"), _("Source"))
    return Table(_("Reports (no status rests on them)"), columns, (3, 3, 6, 6, 2), rows)


def _notes(data: Mapping[str, Any]) -> list[Words]:
    return [
        Words(
            _("Note of {moment}").format(moment=note["written"]) + (f", {note['author']}" if note["author"] else ""),
            tuple(filter(None, note["lines"])),
        )
        for note in data["notes"]
    ]


def _coverage(data: Mapping[str, Any]) -> Table:
    columns = (_("Source"), _("Read"), _("Last good reading"), _("Gaps"))
    rows = tuple(tuple(Cell(text) for text in row) for row in data["coverage"])
    return Table(_("Coverage"), columns, (5, 4, 4, 6), rows)


def _sources(data: Mapping[str, Any]) -> Table:
    rows = tuple(
        (
            Cell(f"S{row['n']}"),
            Cell(row["title"]),
            Cell(row["publisher"]),
            Cell(row["url"], row["link"]),
            Cell(row["captured"] or "–"),
            Cell(row["snapshot"]["sha256"] if row["snapshot"] else _("no stored copy")),
        )
        for row in data["sources"]
    )
    columns = (_("No."), _("Title"), _("Publisher"), _("Address"), _("Stored copy of"), _("SHA-256"))
    return Table(_("Sources"), columns, (1, 5, 4, 6, 4, 6), rows)


def _day(printed: Mapping[str, Any], what: str = "") -> Cell:
    """A printed day; one that is known to the day, and alone in its cell, as a day too."""
    text = printed["text"] + ("†" if printed["approx"] and printed["iso"] else "")
    if what:
        return Cell(f"{text}: {what}")
    alone = not printed["approx"] and printed["iso"] == printed["first"]
    return Cell(text, day=date.fromisoformat(printed["iso"]) if alone else None)


def _cited(numbers: Sequence[int]) -> Cell:
    return Cell(", ".join(f"S{number}" for number in numbers) or "–")
