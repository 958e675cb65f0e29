"""Reads a case page of the New Zealand case register into facts. Pure.

The page has a table of case details in HTML and its timeline as JSON in an attribute. A page that is not built as known
raises `SourceProblem`; words nobody has mapped are kept as they are printed. Must not contain: what words mean
(`nz_status`), the rows of the timeline (`nz_timeline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, DEADLINE, DOCUMENT, PARTY, STATUS, TEXT, TITLE, CaseFacts, Fact
from dealwatch.model.source import Document, SourceProblem, SourceState
from dealwatch.model.status import Overlay, Stage
from dealwatch.sources import nz_status
from dealwatch.sources.nz_fields import (
    AUTHORITY,
    MERGERS,
    PROCEDURE,
    changed,
    page_of,
    printed_day,
    same_outcome,
    slug_of,
)
from dealwatch.sources.nz_status import Reading, Step
from dealwatch.sources.nz_timeline import Timeline, read_timeline
from dealwatch.sources.printed import clean, level
from dealwatch.sources.troubles import Hint, Trouble

PROVIDER = "case"
PRECEDENCE = 10
ZONE = "Pacific/Auckland"

_TITLE = "h1.hero__title"
_RECORD, _LABEL, _VALUE = ".case-details__record", ".case-details__record-title", ".case-details__record-value"
_SUMMARY = ".content-block__content"
_EVERYTHING = frozenset({STATUS, DEADLINE, DATE, DOCUMENT, PARTY, TITLE, TEXT})
_NUMBER = re.compile(r"\[\d{4}\] ?NZCC ?\d+|(?:decision )?(?:no\.? ?)?\d{2,6}", re.IGNORECASE)
_KEPT = {"sub-category": "kind", "act/section": "law", "industry": "industry", "case number": "reference"}
_AUTHORISATION = "authorisation"


@dataclass(frozen=True, slots=True)
class _Shown:
    words: str
    locator: str


def read_page(document: Document) -> CaseFacts:
    """The facts of one case page, exhaustive for every namespace in which everything could be read."""
    slug = slug_of(document.url)
    if not slug:
        raise SourceProblem(
            SourceState.MOVED,
            Trouble.CASE_PAGE_MOVED,
            Hint.LOOKS_IN_LIST,
            detail=document.url,
        )
    tree = LexborHTMLParser(document.body.decode("utf-8", "replace"))
    records = _records(tree)
    title = _title(tree)
    timeline = read_timeline(tree, document.url)
    today = document.fetched_at.astimezone(ZoneInfo(ZONE)).date()
    status, outcome = records["status"], records.get("outcome")
    merger = level(records["category"].words).casefold() == MERGERS if "category" in records else True
    doubts = set(timeline.doubts)
    warnings = list(timeline.warnings)
    days = dict(_days(records, doubts, warnings))
    reading = Reading()
    if merger:
        summary = _summary(tree, today)
        result = same_outcome(outcome.words) if outcome else ""
        reading = nz_status.read(status.words, result, timeline.steps, summary, today)
        warnings += reading.warnings
    if reading.stage is None:
        doubts.add(STATUS)
    facts = (
        *_axes(reading, records, days),
        title,
        *_day_facts(records, days),
        *_deadline(reading, records, timeline),
        *_texts(tree, records),
        *_parties(records),
        *timeline.facts,
    )
    return CaseFacts(
        authority=AUTHORITY,
        number=slug,
        provider=PROVIDER,
        facts=facts,
        url=page_of(slug),
        procedure=PROCEDURE if merger else "",
        complete=_EVERYTHING - doubts,
        precedence=PRECEDENCE,
        as_of=document.fetched_at,
        warnings=tuple(warnings),
    )


def _records(tree: LexborHTMLParser) -> dict[str, _Shown]:
    """The table of case details by label. It must be there, with a status; nothing may stand in it twice."""
    found: dict[str, _Shown] = {}
    for place, record in enumerate(tree.css(_RECORD), start=1):
        labels, values = record.css(_LABEL), record.css(_VALUE)
        if len(labels) != 1 or len(values) != 1:
            raise changed(f"case detail {place} has {len(labels)} labels and {len(values)} values")
        label, words = level(labels[0].text()).casefold().rstrip(":"), clean(values[0].text(separator=" "))
        if label in found:
            raise changed(f"{label} stands twice")
        if words:
            found[label] = _Shown(words, f"{_RECORD}:nth-of-type({place}) {_VALUE}")
    status = found.get("status")
    if status is None:
        raise changed("no status on the page")
    return found


def _title(tree: LexborHTMLParser) -> Fact:
    heading = tree.css_first(_TITLE)
    title = clean(heading.text()) if heading is not None else ""
    if not title:
        raise changed("no title on the page")
    return Fact(TITLE, title, title, _TITLE, title)


def _summary(tree: LexborHTMLParser, today: date) -> Step | None:
    """The text above the details: it alone says of some clearances that they rest on undertakings."""
    node = tree.css_first(_SUMMARY)
    words = clean(node.text(separator=" ")) if node is not None else ""
    return Step(today, words, _SUMMARY) if words else None


def _days(records: Mapping[str, _Shown], doubts: set[str], warnings: list[str]) -> Iterator[tuple[str, date]]:
    for label in ("date opened", "date closed"):
        shown = records.get(label)
        if shown is None:
            continue
        day = printed_day(shown.words)
        if day is None:
            doubts.add(DATE)
            warnings.append(f"{label} is no day: {shown.words}")
        else:
            yield label, day


def _day_facts(records: Mapping[str, _Shown], days: Mapping[str, date]) -> Iterator[Fact]:
    for label, name in (("date opened", "date:registered"), ("date closed", "date:decision")):
        if label in days:
            shown = records[label]
            yield Fact(name, days[label].isoformat(), shown.words, shown.locator, shown.words)


def _axes(reading: Reading, records: Mapping[str, _Shown], days: Mapping[str, date]) -> Iterator[Fact]:
    status, outcome = records["status"], records.get("outcome") or records["status"]
    opened, closed = days.get("date opened"), days.get("date closed")
    if reading.stage is None or reading.outcome is None or reading.clock is None:
        return
    since = closed if reading.stage is Stage.DECISION else opened
    yield _axis("stage", reading.stage, reading.stage_step, status, since)
    yield _axis("outcome", reading.outcome, None, outcome, closed, reading.outcome_step)
    yield _axis("clock", reading.clock, reading.clock_step, status, since)
    if reading.in_court:
        yield _axis("overlay", Overlay.COURT_LITIGATION, None, outcome, None)


def _axis(
    name: str, value: str, step: Step | None, shown: _Shown, since: date | None, reason: Step | None = None
) -> Fact:
    """An axis value told by a row of the timeline, else by a case detail; `reason` gives the telling words instead."""
    told = step or reason
    words, place = (told.words, told.locator) if told else (shown.words, shown.locator)
    day = step.day if step else since
    return Fact(name, str(value), words, place, words, PartialDate.of(day) if day else None)


def _deadline(reading: Reading, records: Mapping[str, _Shown], timeline: Timeline) -> Iterator[Fact]:
    """The day the decision is due, of a case that is open."""
    due = nz_status.deadline(timeline.steps)
    if due is None or reading.stage is None or reading.stage is Stage.DECISION:
        return
    kind = records.get("sub-category")
    name = "authorisation" if kind and level(kind.words).casefold() == _AUTHORISATION else "clearance"
    yield Fact(f"{DEADLINE}:{name}", due.day.isoformat(), due.words, due.locator, due.words)


def _texts(tree: LexborHTMLParser, records: Mapping[str, _Shown]) -> Iterator[Fact]:
    for label, name in (("status", "status"), ("outcome", "outcome"), *_KEPT.items()):
        shown = records.get(label)
        if shown is not None:
            value = same_outcome(shown.words) if label == "outcome" else level(shown.words)
            yield Fact(f"{TEXT}:{name}", value, shown.words, shown.locator, shown.words)
    number = records.get("case number")
    # The field holds the number of the decision, an internal number, or remarks ("Cleared: 24/01/1991").
    if number is not None and _NUMBER.fullmatch(number.words):
        yield Fact(f"{TEXT}:number", level(number.words), number.words, number.locator, number.words)
    summary = tree.css_first(_SUMMARY)
    if summary is not None and (words := clean(summary.text(separator=" "))):
        yield Fact(f"{TEXT}:summary", level(words), words, _SUMMARY, words)


def _parties(records: Mapping[str, _Shown]) -> Iterator[Fact]:
    """Who is involved; who acquires whom is not told."""
    shown = records.get("parties")
    if shown is not None and (names := split_parties(shown.words)):
        yield Fact(f"{PARTY}:parties", "\n".join(names), shown.words, shown.locator, shown.words)


def split_parties(words: str) -> Sequence[str]:
    """The names between semicolons, those inside brackets aside: `HKP (Bell; Ameritech); Sky` are two."""
    parts, depth = [""], 0
    for character in words:
        depth += (character == "(") - (character == ")")
        if character == ";" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return list(dict.fromkeys(name for name in map(clean, parts) if name))
