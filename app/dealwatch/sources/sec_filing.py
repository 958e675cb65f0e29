"""One filing with the SEC as an item of news: identity, title, address, day. Pure.

Must not contain: the answers of EDGAR it is found in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dealwatch.language import mark
from dealwatch.model.facts import FeedItem
from dealwatch.sources.american_days import noon, read_day
from dealwatch.sources.feed_entry import fingerprint
from dealwatch.sources.sec_forms import words

SITE = mark("the SEC's EDGAR")
ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")

_MOST_NAMES = 3
_STATE = re.compile(r"\s*[/\\][A-Z]{2,4}[/\\]?\s*$")
_ENTITY = re.compile(r"\s*\((?:[^()]*\)\s*\()?CIK \d+\)\s*$")


@dataclass(frozen=True, slots=True)
class Filing:
    """`companies` as EDGAR names them; `filed` the printed day (New York); `link` empty where it is to be built."""

    accession: str
    cik: str
    companies: tuple[str, ...]
    form: str
    items: tuple[str, ...]
    filed: str
    locator: str
    documents: tuple[str, ...] = ()
    link: str = ""

    def as_item(self) -> FeedItem:
        """The accession number is the identity: it is the same in every answer of EDGAR."""
        day = read_day(self.filed)
        link = self.link or self._index_page()
        title = f"{_names(self.companies)}: {words(self.form, self.items)}"
        return FeedItem(
            key=self.accession,
            title=title,
            link=link,
            summary=f"Documents: {', '.join(self.documents)}" if self.documents else "",
            published=noon(day) if day is not None else None,
            published_words=self.filed,
            fingerprint=fingerprint(link, title),
            locator=self.locator,
        )

    def _index_page(self) -> str:
        folder = f"{int(self.cik)}/{self.accession.replace('-', '')}" if self.cik.isdecimal() else ""
        base = "https://www.sec.gov/Archives/edgar/data"
        return f"{base}/{folder}/{self.accession}-index.htm" if folder else ""


def company_name(display: str) -> str:
    """`BANK OF AMERICA CORP /DE/  (BAC)  (CIK 0000070858)` → the name alone, without tickers, number and state."""
    return _STATE.sub("", _ENTITY.sub("", display)).strip() or display


def each_once(filings: Sequence[Filing]) -> Iterator[Filing]:
    """One filing per accession number, the first with the documents of all: EDGAR finds a filing once per document."""
    groups: dict[str, list[Filing]] = {}
    for filing in filings:
        groups.setdefault(filing.accession, []).append(filing)
    for group in groups.values():
        first = group[0]
        documents = tuple(dict.fromkeys(document for filing in group for document in filing.documents))
        yield Filing(
            first.accession,
            first.cik,
            tuple(dict.fromkeys(name for filing in group for name in filing.companies)),
            first.form,
            tuple(dict.fromkeys(item for filing in group for item in filing.items)),
            first.filed,
            first.locator,
            documents,
            first.link,
        )


def _names(companies: Sequence[str]) -> str:
    shown = " / ".join(companies[:_MOST_NAMES]) or "Unnamed company"
    more = len(companies) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown
