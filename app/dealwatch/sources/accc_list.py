"""Reads the list of the ACCC acquisitions register. Pure.

The list shows fifty rows a page, newest first: a case that leaves it has not changed. It has no determination, so it
never tells an outcome; the case page does. Must not contain: which pages to ask for (`accc`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dealwatch.model.facts import TEXT, TITLE, CaseFacts, Fact
from dealwatch.model.source import Document, SourceProblem, SourceState
from dealwatch.sources.accc_fields import NUMBER, SITE, Shown, changed, show, show_day
from dealwatch.sources.accc_page import AUTHORITY, PROCEDURE, start_name
from dealwatch.sources.printed import clean, level
from dealwatch.sources.troubles import Hint, Trouble, told

PROVIDER = "list"

_VIEW = ".view-acccgov-acquisitions-register"
_ROW = ".views-row"
_EMPTY = ".view-empty"
_TITLE = ".field--name-node-title"
_RANGE = re.compile(r"\bshowing \d+ - (\d+) of (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One row of the list, its facts in the names of `model.facts`."""

    number: str
    url: str
    facts: tuple[Fact, ...]

    @property
    def values(self) -> dict[str, str]:
        return {fact.name: fact.value for fact in self.facts}

    def as_facts(self, seen_at: datetime) -> CaseFacts:
        """What the list says of the case, below everything that its own page says."""
        return CaseFacts(AUTHORITY, self.number, PROVIDER, self.facts, self.url, PROCEDURE, as_of=seen_at)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list: its cases, the place of the last one in the whole register, and how many that has."""

    cases: tuple[ListedCase, ...]
    last: int
    total: int
    warnings: tuple[str, ...]

    @property
    def numbers(self) -> set[str]:
        return {case.number for case in self.cases}


def read_list(document: Document) -> Listing:
    """The rows of one page. A list without a single row has none, whatever the reason; a list nobody knows raises."""
    tree = LexborHTMLParser(document.body.decode("utf-8", "replace"))
    view = tree.css_first(_VIEW)
    if view is None:
        raise changed("no list on the page")
    rows = view.css(_ROW)
    if not rows and view.css_first(_EMPTY) is None:
        raise changed("neither rows nor the note that there are none")
    cases: dict[str, ListedCase] = {}
    warnings: list[str] = []
    for place, row in enumerate(rows, start=1):
        try:
            case = _case(row, f"{_ROW}:nth-of-type({place})", document.url)
        except SourceProblem as problem:
            warnings.append(f"row {place}: {problem.detail}")
        else:
            cases.setdefault(case.number, case)
    if rows and not cases:
        raise changed(warnings[0])
    footer = view.css_first(".view-footer")
    shown = _RANGE.search(level(footer.text())) if footer is not None else None
    if shown is None:
        raise changed("the list does not say how many cases there are")
    return Listing(tuple(cases.values()), int(shown[1]), int(shown[2]), tuple(warnings))


def empty_list() -> SourceProblem:
    """Seen several times in the register's history, with every case back minutes later: nothing was withdrawn."""
    return SourceProblem(
        SourceState.SERVER_ERROR,
        told(Trouble.EMPTY_LIST, site=SITE),
        Hint.HAPPENED_BEFORE,
        detail="no rows on the first page",
    )


def _case(row: LexborNode, locator: str, base: str) -> ListedCase:
    number, status = show(row, "row_number"), show(row, "status")
    titles = [(link, clean(head.text())) for link in row.css("a[href]") if (head := link.css_first(_TITLE)) is not None]
    if number is None or not NUMBER.fullmatch(number.words):
        raise changed(f"case number is {number.words if number else 'missing'!r}")
    if len(titles) != 1 or not titles[0][1]:
        raise changed(f"{number.words} has no single title with a link")
    if status is None:
        raise changed(f"{number.words} has no status")
    link, title = titles[0]
    facts = [Fact(TITLE, title, title, f"{locator} {_TITLE}", title), _text("status", status, locator)]
    facts += [_text(name, shown, locator) for name in ("stage", "type") if (shown := show(row, name)) is not None]
    if (day := show_day(row, "notified")) is not None and day.day is not None:
        facts.append(Fact(start_name(number.words), str(day.day), day.words, f"{locator} {day.locator}", day.quote))
    return ListedCase(number.words, urljoin(base, link.attributes["href"] or ""), tuple(facts))


def _text(name: str, shown: Shown, locator: str) -> Fact:
    return Fact(f"{TEXT}:{name}", level(shown.words), shown.words, f"{locator} {shown.locator}", shown.quote)
