"""Turns one Content API item of GOV.UK into the facts of a CMA case.

Must not contain: the rules of the status (`cma_status`), the reading of the page's HTML (`cma_body`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.facts import DATE, DEADLINE, DOCUMENT, PARTY, STATUS, TEXT, TITLE, CaseFacts, Fact
from dealwatch.model.source import Document
from dealwatch.rules.case_numbers import recognise_numbers
from dealwatch.sources.cma_body import Section, sections
from dealwatch.sources.cma_chronology import chronology, documents, timetable_facts
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
from dealwatch.sources.cma_json import instant, london_day, value_text
from dealwatch.sources.cma_signs import BODY, Page
from dealwatch.sources.cma_status import METADATA, status_facts
from dealwatch.sources.cma_timetable import rows
from dealwatch.sources.printed import clean

CASE_TYPE = "cma_case"
COMPLETE = frozenset({STATUS, DEADLINE, DATE, DOCUMENT, PARTY, TITLE, TEXT})


class _Option(msgspec.Struct):
    label: str
    value: str


class _Facet(msgspec.Struct):
    allowed_values: list[_Option] = []


class _FinderDetails(msgspec.Struct):
    facets: list[_Facet] = []


class _Finder(msgspec.Struct):
    details: _FinderDetails


class Change(msgspec.Struct):
    """One row of the public history; rows are oldest first."""

    public_timestamp: str
    note: str | None = None


class Attachment(msgspec.Struct):
    """One file of the case. The id stays when the file is replaced; `url` does not."""

    url: str
    title: str | None = None
    id: str | None = None
    content_id: str | None = None


class Details(msgspec.Struct):
    body: str
    metadata: dict[str, Any]
    change_history: list[Change] = []
    attachments: list[Attachment] = []


class Item(msgspec.Struct):
    """A case as the Content API gives it. `content_id` is its identity; `base_path` may move.

    `links` embeds, among others, the finder with the printed labels of all values.
    """

    content_id: str
    base_path: str
    title: str
    document_type: str
    details: Details
    description: str | None = None
    public_updated_at: str | None = None
    withdrawn_notice: dict[str, Any] | None = None
    links: dict[str, Any] = {}


def case_facts(item: Item, document: Document) -> CaseFacts:
    """All facts of the item. `number` is the content_id: the page's address and title may change, it does not.

    The CMA's own number (ME/1234/24), where the case names one, is the fact `text:number`. A case that is no merger
    gets no status and no procedure.
    """
    metadata = {name: value_text(value) for name, value in item.details.metadata.items()}
    page_sections = sections(item.details.body)
    page_rows = rows(page_sections)
    page = Page(clean(item.description or ""), page_sections, page_rows, london_day(item.public_updated_at))
    merger = metadata.get("case_type") == MERGERS
    labels = _labels(item.links)
    status = status_facts(metadata.get("case_state", ""), metadata.get("outcome_type", ""), page) if merger else ()
    facts: dict[str, Fact] = {}
    for fact in (
        *_data_facts(item, metadata, labels),
        *(replace(fact, words=labels.get(fact.words, fact.words)) for fact in status),
        *_number_fact(item, page_sections),
        *timetable_facts(page_rows),
        *chronology(page_sections),
        *_history(item.details.change_history),
        *documents(_attachments(item), page_sections),
    ):
        facts.setdefault(fact.name, fact)
    contradiction = facts.get("text:contradiction")
    return CaseFacts(
        authority=AUTHORITY,
        number=item.content_id,
        provider="content",
        facts=tuple(facts.values()),
        url=SITE + item.base_path,
        procedure=PROCEDURE if merger else "",
        complete=COMPLETE,
        precedence=10,
        as_of=document.fetched_at,
        warnings=(contradiction.value,) if contradiction else (),
    )


def _data_facts(item: Item, metadata: dict[str, str], labels: dict[str, str]) -> Iterator[Fact]:
    """What the case data say, each value verbatim with the label the finder prints for it."""
    yield title_fact(item.title, "/title")
    yield from parties_fact(item.title, "/title")
    if item.description:
        yield Fact("text:description", clean(item.description), item.description, "/description", item.description)
    for field in TEXT_FIELDS:
        value = metadata.get(field)
        if value:
            words = ", ".join(labels.get(part, part) for part in value.split(", "))
            yield Fact(text_name(field), value, words, f"{METADATA}/{field}", value)
    for field in DAY_FIELDS:
        yield from day_facts(field, metadata.get(field, ""), f"{METADATA}/{field}")
    notice = item.withdrawn_notice or {}
    if notice:
        explanation = clean(LexborHTMLParser(value_text(notice.get("explanation"))).text())
        day = london_day(value_text(notice.get("withdrawn_at")))
        yield Fact(
            "text:withdrawn",
            explanation or "withdrawn",
            explanation,
            "/withdrawn_notice",
            explanation,
            PartialDate.of(day) if day else None,
        )


def _labels(links: dict[str, Any]) -> dict[str, str]:
    """Printed labels by value, from the finder that the item embeds; empty where it embeds none."""
    try:
        finders = msgspec.convert(links.get("finder", []), list[_Finder])
    except msgspec.ValidationError:
        return {}
    return {
        option.value: option.label
        for finder in finders
        for facet in finder.details.facets
        for option in facet.allowed_values
    }


def _number_fact(item: Item, page: Sequence[Section]) -> Iterator[Fact]:
    """The CMA's own number, from the first place that names exactly one: file titles, description, page."""
    places = (
        ("/details/attachments", " \n".join(attachment.title or "" for attachment in item.details.attachments)),
        ("/description", item.description or ""),
        (BODY, "\n".join(line for section in page for line in (section.title, *section.lines))),
    )
    for place, text in places:
        numbers = {number.number: number for number in recognise_numbers(text) if number.authority == AUTHORITY}
        if len(numbers) == 1:
            (number,) = numbers.values()
            yield Fact("text:number", number.number, number.printed, place, number.printed)
            return


def _history(changes: Sequence[Change]) -> Iterator[Fact]:
    """Announced changes. A minor edit has no row: it shows in the other facts."""
    for number, change in enumerate(changes):
        moment, day = instant(change.public_timestamp), london_day(change.public_timestamp)
        if moment is not None and day is not None:
            note = clean(change.note or "") or "Updated"
            place = f"/details/change_history/{number}/note"
            yield Fact(f"document:update:{instant_text(moment)}", note, note, place, note, PartialDate.of(day))


def _attachments(item: Item) -> dict[str, tuple[str, str]]:
    return {
        attachment.content_id or attachment.id or attachment.url: (clean(attachment.title or ""), attachment.url)
        for attachment in item.details.attachments
    }
