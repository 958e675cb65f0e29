"""The Competition Bureau's reports of merger reviews: those since November 2023, and the archive of 2015 to April 2023.

The reports give no case number: the parties and the day or month are the identity. Nobody has read the current report
for us yet. Must not contain: how a table is read (`authority_table`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.model.status import Outcome, Stage
from dealwatch.sources.authority_table import SEEN, Row, judge, numbered, read_table
from dealwatch.sources.landmarks import refuse_notices
from dealwatch.sources.official_urls import address
from dealwatch.sources.printed import level

REPORT, ARCHIVE = "report", "archive"
BASE = "https://competition-bureau.canada.ca/en/mergers-and-acquisitions/"
REPORT_URL, ARCHIVE_URL = f"{BASE}report-concluded-merger-reviews", f"{BASE}archived-report-merger-reviews"
AUTHORITY, PROCEDURE, SITE = "Bureau", "CA_MERGER", mark("the Competition Bureau's report of merger reviews")

_HOSTS = frozenset({"competition-bureau.canada.ca", "www.competition-bureau.canada.ca"})
_COLUMNS = {
    REPORT: {
        "parties": ("parties",),
        "opened": ("opened",),
        "concluded": ("concluded",),
        "industry": ("industry",),
        "outcome": ("outcome",),
    },
    ARCHIVE: {"parties": ("parties",), "industry": ("industry",), "outcome": ("result",), "concluded": ("date",)},
}
_ONGOING = "ongoing"
_RESULTS = {
    "arc": (Outcome.CLEARED, "Advance ruling certificate"),
    "nal": (Outcome.CLEARED, "No action letter"),
    "ca": (Outcome.CLEARED_CONDITIONS, "Consent agreement registered"),
    "ta": (Outcome.WITHDRAWN, "Transaction abandoned by the parties"),
    # Which way the Tribunal or a court decided, and what "other" means, the report does not say.
    "jd": (Outcome.PENDING, "Judicial decision"),
    "other": (Outcome.PENDING, "Other"),
}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NUMERIC = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")
_SPELT = re.compile(r"([a-z]+)\s+(?:(\d{1,2}),?\s+)?(\d{4})", re.IGNORECASE)

INFO = SourceInfo(
    key="canada",
    authority=AUTHORITY,
    title=mark("Competition Bureau Canada: merger reviews"),
    zone="America/Toronto",
    interval=timedelta(hours=12),
    homepage=REPORT_URL,
    terms=mark("Open Government Licence – Canada is reported; not confirmed. Facts, short quotations and links only."),
    tells=mark("Merger reviews opened and concluded, with result and industry, renewed every week."),
    untold=mark(
        "There is no case number and no step between; the archive gives months only. Parties may ask to be "
        "left out or published later."
    ),
    active_hours=(7, 20),
    confirmed=False,
    pace=timedelta(seconds=5),
)


@dataclass(frozen=True, slots=True)
class _Review:
    """A readable row. `opened` is None in the archive, `concluded` while the review goes on."""

    row: Row
    opened: PartialDate | None
    concluded: PartialDate | None

    @property
    def name(self) -> str:
        """What the identity is made of: nothing else of a row stays as it is."""
        return f"{level(self.row.words('parties')).casefold()} | {self.opened or self.concluded}"


class Canada:
    """`model.source.Source` for the reports."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        """The report; once the archive, which has been closed since 2023."""
        asked = [Request(REPORT_URL, REPORT, mark("Report of merger reviews"))]
        if f"{ARCHIVE}_at" not in known.memory:
            asked.append(Request(ARCHIVE_URL, ARCHIVE, mark("Archived report of merger reviews"), optional=True))
        return asked

    def parse(self, document: Document, known: Known) -> Parsed:
        """Every review of a report. One that leaves the report has not ended: it is published for a time only."""
        refuse_notices(document.body, SITE)
        role = document.request.role
        reviews: list[_Review] = []
        odd: list[str] = []
        for row in read_table(document.body, _COLUMNS[role], SITE):
            read = _review(row)
            if isinstance(read, str):
                odd.append(read)
            else:
                reviews.append(read)
        judge(len(reviews), odd, known, SITE)
        names = numbered(review.name for review in reviews)
        cases = [_case(review, name, document) for review, name in zip(reviews, names, strict=True)]
        now = instant_text(document.fetched_at)
        return Parsed(cases=cases, memory={SEEN: now, f"{role}_at": now}, warnings=tuple(odd))

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        if parts.hostname not in _HOSTS:
            return None
        match parts.path.rstrip("/").rpartition("/")[2]:
            case "report-concluded-merger-reviews":
                return Request(url, REPORT, mark("Report of merger reviews"))
            case "archived-report-merger-reviews":
                return Request(url, ARCHIVE, mark("Archived report of merger reviews"))
        return None


def _review(row: Row) -> _Review | str:
    """The review of a row, or why it cannot be read."""
    parties, opened, concluded = row.words("parties"), row.words("opened"), row.words("concluded")
    running = level(concluded).casefold() == _ONGOING
    begun, ended = read_date(opened), None if running else read_date(concluded)
    if not parties or (opened and begun is None) or (not running and ended is None) or not (begun or ended):
        return f"{parties or 'a review'}: opened {opened!r}, concluded {concluded!r}"
    return _Review(row, begun, ended)


def read_date(words: str) -> PartialDate | None:
    """`2026-09-22`, `2023-02`, `February 2023`, `February 3, 2023`: the precision printed is kept. None for no date."""
    try:
        if match := _NUMERIC.fullmatch(words):
            return PartialDate(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        if (match := _SPELT.fullmatch(words)) and match[1].casefold() in _MONTHS:
            month = _MONTHS.index(match[1].casefold()) + 1
            return PartialDate(int(match[3]), month, int(match[2]) if match[2] else None)
    except ValueError:
        return None
    return None


def _case(review: _Review, name: str, document: Document) -> CaseFacts:
    url = REPORT_URL if document.request.role == REPORT else ARCHIVE_URL
    return CaseFacts(
        authority=AUTHORITY,
        number=str(uuid5(NAMESPACE_URL, f"{REPORT_URL} {name}")),
        provider=document.request.role,
        facts=tuple(_facts(review)),
        url=url,
        procedure=PROCEDURE,
        as_of=document.fetched_at,
        record=review.row.raw.body,
        record_locator=review.row.raw.place,
    )


def _facts(review: _Review) -> Iterator[Fact]:
    row = review.row
    parties, result = row.words("parties"), row.words("outcome")
    outcome, title = _result(result)
    stage = Stage.NOTIFIED if review.concluded is None else Stage.DECISION
    column = "concluded" if review.concluded is None or not result else "outcome"
    told, place = row.words(column), row.cells[column].locator
    day = review.concluded or review.opened
    yield Fact("stage", stage.value, told, place, told, day)
    settled = outcome if stage is Stage.DECISION else Outcome.PENDING
    spelt = f"{result} ({title})" if title and not level(result).startswith(title) else told
    yield Fact("outcome", settled.value, spelt, place, told, day)
    yield Fact("title", parties, parties, row.cells["parties"].locator, parties)
    for name, date in (("date:opened", review.opened), ("date:decision", review.concluded)):
        if date is not None:
            cell = row.cells["opened" if name == "date:opened" else "concluded"]
            yield Fact(name, str(date), cell.words, cell.locator, cell.words)
    if result and stage is Stage.DECISION:
        yield Fact("text:outcome", title or level(result), result, row.cells["outcome"].locator, result)
    if industry := row.words("industry"):
        yield Fact("text:industry", level(industry), industry, row.cells["industry"].locator, industry)
    yield Fact("party:parties", parties, parties, row.cells["parties"].locator, parties)


def _result(words: str) -> tuple[Outcome, str]:
    """What a result means and what it is called; by its code, or by the words of the report's own legend."""
    known = level(words).casefold()
    for code, (outcome, title) in _RESULTS.items():
        if known == code or known.startswith(title.casefold()):
            return outcome, title
    return Outcome.PENDING, ""
