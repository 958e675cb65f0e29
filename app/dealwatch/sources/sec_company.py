"""A company's filings at EDGAR (submissions, Atom) and the list of names that tells its number (CIK). Pure.

Must not contain: the full-text search (`sec_search`), which companies are looked for (`sec`).
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from dealwatch.language import mark
from dealwatch.model.source import Document, Request, SourceProblem, SourceState
from dealwatch.reading.fold import fold
from dealwatch.sources.landmarks import is_html, layout_changed
from dealwatch.sources.official_feed import read_elements
from dealwatch.sources.official_json import read_json, text
from dealwatch.sources.printed import clean
from dealwatch.sources.sec_filing import ACCESSION, SITE, Filing, company_name
from dealwatch.sources.sec_forms import about_a_deal
from dealwatch.sources.troubles import Hint, Trouble

SUBMISSIONS = "https://data.sec.gov/submissions/CIK{cik}.json"
TICKERS = "https://www.sec.gov/files/company_tickers.json"

_WORD = re.compile(r"[^\W_]+")
_LEGAL_FORMS = frozenset(
    ("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "lp", "nv", "sa")
)
_ITEM = re.compile(r"\d\.\d{2}")


class _Recent(msgspec.Struct, rename="camel"):
    """Columns of equal length; row n of each belongs to filing n, newest first."""

    accession_number: list[str]
    filing_date: list[str]
    form: list[str]
    items: list[str] = []
    primary_document: list[str] = []


class _Filings(msgspec.Struct):
    recent: _Recent


class _Submissions(msgspec.Struct):
    cik: Any
    name: str
    filings: _Filings


class _Ticker(msgspec.Struct):
    cik_str: int
    title: str


def submissions_request(cik: str) -> Request:
    """`cik` with its ten digits."""
    return Request(SUBMISSIONS.format(cik=cik), f"filings {cik}", mark("Filings of a company"))


def read_submissions(document: Document) -> tuple[tuple[Filing, ...], tuple[str, ...]]:
    """The newest filings that may be about a deal (of about a thousand that are listed), and what could not be read."""
    answer = read_json(document.body, _Submissions, SITE)
    recent = answer.filings.recent
    size = len(recent.accession_number)
    optional = [column for column in (recent.items, recent.primary_document) if column]
    if any(len(column) != size for column in (recent.filing_date, recent.form, *optional)):
        raise layout_changed(SITE, "columns of different length")
    items = recent.items or [""] * size
    documents = recent.primary_document or [""] * size
    filings, warnings = [], []
    rows = zip(recent.accession_number, recent.filing_date, recent.form, items, documents, strict=True)
    for place, (accession, filed, form, codes, name) in enumerate(rows):
        if ACCESSION.fullmatch(accession) is None:
            warnings.append(f"filing {place + 1} has no accession number")
        elif about_a_deal(form, _codes(codes)):
            where = f"/filings/recent/accessionNumber/{place}"
            names = (name,) if name else ()
            company = company_name(clean(answer.name))
            filings.append(Filing(accession, text(answer.cik), (company,), form, _codes(codes), filed, where, names))
    if size and len(warnings) == size:
        raise layout_changed(SITE, warnings[0])
    return tuple(filings), tuple(warnings)


def read_atom(document: Document) -> tuple[tuple[Filing, ...], tuple[str, ...]]:
    """The filings of a company's Atom feed, of whatever form it was asked for, and what could not be read.

    SourceProblem for an unknown company, which EDGAR answers with a web page and status 200.
    """
    if is_html(document.body):
        raise SourceProblem(
            SourceState.MOVED,
            Trouble.NO_COMPANY,
            Hint.LOOK_COMPANY_UP,
            detail="a web page in place of the feed",
        )
    names = [
        company_name(_child(element, "conformed-name")) for element in read_elements(document, SITE, "company-info")
    ]
    filings, warnings = [], []
    entries = read_elements(document, SITE, "entry")
    for place, entry in enumerate(entries, start=1):
        accession = _child(entry, "accession-number") or _child(entry, "accession-nunber")
        if ACCESSION.fullmatch(accession) is None:
            warnings.append(f"entry {place} has no accession number")
            continue
        filings.append(
            Filing(
                accession=accession,
                cik="",
                companies=tuple(filter(None, names)),
                form=_child(entry, "filing-type"),
                items=_codes(_child(entry, "items-desc")),
                filed=_child(entry, "filing-date"),
                locator=f"(//*[local-name()='entry'])[{place}]",
                link=_child(entry, "filing-href"),
            )
        )
    if not filings and (entries or not names):
        raise layout_changed(SITE, warnings[0] if warnings else "neither company nor filings")
    return tuple(filings), tuple(warnings)


def read_tickers(document: Document, companies: tuple[str, ...]) -> dict[str, str]:
    """The number (ten digits) of each company that files under exactly this name; empty for one that does not.

    Legal forms do not count, everything else does: "Meta" is not "Meta Platforms". A name that two companies bear is
    nobody's.
    """
    listed = read_json(document.body, dict[str, _Ticker], SITE)
    if not listed:
        raise layout_changed(SITE, "a list of companies without companies")
    wanted = {name_words(company): set[int]() for company in companies}
    for ticker in listed.values():
        found = wanted.get(name_words(ticker.title))
        if found is not None:
            found.add(ticker.cik_str)
    return {
        company: f"{next(iter(numbers)):010d}" if len(numbers := wanted[name_words(company)]) == 1 else ""
        for company in companies
    }


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without its legal form and EDGAR's mark of a state (`/DE/`)."""
    found = tuple(fold(word) for word in _WORD.findall(company_name(clean(name))))
    while len(found) > 1 and found[-1] in _LEGAL_FORMS:
        found = found[:-1]
    return found


def _codes(printed: str) -> tuple[str, ...]:
    """Item codes as printed: `2.02,9.01` or `items 2.02 and 9.01`."""
    return tuple(_ITEM.findall(printed))


def _child(element: Element, name: str) -> str:
    """The words of the first element of that local name inside, empty where there is none."""
    found = next((child for child in element.iter() if child.tag.rpartition("}")[2] == name), None)
    return clean(found.text or "") if found is not None else ""
