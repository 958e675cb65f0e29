"""Reads the list of the New Zealand case register: every review of a merger since 1991 in one answer. Pure.

A row has no number: the case is known by its page's address. Must not contain: which pages to ask for (`nz`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import TEXT, TITLE, CaseFacts, Fact
from dealwatch.model.source import Document
from dealwatch.model.status import Overlay
from dealwatch.sources import nz_status
from dealwatch.sources.authority_raw import Raw, elements
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
from dealwatch.sources.printed import clean, level

PROVIDER = "list"

_ROW = r"""\bclass\s*=\s*["'][^"']*\bcard--has-link\b"""
_LINK, _STATUS, _TAG = "a.card__link", ".card__status", ".card__tag"
_DETAIL, _LABEL, _VALUE = ".card__info-detail", ".card__info-title", "span:not(.card__info-title)"
_COUNT = re.compile(rb':results-count="(\d+)"')
_UNREADABLE = 0.1
"""With more than this share of unreadable rows the page is built differently."""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One row. `closed_on` is None for an open case; `raw` are the row's own bytes."""

    slug: str
    title: str
    status: str
    outcome: str
    closed_on: date | None
    closed_words: str
    raw: Raw

    @property
    def open(self) -> bool:
        return level(self.status).casefold() == nz_status.OPEN

    @property
    def position(self) -> str:
        """What the row says about how the case stands, as one text to compare by."""
        return f"{level(self.status)}|{level(self.outcome)}|{self.closed_on or ''}"

    def as_facts(self, document: Document, *, named: bool) -> CaseFacts:
        """The row's facts, below everything that the case's own page says. `named`: with the title."""
        reading = nz_status.read(self.status, self.outcome, (), None, document.fetched_at.date())
        return CaseFacts(
            authority=AUTHORITY,
            number=self.slug,
            provider=PROVIDER,
            facts=tuple(self._facts(reading, named)),
            url=page_of(self.slug),
            procedure=PROCEDURE,
            as_of=document.fetched_at,
            record=self.raw.body,
            record_locator=self.raw.place,
            warnings=reading.warnings,
        )

    def _facts(self, reading: nz_status.Reading, named: bool) -> Iterator[Fact]:
        decided = PartialDate.of(self.closed_on) if self.closed_on else None
        for name, value in (("stage", reading.stage), ("outcome", reading.outcome)):
            told_by_outcome = name == "outcome" and self.outcome
            words, place = (self.outcome, _DETAIL) if told_by_outcome else (self.status, _STATUS)
            if value is not None:
                yield Fact(name, value.value, words, place, words, decided)
        if reading.in_court:
            yield Fact("overlay", Overlay.COURT_LITIGATION.value, self.outcome, _DETAIL, self.outcome)
        if named:
            yield Fact(TITLE, self.title, self.title, _LINK, self.title)
        yield Fact(f"{TEXT}:status", level(self.status), self.status, _STATUS, self.status)
        if self.outcome:
            yield Fact(f"{TEXT}:outcome", level(self.outcome), self.outcome, _DETAIL, self.outcome)
        if self.closed_on is not None:
            yield Fact("date:decision", self.closed_on.isoformat(), self.closed_words, _DETAIL, self.closed_words)


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list, each case once. `whole`: it shows as many cases as it says there are."""

    cases: tuple[ListedCase, ...]
    whole: bool
    warnings: tuple[str, ...]


def read_list(document: Document) -> Listing:
    """The rows, None of them for a list without any. `SourceProblem` for a page that is no list or contradicts itself.

    A later layout shows every case twice; two rows of one case that differ in what counts cannot be believed.
    """
    rows = list(elements(document.body, "div", _ROW))
    if not rows and _COUNT.search(document.body) is None:
        raise changed("no list on the page")
    cases: dict[str, ListedCase] = {}
    warnings: list[str] = []
    others = 0
    for place, row in enumerate(rows, start=1):
        case = _case(row, document.url)
        if isinstance(case, str):
            warnings.append(f"row {place}: {case}")
        elif case is None:
            others += 1
        elif (twin := cases.setdefault(case.slug, case)).position != case.position:
            raise changed(f"{case.slug} stands twice and differently: {twin.position}, {case.position}")
    if len(warnings) > len(rows) * _UNREADABLE:
        raise changed(warnings[0])
    count = _COUNT.search(document.body)
    whole = count is not None and int(count[1]) == len(cases) and not others
    return Listing(tuple(cases.values()), whole, tuple(warnings))


def _case(raw: Raw, base: str) -> ListedCase | str | None:
    """The case of a row; why it cannot be read; None for one that is no review of a merger."""
    row = raw.tree()
    links, tag = row.css(_LINK), row.css_first(_TAG)
    if len(links) != 1:
        return f"{len(links)} links"
    slug, title = slug_of(urljoin(base, links[0].attributes.get("href") or "")), clean(links[0].text())
    if tag is not None and level(tag.text()).casefold() != MERGERS:
        return None
    shown = row.css(_STATUS)
    status = clean(shown[0].text()) if len(shown) == 1 else ""
    if not slug or not title or not status:
        return f"no identity, title or status: {title or slug}"
    details = {label: value for label, value in map(_detail, row.css(_DETAIL)) if value}
    printed = details.get("date closed", "")
    closed_on = printed_day(printed)
    known = level(status).casefold() in (nz_status.OPEN, nz_status.CLOSED)
    if not known and not _genuine(shown[0], status):
        return f"status is {status!r}"
    if printed and closed_on is None:
        return f"closed on {printed!r}"
    outcome = same_outcome(details.get("outcome", ""))
    return ListedCase(slug, title, status, outcome, closed_on, printed, raw)


def _detail(node: LexborNode) -> tuple[str, str]:
    labels = node.css(_LABEL)
    label = level(labels[0].text()).casefold().rstrip(":") if labels else ""
    return label, clean(" ".join(value.text() for value in node.css(_VALUE)))


def _genuine(node: LexborNode, words: str) -> bool:
    """Whether unknown words are a new value and not a misread row: the page repeats a status in its class."""
    slug = re.sub(r"[^a-z0-9]+", "-", level(words).casefold()).strip("-")
    return f"card__status--{slug}" in (node.attributes.get("class") or "").split()
