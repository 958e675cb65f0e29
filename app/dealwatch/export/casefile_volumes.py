"""Splits a case file that would be too long for one PDF into volumes, each whole in itself.

Setting a page costs memory (about 4 GB for a thousand pages), so that beyond 300 pages the chronology goes on in
further volumes. Each has its own numbering, contents, documents and sources, and its data hold just what it prints;
sources and rows keep the numbers they have in the whole. Must not contain: layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from dealwatch.language import _

LIMIT = 300
"""Pages one volume takes at most, by estimate."""

EVENTS_SHOWN = 40
"""An authority's section lists all its events up to this many, beyond that only the steps (as in `body.typ`)."""

_PAGE = 232.0  # mm of table on a page
_FIXED = 6  # cover, summary, dates, method and the like
_ROW, _LINE = 3.3, 4.0  # mm: what a row takes beside its lines, and a line
_COLUMN = 44  # characters in a line of the chronology's text
_COPY, _SOURCE = 15.0, 15.5  # mm a row under Documents and Sources


def volumes_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The data of each volume; the data as they are where one is enough."""
    if estimated_pages(data) <= LIMIT:
        return [dict(data)]
    chunks = list(_chunks(data))
    return [_volume(data, chunk, n, len(chunks)) for n, chunk in enumerate(chunks, 1)]


def estimated_pages(data: Mapping[str, Any]) -> int:
    """About how many pages the file takes in one piece."""
    sources = [source["n"] for source in data["sources"]]
    return _front(data) + ceil((_height(data["chronology"]) + _sources_height(data, sources)) / _PAGE)


def _front(data: Mapping[str, Any]) -> int:
    """Pages before and after the chronology that do not grow with it."""
    height = sum(_height(_rows_shown(data, item)) + 6 * len(item["papers"]) for item in data["authorities"])
    height += 60.0 * len(data["workings"]) + 9.0 * (len(data["news"]) + len(data["changes"]) + len(data["coverage"]))
    return _FIXED + len(data["authorities"]) + ceil(height / _PAGE)


def _height(rows: Sequence[Mapping[str, Any]]) -> float:
    """mm of a table of chronology rows."""
    lines = (ceil(len(row["event"]) / _COLUMN) + ceil(len(row["quote"] or "") / _COLUMN) for row in rows)
    return sum(_ROW + _LINE * max(count, 2) for count in lines)


def _sources_height(data: Mapping[str, Any], numbers: Sequence[int]) -> float:
    held = {source["n"] for source in data["sources"] if source["snapshot"] is not None}
    return _SOURCE * len(numbers) + _COPY * len(held.intersection(numbers))


def _rows_shown(data: Mapping[str, Any], section: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = [data["chronology"][n] for n in section["rows"]]
    return rows if len(rows) <= EVENTS_SHOWN else [row for row in rows if row["step"]]


def _chunks(data: Mapping[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """The chronology in parts, each of which fits into a volume together with the sources it cites."""
    room = max(LIMIT - _front(data), LIMIT // 4) * _PAGE - _sources_height(data, sorted(_front_cited(data)))
    chunk: list[dict[str, Any]] = []
    cited: set[int] = set()
    used = 0.0
    for row in data["chronology"]:
        new = set(row["sources"]) - cited
        need = _height([row]) + _sources_height(data, sorted(new))
        if chunk and used + need > room:
            yield chunk
            room = (LIMIT - _FIXED) * _PAGE
            chunk, cited, used = [], set(), 0.0
            need = _height([row]) + _sources_height(data, row["sources"])
        chunk.append(row)
        cited |= set(row["sources"])
        used += need
    yield chunk


def _front_cited(data: Mapping[str, Any]) -> set[int]:
    """Numbers of the sources that are cited outside the chronology."""
    parts = [data["deal"]["dates"], data["deadlines"], data["news"]]
    parts += [[item["position"], item["notes"], item["quotes"], item["timetable"]] for item in data["authorities"]]
    parts += [_rows_shown(data, item) for item in data["authorities"]]
    return set(_cited_in(parts))


def _cited_in(value: Any, key: str = "") -> Iterator[int]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _cited_in(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _cited_in(item, key)
    elif isinstance(value, int) and key in ("source", "sources") and not isinstance(value, bool):
        yield value
    elif isinstance(value, str) and key == "":
        yield from (int(number) for number in re.findall(r"\[S(\d+)\]", value))


def _volume(data: Mapping[str, Any], chunk: list[dict[str, Any]], number: int, of: int) -> dict[str, Any]:
    first = number == 1
    cited = {n for row in chunk for n in row["sources"]} | (_front_cited(data) if first else set())
    text = _("Volume {number} of {of}").format(number=number, of=of)
    volume: dict[str, Any] = dict(data)
    volume["file"] = dict(data["file"], volume={"n": number, "of": of, "text": text})
    volume["chronology"] = chunk
    volume["sources"] = [source for source in data["sources"] if source["n"] in cited]
    if not first:
        volume["authorities"] = [dict(item, rows=[]) for item in data["authorities"]]
        for part in ("deadlines", "workings", "news", "notes", "key", "changes", "coverage"):
            volume[part] = []
    return volume
