"""The timeline of a New Zealand case page: JSON in an attribute, read into steps and document facts. Pure.

Must not contain: the other parts of the page (`nz_page`), what a step means (`nz_status`).
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

import msgspec
from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DOCUMENT, Fact
from dealwatch.sources.nz_fields import changed
from dealwatch.sources.nz_status import Step, is_due_day
from dealwatch.sources.printed import clean, level, words_id

_ISLAND = "[project]"
_PLAIN_DAYS = frozenset({"date opened", "date closed"})
"""Rows that only repeat the days of the case details."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """`doubts` are fact namespaces that are not exhaustive, because a row could not be read."""

    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()
    doubts: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a row. `number` is the site's own, 0 where it has none; a later file has a higher one."""

    number: int
    title: str
    link: str
    place: str


@dataclass(frozen=True, slots=True)
class _Row:
    step: Step
    files: tuple[_File, ...]


def read_timeline(tree: LexborHTMLParser, url: str) -> Timeline:
    """The rows in the page's order. SourceProblem where the page has no timeline, or one that is not built as known.

    A row without a day or a title costs that row, not the page.
    """
    nodes = tree.css(_ISLAND)
    if not nodes:
        raise changed("no timeline on the page")
    try:
        content = msgspec.json.decode(nodes[0].attributes.get("project") or "")
    except msgspec.DecodeError as error:
        raise changed(f"the timeline cannot be read: {error}") from error
    entries = content.get("timeline") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise changed("no timeline in the page's data")
    rows: list[_Row] = []
    warnings: list[str] = []
    for place, entry in enumerate(entries):
        row = _row(entry, f"{_ISLAND} /timeline/{place}", url)
        if row is None:
            warnings.append(f"row {place + 1} of the timeline has no day or no title")
        else:
            rows.append(row)
    facts: dict[str, Fact] = {}
    for fact in _facts(rows):
        facts.setdefault(fact.name, fact)
    doubts = frozenset({DOCUMENT}) if warnings else frozenset()
    return Timeline(tuple(row.step for row in rows), tuple(facts.values()), doubts, tuple(warnings))


def _row(entry: Any, place: str, url: str) -> _Row | None:
    if not isinstance(entry, dict):
        return None
    title, printed = _text(entry.get("title")), entry.get("date")
    try:
        day = date.fromisoformat(printed) if isinstance(printed, str) else None
    except ValueError:
        day = None
    if not title or day is None:
        return None
    listed = entry.get("documents")
    files = [
        _file(file, f"{place}/documents/{number}", url)
        for number, file in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(file, dict)
    ]
    return _Row(Step(day, title, f"{place}/title"), tuple(sorted(files, key=lambda file: file.number)))


def _file(entry: dict[str, Any], place: str, url: str) -> _File:
    number, address = entry.get("File.ID"), entry.get("File.URL")
    name = "File.Title" if _text(entry.get("File.Title")) else "File.Name"
    link = urljoin(url, address) if isinstance(address, str) and address else ""
    return _File(number if isinstance(number, int) else 0, _text(entry.get(name)), link, f"{place}/{name}")


def _text(value: Any) -> str:
    """The words of a value; the register stores some of its text with HTML entities."""
    return clean(html.unescape(value)) if isinstance(value, str) else ""


def _facts(rows: list[_Row]) -> Iterator[Fact]:
    """A row by its day and words, its first file with it; every further file by its own number.

    A row that only tells a day is no document, but its files are.
    """
    seen: Counter[str] = Counter()
    for row in rows:
        step = row.step
        plain = level(step.words).casefold() in _PLAIN_DAYS or is_due_day(step.words)
        if not plain:
            identity = words_id(step.day.isoformat(), step.words)
            seen[identity] += 1
            name = identity if seen[identity] == 1 else f"{identity}-{seen[identity]}"
            yield _document(name, step.words, step, step.locator, row.files[0].link if row.files else "")
        for file in row.files if plain else row.files[1:]:
            if file.title:
                key = f"file-{file.number}" if file.number else words_id(file.title, file.link)
                yield _document(key, file.title, step, file.place, file.link)


def _document(name: str, words: str, step: Step, place: str, link: str) -> Fact:
    return Fact(f"{DOCUMENT}:{name}", level(words), words, place, words, PartialDate.of(step.day), link)
