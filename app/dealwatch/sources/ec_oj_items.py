"""Reads what the Official Journal says of competition cases: answers of CELLAR and its feeds, into news items. Pure.

One notice has one identity wherever it is read: its kind and the case (`prior_notification M.12417 2026`).
Must not contain: what is asked for (`ec_oj`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from dealwatch.language import mark
from dealwatch.model.facts import FeedItem
from dealwatch.model.source import Document
from dealwatch.rules.case_numbers import CaseNumber, recognise_numbers
from dealwatch.sources.ec_values import ZONE
from dealwatch.sources.feed_entry import fingerprint
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_feed import read_items
from dealwatch.sources.official_json import read_json
from dealwatch.sources.printed import clean

CELLAR_SITE = mark("the Publications Office")
FEED_SITE = mark("the feed of the Official Journal")
EUR_LEX = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri="

_BRUSSELS = ZoneInfo(ZONE)
_KINDS = (
    ("prior_notification", re.compile(r"\bprior notification of a concentration\b", re.IGNORECASE)),
    ("withdrawal", re.compile(r"\bwithdrawal of (?:the )?notification of a concentration\b", re.IGNORECASE)),
    ("non_opposition", re.compile(r"\bnon-opposition to a notified concentration\b", re.IGNORECASE)),
    ("proceedings", re.compile(r"\binitiation of proceedings\b", re.IGNORECASE)),
    ("advisory_committee", re.compile(r"\bopinion of the advisory committee\b", re.IGNORECASE)),
    ("hearing_officer", re.compile(r"\breport of the hearing officer\b", re.IGNORECASE)),
    ("summary", re.compile(r"\bsummary of (?:the )?commission decision\b", re.IGNORECASE)),
)
_OTHER = "notice"
_TITLES = {
    "prior_notification": "Prior notification of a concentration",
    "non_opposition": "Non-opposition to a notified concentration",
}
_CELEX = re.compile(r"[35](?P<year>\d{4})M(?P<number>\d{1,5})(?:\(\d{2}\))?")
_JOURNAL = re.compile(r"uri=OJ:(?P<series>[CL])_?(?P<year>\d{4})0*(?P<number>\d+)", re.IGNORECASE)


class _Bindings(msgspec.Struct):
    bindings: list[dict[str, Any]]


class _Answer(msgspec.Struct):
    results: _Bindings


def read_answer(document: Document, kind: str) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """The notices of an answer of CELLAR; a row that repeats another (a sector, a language) is left out.

    SourceProblem for an answer of another shape, and for rows none of which names a case.
    """
    rows = read_json(document.body, _Answer, CELLAR_SITE).results.bindings
    found: dict[str, FeedItem] = {}
    strange = 0
    for place, row in enumerate(rows):
        item = _notice(row, kind, f"/results/bindings/{place}/celex/value")
        if item is None:
            strange += 1
        elif item.key not in found or (not found[item.key].summary and item.summary):
            found[item.key] = item
    if rows and not found:
        raise layout_changed(CELLAR_SITE, f"none of {len(rows)} rows names a case")
    warnings = (f"{strange} of {len(rows)} rows name no case.",) if strange else ()
    return tuple(found.values()), warnings


def _notice(row: dict[str, Any], kind: str, place: str) -> FeedItem | None:
    celex = _CELEX.fullmatch(_value(row, "celex"))
    if celex is None:
        return None
    printed, case = clean(_value(row, "title")), f"M.{celex['number'].lstrip('0') or '0'}"
    title = printed or f"{_TITLES[kind]} (Case {case})"
    key = _key(kind, case, celex["year"])
    return FeedItem(
        key=key,
        title=title,
        link=f"{EUR_LEX}CELEX:{celex[0]}",
        summary=printed,
        published=_noon(_value(row, "date")),
        published_words=_value(row, "date"),
        fingerprint=fingerprint("", key),
        locator=place,
    )


def _value(row: dict[str, Any], name: str) -> str:
    cell = row.get(name)
    value = cell.get("value") if isinstance(cell, dict) else None
    return value.strip() if isinstance(value, str) else ""


def read_feed(document: Document) -> tuple[tuple[FeedItem, ...], tuple[FeedItem, ...], tuple[str, ...]]:
    """All items of a feed of the Official Journal, those about a competition case, and what could not be read."""
    items, warnings = read_items(document, FEED_SITE)
    return items, tuple(ours for item in items if (ours := _about(item)) is not None), warnings


def _about(item: FeedItem) -> FeedItem | None:
    numbers = [number for number in recognise_numbers(f"{item.title}\n{item.summary}") if number.procedure]
    cases = [number for number in numbers if number.authority == "EC"]
    kind = next((name for name, pattern in _KINDS if pattern.search(item.title)), "")
    if not cases:
        return None
    return _identified(item, kind or _OTHER, cases[0])


def _identified(item: FeedItem, kind: str, case: CaseNumber) -> FeedItem:
    """The same notice has the same identity here and in CELLAR. Of an unknown kind only its own number tells it."""
    journal = _JOURNAL.search(item.link)
    if kind == _OTHER or journal is None:
        return item
    key = _key(kind, case.number, journal["year"])
    return replace(item, key=key, fingerprint=fingerprint("", key))


def _key(kind: str, case: str, year: str) -> str:
    """A case may be notified again in another year; a clearance may be published in the year after it."""
    return f"{kind} {case} {year}" if kind == "prior_notification" else f"{kind} {case}"


def _noon(day: str) -> datetime | None:
    """A day without a time, as its noon in Brussels: so it stays the same day in UTC. None for no day."""
    try:
        return datetime.combine(date.fromisoformat(day), time(12), _BRUSSELS).astimezone(UTC)
    except ValueError:
        return None
