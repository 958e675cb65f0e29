"""The case registry of the COMESA Competition Commission: one table with every case.

Nobody has read it for us yet. Its columns have no headings that are known, so a row must prove itself: a link to a
case, a reference, a day written as eight digits. Must not contain: other registers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.model.status import Outcome, Stage
from dealwatch.sources.authority_raw import Raw, elements, table_rows
from dealwatch.sources.authority_table import SEEN, judge
from dealwatch.sources.landmarks import layout_changed, refuse_notices
from dealwatch.sources.official_urls import address
from dealwatch.sources.printed import clean, level

LIST = "list"
URL = "https://comesacompetition.org/mergers-and-acquisitions/case-registry/"
AUTHORITY, PROVIDER, SITE = "COMESA", "list", mark("the COMESA case registry")

_HOSTS = frozenset({"comesacompetition.org", "www.comesacompetition.org"})
_TABLE = r"""\bclass\s*=\s*["'][^"']*\bposts-data-table\b"""
_COLUMNS = ("sector", "reference", "parties", "outcome", "notice", "link", "status")
_NEEDED = 6
_TEXTS = {
    "title": "parties",
    "text:number": "reference",
    "text:sector": "sector",
    "text:status": "status",
    "text:outcome": "outcome",
    "party:parties": "parties",
}
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_OUTCOMES = (
    (Outcome.CLEARED_CONDITIONS, re.compile(r"condition|undertaking")),
    (Outcome.PROHIBITED, re.compile(r"prohibit|reject|not approved|declin|block")),
    (Outcome.WITHDRAWN, re.compile(r"withdraw|abandon")),
    (Outcome.NO_JURISDICTION, re.compile(r"not notifiable|no jurisdiction|non-notifiable")),
    (Outcome.CLEARED, re.compile(r"\bapprov|\bclear|unconditional|\bauthori[sz]")),
)
_OPEN = re.compile(r"\bopen\b|ongoing|pending|under (?:review|assessment|investigation)|\bactive\b|in progress")
_UNCONDITIONAL = re.compile(r"(?:un|non-?|without )condition")

INFO = SourceInfo(
    key="comesa",
    authority=AUTHORITY,
    title=mark("COMESA Competition Commission: case registry"),
    zone="Africa/Blantyre",
    interval=timedelta(hours=12),
    homepage=URL,
    terms=mark("No licence stated. Facts, short quotations and links only."),
    tells=mark("Merger cases with reference, parties, sector, notice day, status and outcome."),
    untold=mark("No step or deadline is told."),
    active_hours=(7, 19),
    confirmed=False,
    pace=timedelta(seconds=5),
)


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of a row and where in it they stand."""

    words: str
    locator: str


_NOTHING = _Said("", "")


class Comesa:
    """`model.source.Source` for the registry."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [Request(URL, LIST, mark("Case registry"))]

    def parse(self, document: Document, known: Known) -> Parsed:
        refuse_notices(document.body, SITE)
        table = next(elements(document.body, "table", _TABLE), None)
        if table is None:
            raise layout_changed(SITE, "no table of cases on the page")
        cases: dict[str, CaseFacts] = {}
        odd: list[str] = []
        rows = [(raw, raw.tree().css_first("tr")) for raw in table_rows(table)]
        bodies = [(raw, row) for raw, row in rows if row is not None and not row.css("th")]
        for place, (raw, row) in enumerate(bodies, start=1):
            read = _case(row, raw, document)
            if isinstance(read, str):
                odd.append(f"row {place}: {read}")
            else:
                cases.setdefault(read.number, read)
        judge(len(cases), odd, known, SITE)
        return Parsed(
            cases=tuple(cases.values()),
            memory={SEEN: instant_text(document.fetched_at)},
            warnings=(*odd, *(warning for case in cases.values() for warning in case.warnings)),
        )

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        ours = parts.hostname in _HOSTS and parts.path.rstrip("/").endswith("/case-registry")
        return Request(url, LIST, mark("Case registry")) if ours else None


def _case(row: LexborNode, raw: Raw, document: Document) -> CaseFacts | str:
    """The case of a row, or why it cannot be read."""
    cells = row.css("td")
    if len(cells) < _NEEDED:
        return f"{len(cells)} cells"
    words = {name: _Said(_words(cell), _place(name)) for name, cell in zip(_COLUMNS, cells, strict=False)}
    for name, told in _classes(row).items():
        if not words.get(name, _NOTHING).words:
            words[name] = _Said(told, "tr")
    link = cells[_COLUMNS.index("link")].css_first("a[href]")
    url = urljoin(URL, (link.attributes.get("href") or "").strip()) if link is not None else ""
    slug = address(url).path.rstrip("/").rpartition("/")[2]
    if address(url).hostname not in _HOSTS or not slug or not words["parties"].words:
        return f"link {url!r}, parties {words['parties'].words!r}"
    printed = cells[_COLUMNS.index("notice")].attributes.get("data-filter") or ""
    notice = _day(printed)
    if notice is None:
        return f"day {printed!r}"
    facts, warnings = _facts(words, notice)
    return CaseFacts(
        authority=AUTHORITY,
        number=slug,
        provider=PROVIDER,
        facts=tuple(facts),
        url=url,
        as_of=document.fetched_at,
        record=raw.body,
        record_locator=raw.place,
        warnings=warnings,
    )


def _words(cell: LexborNode) -> str:
    return clean(cell.text(separator=" "))


def _day(stamp: str) -> date | None:
    """`20260922`, with or without a time behind it."""
    match = _STAMP.fullmatch(stamp.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _classes(row: LexborNode) -> dict[str, str]:
    """What the row's classes say where a cell is empty: `case-status-closed`, `case-outcome-approved`."""
    found = {}
    for name in (row.attributes.get("class") or "").split():
        for kind in ("status", "outcome"):
            if name.startswith(f"case-{kind}-"):
                found[kind] = name.removeprefix(f"case-{kind}-").replace("-", " ")
    return found


def _facts(words: dict[str, _Said], notice: date) -> tuple[list[Fact], tuple[str, ...]]:
    outcome = words["outcome"]
    result = _result(outcome.words)
    facts = [*_axes(words.get("status", _NOTHING), outcome, result, notice)]
    for name, column in _TEXTS.items():
        said = words.get(column, _NOTHING)
        if said.words:
            facts.append(Fact(name, level(said.words), said.words, said.locator, said.words))
    printed = f"{notice:%Y%m%d}"
    facts.append(Fact("date:notice", notice.isoformat(), printed, _place("notice"), printed))
    mapped = not outcome.words or result is not Outcome.PENDING or _is_open(outcome.words)
    return facts, () if mapped else (f"outcome not mapped: {outcome.words}",)


def _axes(status: _Said, outcome: _Said, result: Outcome, notice: date) -> Iterator[Fact]:
    """Without a result a case is under way if the registry says so; of other words no axis is stated."""
    if result is not Outcome.PENDING:
        yield Fact("stage", Stage.DECISION.value, outcome.words, outcome.locator, outcome.words)
        yield Fact("outcome", result.value, outcome.words, outcome.locator, outcome.words)
        return
    told = next((said for said in (outcome, status) if _is_open(said.words)), None)
    if told is not None:
        yield Fact("stage", Stage.NOTIFIED.value, told.words, told.locator, told.words, PartialDate.of(notice))
        yield Fact("outcome", Outcome.PENDING.value, told.words, told.locator, told.words)


def _is_open(words: str) -> bool:
    return _OPEN.search(level(words).casefold()) is not None


def _result(words: str) -> Outcome:
    known = level(words).casefold()
    if _UNCONDITIONAL.search(known):
        return Outcome.CLEARED
    return next((outcome for outcome, pattern in _OUTCOMES if pattern.search(known)), Outcome.PENDING)


def _place(column: str) -> str:
    return f"td:nth-of-type({_COLUMNS.index(column) + 1})"
