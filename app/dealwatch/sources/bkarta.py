"""The Bundeskartellamt's list of current merger cases: a table of filings, the newest first.

Nobody has read it for us yet: its first answer is judged strictly, and what stands in its last column ("Abschluss") is
only mapped where the words leave no doubt. Must not contain: how a table is read (`authority_table`), press releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import parse_qs

from dealwatch.language import mark
from dealwatch.model.dates import PartialDate, instant_text
from dealwatch.model.facts import CaseFacts, Fact
from dealwatch.model.source import Document, Known, Parsed, Request, SourceInfo
from dealwatch.model.status import Clock, Outcome, Stage
from dealwatch.rules.case_numbers import recognise_numbers
from dealwatch.sources.authority_table import SEEN, Row, judge, read_table
from dealwatch.sources.landmarks import refuse_notices
from dealwatch.sources.official_urls import address
from dealwatch.sources.printed import level

LIST = "list"
URL = "https://www.bundeskartellamt.de/SiteGlobals/Forms/Suche/LaufendeVerfahren/LaufendeVerfahren_Formular.html"
AUTHORITY, PROCEDURE, PROVIDER = "BKartA", "DE_MERGER", "list"
SITE = mark("the Bundeskartellamt's list of current cases")

_HOSTS = frozenset({"www.bundeskartellamt.de", "bundeskartellamt.de"})
_PAGER = "83488_list%3D"
_MOST_PAGES = 6
_COLUMNS = {
    "day": ("datum",),
    "number": ("aktenzeichen",),
    "parties": ("unternehmen",),
    "products": ("produkt",),
    "end": ("abschluss",),
}
_DAY = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_OPEN = frozenset({"", "-"})
_ENDS = (
    (Outcome.CLEARED_CONDITIONS, re.compile(r"freigabe.*(?:nebenbestimmung|auflage|bedingung)|nebenbestimmung")),
    (Outcome.PROHIBITED, re.compile(r"untersag")),
    (Outcome.WITHDRAWN, re.compile(r"r(?:ü|ue)cknahme|zur(?:ü|ue)ckgenommen")),
    (Outcome.NO_JURISDICTION, re.compile(r"nicht (?:anmelde|kontroll)pflichtig|keine? anmeldepflicht")),
    (Outcome.REFERRED_AWAY, re.compile(r"verweis|abgabe an")),
    # Silence clears the deal by operation of law (§ 40(1) GWB).
    (Outcome.CLEARED, re.compile(r"freigabe|freigegeben|fiktion|fristablauf")),
)
_IN_DEPTH = re.compile(r"hauptpr(?:ü|ue)fverfahren")

INFO = SourceInfo(
    key="bkarta",
    authority=AUTHORITY,
    title=mark("Bundeskartellamt: current merger cases"),
    zone="Europe/Berlin",
    interval=timedelta(hours=3),
    homepage=URL,
    terms=mark("No licence stated. Facts, short quotations and links only."),
    tells=mark("Filings with file number, day, undertakings, products and how the case ended."),
    untold=mark("It tells no deadline, and nothing of the steps between filing and end."),
    active_hours=(7, 20),
    confirmed=False,
    pace=timedelta(seconds=5),
)


class BKartA:
    """`model.source.Source` for the list."""

    info = INFO

    def plan(self, known: Known) -> Sequence[Request]:
        return [_request(1)]

    def parse(self, document: Document, known: Known) -> Parsed:
        """The cases of a page. The next one is asked for while a page shows cases nobody knows.

        Past the last page the site repeats rows, all of them known by then.
        """
        refuse_notices(document.body, SITE)
        cases: dict[str, CaseFacts] = {}
        odd: list[str] = []
        for row in read_table(document.body, _COLUMNS, SITE):
            read = _case(row, document)
            if isinstance(read, str):
                odd.append(read)
            else:
                cases.setdefault(read.number, read)
        judge(len(cases), odd, known, SITE)
        page = _page(document.request.url)
        new = any(number not in known.cases for number in cases)
        return Parsed(
            cases=tuple(cases.values()),
            follow=(_request(page + 1),) if new and page < _MOST_PAGES and not document.saved else (),
            memory={SEEN: instant_text(document.fetched_at)},
            warnings=tuple(odd),
        )

    def owns(self, url: str) -> Request | None:
        parts = address(url)
        ours = parts.hostname in _HOSTS and "laufendeverfahren" in parts.path.casefold()
        return Request(url, LIST, mark("List of current cases")) if ours else None


def _request(page: int) -> Request:
    # The site encodes the value of its own parameter twice.
    more = f"&gtp={_PAGER.replace('%', '%25')}{page}" if page > 1 else ""
    return Request(f"{URL}?resultsPerPage=50{more}", LIST, mark("List of current cases"))


def _page(url: str) -> int:
    number = parse_qs(address(url).query).get("gtp", [""])[0].rpartition("%3D")[2]
    return int(number) if number.isdecimal() else 1


def _case(row: Row, document: Document) -> CaseFacts | str:
    """The case of a row, or why it cannot be read."""
    numbers = recognise_numbers(row.words("number"))
    filed = _day(row.words("day"))
    if len(numbers) != 1 or numbers[0].authority != AUTHORITY:
        return f"file number {row.words('number')!r}"
    if filed is None or not row.words("parties"):
        return f"{numbers[0].number}: day {row.words('day')!r}, undertakings {row.words('parties')!r}"
    return CaseFacts(
        authority=AUTHORITY,
        number=numbers[0].number,
        provider=PROVIDER,
        facts=tuple(_facts(row, filed)),
        url=URL,
        procedure=PROCEDURE,
        as_of=document.fetched_at,
        record=row.raw.body,
        record_locator=row.raw.place,
    )


def _day(words: str) -> date | None:
    match = _DAY.search(words)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _facts(row: Row, filed: date) -> Iterator[Fact]:
    parties, end = row.words("parties"), row.words("end")
    ended = _day(end)
    known = level(end).casefold()
    stage, outcome = Stage.NOTIFIED, Outcome.PENDING
    if _IN_DEPTH.search(known) and not any(pattern.search(known) for _, pattern in _ENDS):
        stage = Stage.IN_DEPTH
    elif known not in _OPEN:
        stage = Stage.DECISION
        outcome = next((result for result, pattern in _ENDS if pattern.search(known)), Outcome.PENDING)
    told, place = (
        (end, row.cells["end"].locator) if known not in _OPEN else (row.words("day"), row.cells["day"].locator)
    )
    since = ended if stage is Stage.DECISION else filed
    day = PartialDate.of(since) if since else None
    yield Fact("stage", stage.value, told, place, told, day)
    yield Fact("outcome", outcome.value, told, place, told, day if outcome is not Outcome.PENDING else None)
    yield Fact("clock", (Clock.EXPIRED if stage is Stage.DECISION else Clock.RUNNING).value, told, place, told)
    yield Fact("title", parties, parties, row.cells["parties"].locator, parties)
    yield Fact("date:notified", filed.isoformat(), row.words("day"), row.cells["day"].locator, row.words("day"))
    if ended is not None:
        yield Fact("date:decision", ended.isoformat(), end, row.cells["end"].locator, end)
    if known not in _OPEN:
        yield Fact("text:status", level(end), end, row.cells["end"].locator, end)
    if products := row.words("products"):
        yield Fact("text:products", level(products), products, row.cells["products"].locator, products)
    yield Fact("party:parties", parties, parties, row.cells["parties"].locator, parties)
