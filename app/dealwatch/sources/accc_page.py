"""Reads a case page of the ACCC acquisitions register into facts. Pure.

A page that is not built as known raises `SourceProblem`; words nobody has mapped are kept as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dealwatch.model.dates import PartialDate
from dealwatch.model.facts import DATE, DEADLINE, DOCUMENT, PARTY, STATUS, TEXT, TITLE, CaseFacts, Fact, namespace
from dealwatch.model.source import Document, SourceProblem, SourceState
from dealwatch.model.status import Clock, Stage
from dealwatch.sources import accc_status
from dealwatch.sources.accc_events import Row, read_rows, row_facts
from dealwatch.sources.accc_fields import (
    NUMBER,
    SELECTORS,
    Doubts,
    Shown,
    changed,
    check_labels,
    classes,
    show,
    show_day,
)
from dealwatch.sources.printed import clean, level
from dealwatch.sources.troubles import Hint, Trouble

AUTHORITY = "ACCC"
PROCEDURE = "AU_MERGER"
PROVIDER = "case"
PRECEDENCE = 10

_ARTICLE = "article.accc-full-view"
_TITLE = "h1.page-title"
_REGISTER_TITLE = "acquisitions register"
_PARTIES = ("acquirer", "target", "other")
_EVERYTHING = frozenset({STATUS, DEADLINE, DATE, DOCUMENT, PARTY, TITLE, TEXT})
_TYPE_BY_PREFIX = {"MN-": "Notification", "WA-": "Waiver"}
_NAME_NOISE = re.compile(r"[.,]")
_TO_PHASE_2 = re.compile(r"\bphase 2\b.*\breview\b", re.IGNORECASE)


def read_page(document: Document) -> CaseFacts:
    """The facts of one case page, exhaustive for every namespace in which everything could be read."""
    tree = LexborHTMLParser(document.body.decode("utf-8", "replace"))
    title = _title(tree)
    article = tree.css_first(_ARTICLE)
    if article is None:
        raise changed("no case on the page")
    check_labels(article)
    number = _number(article)
    doubts = Doubts()
    rows = list(read_rows(article, doubts))
    status, status_facts = _status(article, number.words, rows, doubts)
    facts = (
        *status_facts,
        title,
        *_days(article, number.words, doubts),
        *_texts(article, number, status),
        *_named(article, doubts),
        *row_facts(rows, document.url),
    )
    return CaseFacts(
        authority=AUTHORITY,
        number=number.words,
        provider=PROVIDER,
        facts=facts,
        url=document.url,
        procedure=PROCEDURE,
        complete=_EVERYTHING - doubts.namespaces,
        precedence=PRECEDENCE,
        as_of=document.fetched_at,
        warnings=tuple(doubts.warnings),
    )


def _title(tree: LexborHTMLParser) -> Fact:
    heading = tree.css_first(_TITLE)
    title = clean(heading.text()) if heading is not None else ""
    if not title:
        raise changed("no title on the page")
    if title.casefold() == _REGISTER_TITLE:
        raise SourceProblem(
            SourceState.MOVED,
            Trouble.CASE_PAGE_IS_LIST,
            Hint.LOOKS_IN_LIST,
            detail="list page at a case's address",
        )
    return Fact(TITLE, title, words=title, locator=_TITLE, quote=title)


def _number(article: LexborNode) -> Shown:
    number = show(article, "number")
    if number is None or not NUMBER.fullmatch(number.words):
        raise changed(f"case number is {number.words if number else 'missing'!r}")
    return number


def _status(article: LexborNode, number: str, rows: Sequence[Row], doubts: Doubts) -> tuple[Shown, tuple[Fact, ...]]:
    """The status as shown, and the axes it amounts to: none for words that nobody has mapped."""
    status, stage, determination = (show(article, name) for name in ("status", "stage", "determination"))
    if status is None:
        raise changed("no status on the page")
    if not accc_status.known_status(status.words) and not _genuine(article, status.words):
        raise changed(f"status is {status.words!r}")
    reading = accc_status.read(
        number, status.words, stage.words if stage else "", determination.words if determination else ""
    )
    doubts.warnings += reading.warnings
    if not reading.mapped:
        if stage is None and accc_status.known_status(status.words):
            raise changed("an open case without a stage")
        doubts.namespaces.add(STATUS)
        return status, ()
    decided = _day_of(article, "decided") if reading.stage is Stage.DECISION else None
    notified = _day_of(article, "notified")
    began = {Stage.NOTIFIED: notified, Stage.IN_DEPTH: _phase_2_day(rows), Stage.DECISION: decided}
    ran = {Clock.RUNNING: notified, Clock.EXPIRED: decided}
    told_by = stage if stage is not None and reading.stage in (Stage.NOTIFIED, Stage.IN_DEPTH) else status
    settled_by = determination if determination is not None and reading.words else status
    return status, (
        _axis("stage", reading.stage, told_by, began.get(reading.stage)),
        _axis("outcome", reading.outcome, settled_by, decided, reading.words),
        _axis("clock", reading.clock, status, ran.get(reading.clock)),
    )


def _genuine(article: LexborNode, words: str) -> bool:
    """Whether unknown words are a new value, not a misread page.

    The register repeats the value as a class of its field ("Assessment suspended" as `assessment-suspended`).
    """
    field = article.css_first(SELECTORS["status"])
    return re.sub(r"[^a-z0-9]+", "-", level(words).casefold()).strip("-") in classes(field)


def _axis(name: str, value: str, shown: Shown, since: date | None, words: str = "") -> Fact:
    occurred = PartialDate.of(since) if since else None
    return Fact(name, str(value), words or shown.words, shown.locator, shown.quote, occurred)


def _phase_2_day(rows: Sequence[Row]) -> date | None:
    """The day the in-depth review began, where the chronology tells it."""
    return min((row.day for row in rows if _TO_PHASE_2.search(row.words)), default=None)


def _day_of(article: LexborNode, name: str) -> date | None:
    shown = show_day(article, name)
    return shown.day if shown else None


def start_name(number: str) -> str:
    """The fact's name for the day a case began. A waiver application has no clock: its day must not start one."""
    return "date:applied" if number.startswith(accc_status.WAIVER_PREFIX) else "date:notified"


def _days(article: LexborNode, number: str, doubts: Doubts) -> Iterator[Fact]:
    dates = {"due": "deadline:determination", "notified": start_name(number), "decided": "date:decision"}
    for field, name in dates.items():
        shown = show_day(article, field)
        if shown is None:
            continue
        if shown.day is None:
            doubts.add(namespace(name), f"no day for {name}: {shown.words}")
        else:
            yield Fact(name, str(shown.day), shown.words, shown.locator, shown.quote)


def _texts(article: LexborNode, number: Shown, status: Shown) -> Iterator[Fact]:
    yield Fact("text:status", level(status.words), status.words, status.locator, status.quote)
    for name in ("stage", "determination"):
        shown = show(article, name)
        if shown is not None:
            yield Fact(f"text:{name}", level(shown.words), shown.words, shown.locator, shown.quote)
    kind = show(article, "type")
    if kind is None:  # the older template does not print it, but the number's prefix says the same
        yield Fact("text:type", _TYPE_BY_PREFIX[number.words[:3]], "", number.locator, number.quote)
    else:
        yield Fact("text:type", level(kind.words), kind.words, kind.locator, kind.quote)
    codes = article.css(f"{SELECTORS['anzsic']} .field__item")
    # One item with semicolons in the newer template, one item a code in the older.
    parts = [clean(part) for item in codes for part in item.text().split(";")]
    if joined := "; ".join(part for part in parts if part):
        yield Fact("text:anzsic", level(joined), joined, f"{SELECTORS['anzsic']} .field__item", joined)


def _named(article: LexborNode, doubts: Doubts) -> Iterator[Fact]:
    """Parties by role. The page shuffles them and their spelling at every edit: the value is free of both."""
    for role in _PARTIES:
        selector = f"{SELECTORS[role]} .field_acccgov_name"
        names = [name for node in article.css(selector) if (name := clean(node.text()))]
        if names:
            value = "\n".join(sorted({_NAME_NOISE.sub("", level(name)).upper() for name in names}))
            yield Fact(f"{PARTY}:{role}", value, "\n".join(names), selector, "; ".join(names))
        elif article.css_first(SELECTORS[role]) is not None:
            doubts.add(PARTY, f"{role} without a name")
