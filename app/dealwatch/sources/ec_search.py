"""Answers of the Commission's case search: rows of cases and decisions put together into cases.

A list shows cases without their decisions. A case in which nothing was decided is complete that way; one with a
decision that is new to us, or whose effect we do not know yet, is asked for again by number, together with its
decisions, and read from that answer. So no status is ever read from half a case. Must not contain: what a row says
(`ec_case` and on), the questions (`ec_requests`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from dealwatch.language import mark
from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import Document, Known, Parsed, Request, SourceProblem, SourceState
from dealwatch.sources.ec_case import EcCase, read_case
from dealwatch.sources.ec_codes import Codes
from dealwatch.sources.ec_facts import MERGERS, Law, case_facts
from dealwatch.sources.ec_requests import (
    IN_PHASE,
    LATEST,
    OPEN,
    PAGE_SIZE,
    by_number,
    key_of,
    next_page,
    numbers_of,
    page_of,
    question,
)
from dealwatch.sources.ec_values import Metadata, first, horizon
from dealwatch.sources.landmarks import is_html, layout_changed, refuse_notices
from dealwatch.sources.troubles import Hint, Trouble, told

PROVIDER = "search"
SITE = mark("the Commission's case search")
LATEST_DAY = "latest_decision"
"""Note to ourselves: the day of the newest decision seen. Later passes read on until well before it."""

_OVERLAP = timedelta(days=45)
"""How long after its day a decision may turn up in the search without being overlooked."""
_MOST_PAGES = 20
_FEW_PAGES = 2
_MOST_OPEN = 2000
"""Some hundred cases are open at any time; many more mean that the search has not heard our conditions."""
_COMPARED = (
    "title", "deadline:decision", "date:notified", "date:renotified", "date:decision", "text:status", "text:procedure",
)  # fmt: skip


@dataclass(slots=True)
class _Rows:
    """The rows of one case: its own (None where the answer does not have it) and those of its decisions."""

    case: tuple[Metadata, str] | None = None
    decisions: list[tuple[Metadata, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answer:
    total: int
    page_size: int
    count: int
    rows: Mapping[str, _Rows]
    warnings: tuple[str, ...]


def read_search(document: Document, known: Known, codes: Codes, law: Law = MERGERS) -> Parsed:
    """Facts of the cases that the answer shows whole, and what must be asked next.

    Raises `SourceProblem` for a web page, an answer cut short or of another layout, and for counts that do not agree.
    """
    answer = _answer(document.body)
    request = document.request
    if numbers_of(request) or not question(request):
        parsed = _read_cases(answer, request, document.fetched_at, codes, law)
    else:
        _check_count(answer, request)
        parsed = _read_list(answer, request, document.fetched_at, known, codes, law)
    memory = {"search_at": document.fetched_at.isoformat(), **parsed.memory}
    return Parsed(parsed.cases, follow=parsed.follow, memory=memory, warnings=(*answer.warnings, *parsed.warnings))


def _answer(body: bytes) -> _Answer:
    refuse_notices(body, SITE)
    if is_html(body):
        raise layout_changed(SITE, "a web page where data was expected")
    try:
        content = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _cut_short(str(error)) if "truncated" in str(error) else layout_changed(SITE, str(error)) from error
    results = content.get("results") if isinstance(content, dict) else None
    total = content.get("totalResults") if isinstance(content, dict) else None
    if not isinstance(results, list) or not isinstance(total, int):
        message = content.get("message") if isinstance(content, dict) else None
        raise layout_changed(SITE, f"no results; {message}" if message else "no list of results with a total")
    size, remarks = content.get("pageSize"), content.get("warnings")
    return _Answer(
        total=total,
        page_size=size if isinstance(size, int) and size > 0 else PAGE_SIZE,
        count=len(results),
        rows=_grouped(results),
        warnings=tuple(str(remark) for remark in remarks) if isinstance(remarks, list) else (),
    )


def _grouped(results: list[Any]) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {}
    strange = 0
    for place, entry in enumerate(results):
        metadata = entry.get("metadata") if isinstance(entry, dict) else None
        number = first(metadata, "caseNumber") if isinstance(metadata, dict) else ""
        if not isinstance(metadata, dict) or not number:
            strange += 1
            continue
        rows, pointer = found.setdefault(number, _Rows()), f"/results/{place}/metadata"
        match first(metadata, "metadataType"):
            case "METADATA_CASE":
                rows.case = metadata, pointer
            case "METADATA_DECISION":
                rows.decisions.append((metadata, pointer))
    if strange * 2 > len(results):
        raise layout_changed(SITE, f"{strange} of {len(results)} results have no case number")
    return found


def _check_count(answer: _Answer, request: Request) -> None:
    """A page must be full unless it is the last: the search is known to cut pages silently."""
    page, name = page_of(request), question(request)
    if name in (OPEN, IN_PHASE) and answer.total > _MOST_OPEN:
        raise layout_changed(SITE, f"{answer.total} cases answer to the question {name!r}")
    if name == OPEN and not answer.total:
        raise layout_changed(SITE, "not one open case")
    expected = min(answer.page_size, max(0, answer.total - (page - 1) * answer.page_size))
    if answer.count < expected:
        raise _cut_short(f"{answer.count} results on page {page}, {expected} of {answer.total} were due")


def _cut_short(detail: str) -> SourceProblem:
    return SourceProblem(
        SourceState.SERVER_ERROR,
        told(Trouble.PART_ONLY, site=SITE),
        Hint.ASKS_AGAIN,
        detail=detail,
    )


def _read_list(answer: _Answer, request: Request, at: datetime, known: Known, codes: Codes, law: Law) -> Parsed:
    cases, unfinished = [], []
    newest, oldest = date.min, date.max
    for number, rows in answer.rows.items():
        if rows.case is None:
            continue
        case = _case(rows, codes, at)
        if case.last_decision is None:
            cases.append(case_facts(case, codes, PROVIDER, at, law=law))
            continue
        newest, oldest = max(newest, case.last_decision.day), min(oldest, case.last_decision.day)
        if _needs_decisions(case_facts(case, codes, PROVIDER, at, law=law), number, known):
            unfinished.append(number)
    follow = by_number(key_of(request), unfinished)
    memory: dict[str, Any] = {}
    if question(request) == LATEST:
        mark = known.memory.get(LATEST_DAY)
        seen = date.fromisoformat(mark) if isinstance(mark, str) else None
        if page_of(request) == 1 and newest > date.min:
            memory[LATEST_DAY] = newest.isoformat()
        more = oldest < date.max and oldest > min(seen or newest, newest) - _OVERLAP
        if more and page_of(request) < (_MOST_PAGES if seen else _FEW_PAGES) and _has_more(answer, request):
            follow.append(next_page(request))
    elif _has_more(answer, request):
        follow.append(next_page(request))
    return Parsed(cases, follow=tuple(follow), memory=memory)


def _has_more(answer: _Answer, request: Request) -> bool:
    return page_of(request) * answer.page_size < answer.total


def _needs_decisions(shown: CaseFacts, number: str, known: Known) -> bool:
    """Whether the case, with a decision that the list does not describe, says anything we do not know."""
    case = known.cases.get(number)
    if case is None or not case.decided:
        return True
    stated = {fact.name: fact.value for fact in shown.facts}
    return any(stated.get(name) != case.facts.get(name) for name in _COMPARED)


def _read_cases(answer: _Answer, request: Request, at: datetime, codes: Codes, law: Law) -> Parsed:
    """Cases with their decisions. What did not fit on the page is asked for again, so that no case is cut in two."""
    wanted = numbers_of(request)
    numbers = list(answer.rows)
    missing: list[str] = []
    if wanted and answer.count < answer.total and len(wanted) > 1:
        # Rows come in order of their reference: only the last case can be incomplete.
        numbers, missing = numbers[:-1], sorted(set(wanted) - set(numbers[:-1]))
        if not numbers:
            half = len(wanted) // 2
            return Parsed(
                follow=(*by_number(key_of(request), wanted[:half]), *by_number(key_of(request), wanted[half:]))
            )
    unknown = sorted(set(wanted) - set(answer.rows) - set(missing))
    return Parsed(
        [*_complete(answer, numbers, codes, at, law)],
        follow=tuple(by_number(key_of(request), missing)) if missing else (),
        warnings=tuple(f"{number}: the case search knows no such case." for number in unknown),
    )


def _complete(answer: _Answer, numbers: list[str], codes: Codes, at: datetime, law: Law) -> Iterator[CaseFacts]:
    for number in numbers:
        if answer.rows[number].case is not None:
            yield case_facts(_case(answer.rows[number], codes, at), codes, PROVIDER, at, law=law)


def _case(rows: _Rows, codes: Codes, at: datetime) -> EcCase:
    assert rows.case is not None
    metadata, pointer = rows.case
    decisions = [(decision, None, place) for decision, place in rows.decisions]
    return read_case(metadata, decisions, codes, horizon(at), pointer)
