"""The list of CMA merger cases (GOV.UK search): facts of each case, and which case pages it makes worth reading.

`memory` holds the time stamps each case had in the list (`listed:<content_id>`). Must not contain: the reading of
case pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec

from dealwatch.language import mark
from dealwatch.model.dates import instant_text
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, KnownCase, Parsed, Request
from dealwatch.model.status import Outcome, Stage
from dealwatch.sources.cma_data import (
    AUTHORITY,
    DAY_FIELDS,
    MERGERS,
    PROCEDURE,
    SITE,
    TEXT_FIELDS,
    day_facts,
    parties_fact,
    text_name,
    title_fact,
)
from dealwatch.sources.cma_json import instant, layout_problem, read_json, value_text
from dealwatch.sources.cma_status import OUTCOMES
from dealwatch.sources.printed import clean

SEARCH, CASE = "search", "case"
"""Roles: the list of cases; one case."""

SURVEYED = "surveyed"
_FIELDS = (
    "title,link,description,public_timestamp,updated_at,content_id,latest_change_note,case_type,case_state,market_sector"
    ",outcome_type,opened_date,closed_date,format"
)
_NEWEST, _WHOLE = 100, 1500
"""Results asked for: in every pass; on the further pages of the first one, which reads the whole list (the limit)."""

_DEEPEST = 1000
_RECENT = timedelta(days=365)
"""At the first pass the pages of closed cases are read only if they changed within a year: older ones hardly move."""


class _Answer(msgspec.Struct):
    results: list[msgspec.Raw]
    total: int = 0
    start: int = 0


class _Result(msgspec.Struct):
    """One case in the list. Values of the case data were `[{"value", "label"}]` before 2025 and are plain since."""

    title: str
    link: str
    content_id: str | None = None
    description: str | None = None
    public_timestamp: str | None = None
    updated_at: str | None = None
    format: str | None = None
    case_type: Any = None
    case_state: Any = None
    market_sector: Any = None
    outcome_type: Any = None
    opened_date: Any = None
    closed_date: Any = None

    @property
    def stamps(self) -> str:
        return f"{self.public_timestamp or ''}|{self.updated_at or ''}"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A usable result with its place in the list."""

    result: _Result
    number: str
    place: str
    moved: bool
    watched: bool


def search_request(start: int = 0, *, whole: bool = False) -> Request:
    """A page of the list, newest change first. Search is strict: what it does not know is answered with 422."""
    query = {
        "filter_format": "cma_case",
        "filter_case_type": MERGERS,
        "order": "-public_timestamp",
        "count": _WHOLE if whole else _NEWEST,
        "start": start,
        "fields": _FIELDS,
    }
    purpose = mark("List of merger cases") if whole else mark("Newest changes of merger cases")
    return Request(f"{SITE}/api/search.json?{urlencode(query, safe=',')}", SEARCH, purpose)


def case_request(path: str, number: str = "", *, fresh: bool = False) -> Request:
    """The Content API item of the case page at `path` (`/cma-cases/<slug>`)."""
    return Request(f"{SITE}/api/content{path}", CASE, mark("Case page"), case=number, fresh=fresh)


def is_polled(case: KnownCase) -> bool:
    """Whether the page is asked for in every pass: watched, or still open. Minor edits are seen in no other way."""
    state = case.facts.get("text:case_state")
    return case.watched or (state != "closed" if state else not case.decided)


def read_search(document: Document, known: Known) -> Parsed:
    """Facts of every merger case listed, and the pages to follow.

    A page is to be read if the case is new or its time stamps moved; at the first pass, which reads the whole list,
    only of cases that are open, watched or changed within a year. Cases of other types are left out unless watched.
    SourceProblem for an answer of which no result can be read.
    """
    answer = read_json(document.body, _Answer)
    first = SURVEYED not in known.memory
    warnings: list[str] = []
    listed = list(_listed(answer, known, warnings))
    if answer.results and len(warnings) == len(answer.results):
        raise layout_problem(warnings[0])
    due = [item for item in listed if item.moved and (not first or _worth_reading(item, document.fetched_at))]
    memory = {f"listed:{item.number}": item.result.stamps for item in listed}
    reached = answer.start + len(answer.results)
    if first and reached >= answer.total:
        memory[SURVEYED] = instant_text(document.fetched_at)
    more = answer.results and reached < answer.total
    if more and (first or (all(item.moved for item in listed) and reached < _DEEPEST)):
        next_page = [search_request(reached, whole=first)]  # later than at the first pass only after a long pause
    else:
        next_page = []
    pages = [case_request(urlsplit(item.result.link).path, item.number, fresh=True) for item in due]
    return Parsed(
        cases=tuple(_facts(item, document) for item in listed),
        follow=(*pages, *next_page),
        memory=memory,
        warnings=tuple(warnings),
    )


def _listed(answer: _Answer, known: Known, warnings: list[str]) -> Iterator[_Listed]:
    for position, raw in enumerate(answer.results):
        try:
            result = msgspec.json.decode(raw, type=_Result)
        except msgspec.DecodeError as error:
            warnings.append(f"Result {answer.start + position + 1} could not be read: {error}")
            continue
        path = urlsplit(result.link).path
        number = result.content_id or _number_at(path, known)
        if not number or not path.startswith("/cma-cases/"):
            warnings.append(f"Result {answer.start + position + 1} has no identity: {result.title}")
            continue
        case = known.cases.get(number)
        watched = case is not None and case.watched
        if value_text(result.case_type) != MERGERS and not watched:
            continue
        moved = known.memory.get(f"listed:{number}") != result.stamps
        yield _Listed(result, number, f"/results/{position}", moved, watched)


def _number_at(path: str, known: Known) -> str:
    """The identity of the known case whose page has this path: stored answers of old lack the content_id."""
    return next((case.number for case in known.cases.values() if urlsplit(case.url).path == path), "")


def _worth_reading(item: _Listed, now: datetime) -> bool:
    changed = instant(item.result.public_timestamp)
    recent = changed is None or now - changed < _RECENT
    return item.watched or recent or value_text(item.result.case_state) != "closed"


def _facts(item: _Listed, document: Document) -> CaseFacts:
    result, place = item.result, item.place
    merger = value_text(result.case_type) == MERGERS
    return CaseFacts(
        authority=AUTHORITY,
        number=item.number,
        provider=SEARCH,
        facts=tuple(_case_data(result, place, merger)),
        url=SITE + urlsplit(result.link).path,
        procedure=PROCEDURE if merger else "",
        precedence=0,
        as_of=document.fetched_at,
    )


def _case_data(result: _Result, place: str, merger: bool) -> Iterator[Fact]:
    yield title_fact(result.title, f"{place}/title")
    yield from parties_fact(result.title, f"{place}/title")
    if result.description:
        text = clean(result.description)
        yield Fact("text:description", text, result.description, f"{place}/description", result.description)
    values = {field: value_text(getattr(result, field)) for field in (*TEXT_FIELDS, *DAY_FIELDS)}
    for field in TEXT_FIELDS:
        if values[field]:
            yield Fact(text_name(field), values[field], values[field], f"{place}/{field}", values[field])
    for field in DAY_FIELDS:
        yield from day_facts(field, values[field], f"{place}/{field}")
    if merger:
        yield from _result_facts(values["case_state"], values["outcome_type"], place)


def _result_facts(state: str, outcome_type: str, place: str) -> Iterator[Fact]:
    """Only what the list itself tells: a result, or that the case is closed. Of an open case it tells no stage."""
    outcome = OUTCOMES.get(outcome_type, Outcome.PENDING)
    field, printed = ("outcome_type", outcome_type) if outcome is not Outcome.PENDING else ("case_state", state)
    if outcome is not Outcome.PENDING or state == "closed":
        yield Fact("stage", Stage.DECISION.value, printed, f"{place}/{field}", printed)
        yield Fact("outcome", outcome.value, printed, f"{place}/{field}", printed)
