"""EDGAR's full-text search: what to ask, and an answer read. Pure.

The backend is undocumented (an Elasticsearch answer): 100 hits a page, at most 10,000 in all, one hit per document of a
filing. Must not contain: which companies are looked for (`sec`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec

from dealwatch.language import mark
from dealwatch.model.source import Document, Request
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.official_json import read_json, text, texts
from dealwatch.sources.official_urls import address
from dealwatch.sources.sec_filing import ACCESSION, SITE, Filing, company_name, each_once
from dealwatch.sources.sec_forms import SEARCHED_FORMS

URL = "https://efts.sec.gov/LATEST/search-index"

_PAGE = 100
_FURTHEST = 1000


class _Total(msgspec.Struct):
    value: int = 0
    relation: str = "eq"


class _Hits(msgspec.Struct):
    hits: list[Any]
    total: _Total


class _Answer(msgspec.Struct):
    hits: _Hits
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The filings of one answer; `more` is the next page, None where there is none or nobody wants to read so far."""

    filings: tuple[Filing, ...]
    more: Request | None
    warnings: tuple[str, ...]


def search_request(phrase: str, role: str, first: date, last: date, forms: Sequence[str] = SEARCHED_FORMS) -> Request:
    """Filings of the given forms that contain a phrase, filed from `first` to `last` (days in New York)."""
    query = {
        "q": f'"{phrase.replace(chr(34), " ")}"',
        "forms": ",".join(forms),
        "dateRange": "custom",
        "startdt": first.isoformat(),
        "enddt": last.isoformat(),
        "from": 0,
    }
    return Request(f"{URL}?{urlencode(query)}", role, mark("Filings that contain “{what}”").format(what=phrase))


def read_search(document: Document, *, onward: bool = True) -> Found:
    """The filings of one page of hits; `onward` says whether the next page is to be asked for.

    SourceProblem for an answer of another shape and for one of which no hit can be read."""
    answer = read_json(document.body, _Answer, SITE)
    filings: list[Filing] = []
    warnings: list[str] = []
    for place, hit in enumerate(answer.hits.hits):
        filing = _filing(hit, f"/hits/hits/{place}")
        if filing is None:
            warnings.append(f"hit {place + 1} has no accession number")
        else:
            filings.append(filing)
    if answer.hits.hits and not filings:
        raise layout_changed(SITE, warnings[0])
    if answer.timed_out:
        warnings.append("EDGAR's search ran out of time: the answer may be incomplete.")
    more = _more(document, answer.hits) if onward else None
    total = answer.hits.total
    if more is None and total.value > _start(document) + len(answer.hits.hits):
        known = f"{total.value} or more" if total.relation == "gte" else str(total.value)
        warnings.append(f"EDGAR's search found {known} documents; the first ones were read.")
    return Found(tuple(each_once(filings)), more, tuple(warnings))


def _filing(hit: Any, place: str) -> Filing | None:
    source = hit.get("_source") if isinstance(hit, dict) else None
    if not isinstance(source, dict):
        return None
    identity, _, name = text(hit.get("_id")).partition(":")
    accession = text(source.get("adsh")) or identity
    if ACCESSION.fullmatch(accession) is None:
        return None
    kind = text(source.get("file_type")) or text(source.get("file_description"))
    return Filing(
        accession=accession,
        cik=next(iter(texts(source.get("ciks"))), ""),
        companies=tuple(map(company_name, texts(source.get("display_names")))),
        form=text(source.get("form")) or next(iter(texts(source.get("root_forms"))), ""),
        items=texts(source.get("items")),
        filed=text(source.get("file_date")),
        locator=place,
        documents=(f"{kind} ({name})" if name else kind,) if kind else (),
    )


def _start(document: Document) -> int:
    value = parse_qs(address(document.request.url).query).get("from", ["0"])[0]
    return int(value) if value.isdecimal() else 0


def _more(document: Document, hits: _Hits) -> Request | None:
    request, start = document.request, _start(document) + _PAGE
    if len(hits.hits) < _PAGE or start >= hits.total.value or start >= _FURTHEST:
        return None
    parts = address(request.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | {"from": str(start)}
    return Request(f"{URL}?{urlencode(query)}", request.role, request.purpose)
