"""What is asked of the Commission: addresses, the queries of the case search, and which request an address stands for.

Every query is a POST to one address, so each carries its name as a fragment (`#open`). A fragment never leaves the
machine; it keeps the requests apart in the store and tells the reader which question an answer belongs to. Must not
contain: when what is asked (`ec`), reading of answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import msgspec

from dealwatch.language import mark
from dealwatch.model.source import Request

SITE = "https://competition-cases.ec.europa.eu"
DMA_SITE = "https://digital-markets-act-cases.ec.europa.eu"
CONFIG = f"{SITE}/assets/env-json-config.json"
SEARCH = "https://api.tech.ec.europa.eu/search-api/prod/rest/search"
SEARCH_BESIDE = "https://webgate.ec.europa.eu/es/search-api/rest/search"
BULK = "https://compcases-open-data-portal-files-prod.s3.eu-west-1.amazonaws.com/case-data-M.json"
MAX_BULK = 120 * 2**20

PAGE_SIZE = 100
"""Proven; larger pages are said to be cut off silently at 200."""
PER_QUESTION = 40
"""Cases asked for by number at once: with their decisions they nearly always fit on one page."""

OPEN, IN_PHASE, LATEST, CASES = "open", "in-phase", "latest", "cases"
ALL = "all"

_CASE_PAGE = re.compile(r"/cases/([A-Z]+\.\d+(?:\.[A-Z]{2})?)/?\Z")
_JSON = "application/json, text/plain, */*"
_HEADERS = (("Accept", _JSON), ("Origin", SITE), ("Referer", f"{SITE}/"))
"""One of the two hosts of the search refuses requests that do not come from the case site."""

_NEWEST_FIRST = ({"field": "caseLastDecisionDate", "order": "DESC"}, {"field": "metadataReference", "order": "DESC"})
_BY_REFERENCE = ({"field": "metadataReference", "order": "ASC"},)

# Only what is read is asked for: what changes without meaning (time of indexing) would make every answer a new one.
_CASE_FIELDS = (
    "metadataType", "metadataReference", "caseNumber", "caseInstrument", "caseTitle", "caseCompanies", "caseSimplified",
    "caseInvestigationPhase", "caseInitiationDate", "caseNotificationDate", "caseRenotificationDate",
    "caseDeadlineDate", "caseLastDecisionDate", "caseEvents", "caseTimelineEvents", "caseOfficialJournalPublications",
    "casePressReleases", "caseSectors", "caseLinks", "caseCourtCases",
)  # fmt: skip
_DECISION_FIELDS = (
    "decisionNumber", "decisionAdoptionDate", "decisionTypes", "decisionOjPriorPublication",
    "decisionOfficialJournalPublications", "decisionPressReleases", "decisionCelexReference",
)  # fmt: skip


def config_request(optional: bool) -> Request:
    """The site's run-time configuration, which names the public client key of the search. Always read anew."""
    return Request(
        CONFIG,
        "config",
        mark("Client key of the case search"),
        headers=(("Accept", _JSON),),
        optional=optional,
        fresh=True,
    )


def bulk_request(url: str = BULK) -> Request:
    return Request(url, "bulk", mark("Open-data file of all cases"), max_bytes=MAX_BULK)


def lists(key: str, instrument: str = "M", names: Sequence[str] = (OPEN, IN_PHASE, LATEST)) -> list[Request]:
    """The questions of every pass, for mergers three.

    Three, because the search is only proven to join conditions by "and". `open` (no decision yet) misses Phase 2,
    which is opened by a decision; `in-phase` has those, but not what is still before notification; `latest` shows
    what has left both by a decision, newest first, so that it needs no clock of ours. `all` asks for every case of an
    instrument that has few.
    """
    cases: list[object] = [{"term": {"caseInstrument": instrument}}, {"term": {"metadataType": "METADATA_CASE"}}]
    decided = {"exists": {"field": "caseLastDecisionDate"}}
    questions: dict[str, tuple[str, dict[str, object], Sequence[dict[str, str]]]] = {
        OPEN: (mark("Open cases"), {"must": cases, "must_not": [decided]}, _BY_REFERENCE),
        IN_PHASE: (
            mark("Cases in a phase"),
            {"must": [*cases, {"exists": {"field": "caseInvestigationPhase"}}]},
            _BY_REFERENCE,
        ),
        LATEST: (mark("Latest decisions"), {"must": [*cases, decided]}, _NEWEST_FIRST),
        ALL: (mark("All cases"), {"must": cases}, _BY_REFERENCE),
    }
    return [_question(key, name, *questions[name], _CASE_FIELDS) for name in names]


def by_number(key: str, numbers: Iterable[str]) -> list[Request]:
    """The named cases with their decisions, some at a time."""
    wanted = sorted(set(numbers))
    return [_cases(key, wanted[start : start + PER_QUESTION]) for start in range(0, len(wanted), PER_QUESTION)]


def _cases(key: str, numbers: Sequence[str]) -> Request:
    kinds = {"terms": {"metadataType": ["METADATA_CASE", "METADATA_DECISION"]}}
    query = {"must": [{"terms": {"caseNumber": [*numbers]}}, kinds]}
    name = f"{CASES}={','.join(numbers)}"
    purpose = mark("Decisions of {what}").format(what=numbers[0]) if len(numbers) == 1 else mark("Decisions of cases")
    return _question(
        key, name, purpose, query, _BY_REFERENCE, (*_CASE_FIELDS, *_DECISION_FIELDS)
    )  # fmt: skip


def _question(
    key: str,
    name: str,
    purpose: str,
    query: Mapping[str, object],
    sort: Sequence[dict[str, str]],
    fields: Sequence[str],
) -> Request:
    return Request(
        _address(key, name, 1),
        "search",
        purpose,
        method="POST",
        headers=_HEADERS,
        data=(("query", _json({"bool": query})), ("sort", _json(sort)), ("displayFields", _json(fields))),
        fresh=True,
    )


def _address(key: str, name: str, page: int) -> str:
    parts = urlencode({"text": "*", "pageNumber": page, "pageSize": PAGE_SIZE, "apiKey": key}, safe="*")
    return f"{SEARCH}?{parts}#{name}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def next_page(request: Request) -> Request:
    """The same question, one page on."""
    return replace(request, url=_address(key_of(request), question(request), page_of(request) + 1))


def key_of(request: Request) -> str:
    return parse_qs(urlsplit(request.url).query).get("apiKey", [""])[0]


def question(request: Request) -> str:
    """`open`, `in-phase`, `latest`, `cases=…`; empty for an answer saved by a person."""
    return urlsplit(request.url).fragment


def page_of(request: Request) -> int:
    """The page asked for, from 1."""
    number = parse_qs(urlsplit(request.url).query).get("pageNumber", ["1"])[0]
    return int(number) if number.isdecimal() else 1


def numbers_of(request: Request) -> list[str]:
    """The cases a request names, none where it asks for a list."""
    name, _, numbers = question(request).partition("=")
    return numbers.split(",") if name == CASES and numbers else []


def owned(url: str, bulk: str = BULK, site: str = SITE) -> Request | None:
    """The request an address stands for: configuration, search, open data (at `bulk`), a case's page on `site`."""
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}{parts.path}"
    if place == CONFIG:
        return config_request(optional=False)
    if place == bulk:
        return bulk_request(bulk)
    if place in (SEARCH, SEARCH_BESIDE):
        return Request(url, "search", mark("Answer of the case search"), method="POST", headers=_HEADERS, fresh=True)
    if parts.netloc != urlsplit(site).netloc:
        return None
    asked = parse_qs(parts.query).get("caseNumber", [""])[0]
    match = _CASE_PAGE.match(unquote(parts.path)) or _CASE_PAGE.match(f"/cases/{asked}")
    return Request(url, "page", mark("Case page"), case=match[1]) if match else None
