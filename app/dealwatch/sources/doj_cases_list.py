"""Reads the Antitrust Division's list of case filings into facts. Pure.

A case's identity is the path of its page. What a document is comes from its own name (`doj_documents`), the label is
kept as printed. Must not contain: which pages to ask for (`doj_cases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, DOCUMENT, PARTY, STATUS, TEXT, TITLE, CaseFacts, Fact
from dealwatch.model.source import Document, SourceProblem
from dealwatch.sources.american_days import read_day
from dealwatch.sources.doj_documents import Kind, is_numbered, kind, readable
from dealwatch.sources.doj_status import axes, is_merger, known_type
from dealwatch.sources.landmarks import layout_changed
from dealwatch.sources.printed import clean

AUTHORITY = "DOJ"
PROCEDURE = "US_HSR"
PROVIDER = "list"
SITE = mark("the Antitrust Division's list of cases")
HOST = "https://www.justice.gov"
CASE_PATH = re.compile(r"/atr/case/[^/]+")
DOCUMENT_PATH = re.compile(r"/atr/case-document/(?P<slug>[^/]+)")

_ROW = ".views-row"
_TITLE = "h2.case-title a[href]"
_PAPERS = ".node-documents a[href]"
_FIELDS = {
    "opened": (".node-date", ".field_date"),
    "case_type": (".node-case-type", ".field_case_type"),
    "court": (".node-federal-court", ".field_federal_court"),
}
_INDUSTRY = ".node-industry"
_LABEL = re.compile(r"^[A-Z][A-Za-z ]*: *")
_VERSUS = re.compile(r" vs?\.? +(.+)$", re.IGNORECASE)
_OTHERS = re.compile(r",? +et +al\.?,?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a case. `label` is a category.

    `name` is the slug in words or the title of its page, and tells its kind; `told` is False where neither is known
    and the category stands in for it.
    """

    slug: str
    name: str
    label: str
    url: str
    locator: str
    told: bool = True


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One row of the list."""

    facts: CaseFacts
    papers: tuple[Paper, ...]


def title_key(slug: str) -> str:
    """Under what a source remembers the title of a document whose address is a bare number."""
    return f"title {slug}"


def read_list(document: Document, memory: Mapping[str, str]) -> tuple[tuple[ListedCase, ...], tuple[str, ...]]:
    """The rows in the list's order and what could not be read. `memory` has the titles of documents read before.

    SourceProblem for a page that is not the list, and where not one row, or no row with documents, can be read.
    """
    tree = LexborHTMLParser(document.body.decode("utf-8", "replace"))
    rows = [row for row in tree.css(_ROW) if row.css_first("article.node-case") is not None]
    if not rows:
        raise layout_changed(SITE, "no cases on the page")
    cases: dict[str, ListedCase] = {}
    warnings: list[str] = []
    for place, row in enumerate(tree.css(_ROW), start=1):
        try:
            case = _case(row, f"{_ROW}:nth-of-type({place})", document, memory)
        except SourceProblem as problem:
            warnings.append(f"row {place}: {problem.detail}")
        else:
            cases.setdefault(case.facts.number, case)
    if not cases:
        raise layout_changed(SITE, warnings[0])
    if not any(case.papers for case in cases.values()):
        raise layout_changed(SITE, "no case has documents")
    return tuple(cases.values()), tuple(warnings)


def _case(row: LexborNode, where: str, document: Document, memory: Mapping[str, str]) -> ListedCase:
    links = row.css(_TITLE)
    title = clean(links[0].text()) if len(links) == 1 else ""
    path = urlsplit(urljoin(document.url, links[0].attributes["href"] or "")).path.rstrip("/") if links else ""
    if not title or CASE_PATH.fullmatch(path) is None:
        raise layout_changed(SITE, "a row without a single title that leads to a case")
    values = {name: _value(row, wrapper, field) for name, (wrapper, field) in _FIELDS.items()}
    warnings = [] if known_type(values["case_type"]) else [f"{path}: case type not mapped: {values['case_type']}"]
    papers = tuple(_papers(row, where, document.url, memory))
    day, day_facts = _opened(row, where, values["opened"])
    complete = {STATUS, DATE, DOCUMENT, PARTY, TITLE, TEXT}
    if values["opened"] and day is None:
        complete.discard(DATE)
        warnings.append(f"{path}: the day cannot be read: {values['opened']}")
    facts = (
        *status_facts(values["case_type"], papers),
        Fact(TITLE, title, title, f"{where} {_TITLE}", title),
        *_defendant(title, f"{where} {_TITLE}"),
        *day_facts,
        *_texts(row, where, values),
        *(paper_fact(paper) for paper in papers),
    )
    return ListedCase(
        CaseFacts(
            authority=AUTHORITY,
            number=path,
            provider=PROVIDER,
            facts=facts,
            url=HOST + path,
            procedure=PROCEDURE if is_merger(values["case_type"]) else "",
            complete=frozenset(complete),
            as_of=document.fetched_at,
            warnings=tuple(warnings),
        ),
        papers,
    )


def status_facts(case_type: str, papers: Sequence[Paper]) -> Iterator[Fact]:
    """The axes, each proved by the document it rests on: by the slug that names it, which stands in its address.

    The visible label is no proof: "Final Judgments + Proposed Final Judgments" says both.
    """
    for axis in axes(case_type, [kind(paper.name) if paper.told else Kind.OTHER for paper in papers]):
        paper = papers[axis.proof]
        quote = paper.label if is_numbered(paper.slug) else paper.slug
        yield Fact(axis.name, axis.value, paper.name, paper.locator, quote, link=paper.url)


def paper_fact(paper: Paper) -> Fact:
    return Fact(f"{DOCUMENT}:{paper.slug}", paper.name, paper.label, paper.locator, paper.label, link=paper.url)


def _papers(row: LexborNode, where: str, base: str, memory: Mapping[str, str]) -> Iterator[Paper]:
    seen: set[str] = set()
    for link in row.css(_PAPERS):
        href = link.attributes["href"] or ""
        url = urljoin(base, href)
        path = urlsplit(url).path.rstrip("/")
        match = DOCUMENT_PATH.fullmatch(path)
        slug = match["slug"] if match is not None else path.strip("/").replace("/", "-")
        label = clean(link.text())
        if slug and label and slug not in seen:
            seen.add(slug)
            title = readable(slug) if match is not None and not is_numbered(slug) else memory.get(title_key(slug), "")
            locator = f'{where} .node-documents a[href="{href}"]'
            yield Paper(slug, title or label, label, url, locator, told=bool(title))


def _value(row: LexborNode, wrapper: str, field: str) -> str:
    """The printed value, empty where the row does not have the field.

    Raises where the field's label is there without it: it would be read as absent.
    """
    found = row.css_first(field)
    if found is None and row.css_first(wrapper) is not None:
        raise layout_changed(SITE, f"{wrapper} without {field}")
    return clean(found.text(separator=" ")) if found is not None else ""


def _opened(row: LexborNode, where: str, printed: str) -> tuple[date | None, tuple[Fact, ...]]:
    """The day the case was opened: the stamp (noon UTC, standing for the day), which the printed day must not deny."""
    times = row.css(".field_date time")
    stamped = read_day(clean(times[0].attributes.get("datetime") or "")) if times else None
    shown = read_day(printed)
    day = stamped or shown
    locator = f"{where} .field_date"
    if day is None or (stamped is not None and shown is not None and stamped != shown):
        return None, (Fact(f"{TEXT}:opened", printed, printed, locator, printed),) if printed else ()
    return day, (Fact(f"{DATE}:opened", day.isoformat(), printed, locator, printed, PartialDate.of(day)),)


def _texts(row: LexborNode, where: str, values: Mapping[str, str]) -> Iterator[Fact]:
    for name in ("case_type", "court"):
        if values[name]:
            yield Fact(f"{TEXT}:{name}", values[name], values[name], f"{where} {_FIELDS[name][1]}", values[name])
    industry = row.css_first(_INDUSTRY)
    printed = clean(industry.text(separator=" ")) if industry is not None else ""
    words = _LABEL.sub("", printed).replace(" , ", "; ")
    if words:
        yield Fact(f"{TEXT}:industry", words, words, f"{where} {_INDUSTRY}", printed)


def _defendant(title: str, locator: str) -> Iterator[Fact]:
    """Whom the case is against, as one text: the list does not tell where one name ends and the next begins."""
    match = _VERSUS.search(title)
    if match is not None:
        yield Fact(f"{PARTY}:defendant", _OTHERS.sub("", match[1]), match[1], locator, title)
