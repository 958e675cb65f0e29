"""The recorded list of the New Zealand register, its block page, and 257 cases with dated timelines.

The list is the register's own bytes. The cases were taken apart by their recorder, so their pages are put together
again in the layout of the register; what they say is untouched.
"""

from __future__ import annotations

import html
import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dealwatch.model.facts import CaseFacts
from dealwatch.model.source import (
    Document,
    Exchange,
    Known,
    NotModified,
    Request,
    SourceInfo,
    SourceProblem,
    SourceState,
    Validators,
)
from dealwatch.model.status import Stage
from dealwatch.rules.case_deadlines import case_deadlines
from dealwatch.rules.procedures import find
from dealwatch.sources.nz import CASE, LIST, LIST_URL, Nz
from dealwatch.sources.nz_fields import slug_of
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.watch.poller import Poller
from dealwatch.watch.tracking import Tracking

pytestmark = pytest.mark.realdata

SEEN = datetime(2025, 10, 27, 20, 0, tzinfo=UTC)
LABELS = {
    "parties": "Parties",
    "category": "Category",
    "sub-category": "Sub-category",
    "act/section": "Act/Section",
    "industry": "Industry",
    "status": "Status",
    "outcome": "Outcome",
    "case_number": "Case Number",
    "date_opened": "Date opened",
    "date_closed": "Date closed",
    "contact_person": "Contact person",
}

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Read by hand off the recorded page: state, outcome, day it was closed.
ROWS = {
    "mohawk-industries-inc-godfrey-hirst-new-zealand-limited-and-bremworth-limited": ("notified", "pending", ""),
    "kegstar-new-zealand-limited-and-konvoy-new-zealand-limited": ("notified", "pending", ""),
    "viridian-nz-bidco-limited-and-metro-performance-glass-limited": ("decision", "withdrawn", "2025-10-17"),
    "trade-me-limited-and-propertynz-limited": ("decision", "cleared", "2021-08-05"),
    "spark-new-zealand-trading-limited2": ("decision", "cleared", "2016-03-23"),
    "aon-new-zealand": ("decision", "prohibited", "2017-03-02"),
    "aon-plc-and-willis-towers-watson-public-limited-company": ("decision", "withdrawn", "2021-07-28"),
    "microsoft-corporation-activision-blizzard-inc": ("decision", "cleared", "2023-08-07"),
    "natural-gas-corporationpetroleum-corporation-of-nz-ltd": ("decision", "prohibited", "1991-05-22"),
    "foodstuffs-wellington-co-operative-society-ltd": ("decision", "prohibited", "1992-04-15"),
    "foodstuffs-wellington-co-operative-society-ltd3": ("decision", "cleared", "1992-04-15"),
    "north-auckland-electric-power-board": ("decision", "cleared", "1991-06-28"),
    "isite-limited": ("decision", "cleared", "2011-09-29"),
    "whitcoulls-group-ltd": ("decision", "cleared", "1993-10-15"),
}

# Read by hand off the recorded cases: outcome, registered, decided, printed number, number of parties.
CASES = {
    "vector-limited": ("cleared", "2002-07-26", "2002-08-23", "Decision No. 471", 2),
    "woolworths-limited": ("prohibited", "2007-01-17", "2007-06-08", "", 2),
    "connor-healthcare-limited": ("prohibited", "2014-08-29", "2014-12-11", "[2014] NZCC 39", 2),
    "siemens-a-g-alstom-s-a": ("cleared", "2018-10-25", "2018-12-17", "[2018] NZCC 22", 2),
    "thales-s-a-gemalto-n-v": ("cleared_conditions", "2018-08-01", "2018-12-13", "[2018] NZCC 21", 2),
    "usg-corporation-gebr-knauf-kg": ("cleared_conditions", "2018-12-20", "2019-04-18", "[2019] NZCC 3", 2),
    "verifone-new-zealand-smartpay-holdings-limited": ("cleared", "2020-01-31", "2020-06-10", "[2020] NZCC 13", 2),
    "mylan-n-v-upjohn-inc": ("cleared", "2019-12-18", "2020-09-09", "[2020] NZCC 18", 2),
    "aon-plc-and-willis-towers-watson-public-limited-company": ("withdrawn", "2020-10-15", "2021-07-28", "", 1),
    "can-plan-nelson-limited-nelmac-limited": ("withdrawn", "2020-12-18", "2021-08-31", "", 2),
    "zoetis-inc-betrola-pty-limited-which-owns-the-jurox-group-of-companies": (
        "cleared", "2021-10-28", "2022-08-31", "[2022] NZCC 31", 2,
    ),
    "thl-australia-pty-ltd-apollo-tourism-and-leisure-ltd": (
        "cleared_conditions", "2021-12-13", "2022-09-23", "[2022] NZCC 32", 1,
    ),
    "microsoft-corporation-activision-blizzard-inc": ("cleared", "2022-06-15", "2023-08-07", "[2023] NZCC 21", 2),
}  # fmt: skip

# On these days the cases stood so, by their recorded timelines: stage, clock, day the decision was due then.
ZOETIS = "zoetis-inc-betrola-pty-limited-which-owns-the-jurox-group-of-companies"
COURSE = [
    ("microsoft-corporation-activision-blizzard-inc", "2022-07-01", "notified", "running", ""),
    ("microsoft-corporation-activision-blizzard-inc", "2022-08-12", "notified", "running", "2022-09-02"),
    ("microsoft-corporation-activision-blizzard-inc", "2022-12-01", "notified", "suspended", "2023-02-03"),
    ("microsoft-corporation-activision-blizzard-inc", "2023-05-01", "notified", "running", "2023-06-09"),
    ("microsoft-corporation-activision-blizzard-inc", "2023-07-20", "in_depth", "running", "2023-08-08"),
    ("thl-australia-pty-ltd-apollo-tourism-and-leisure-ltd", "2022-02-01", "notified", "running", ""),
    ("thl-australia-pty-ltd-apollo-tourism-and-leisure-ltd", "2022-03-12", "in_depth", "running", "2022-04-14"),
    ("thl-australia-pty-ltd-apollo-tourism-and-leisure-ltd", "2022-05-01", "objections", "running", "2022-06-30"),
    ("thl-australia-pty-ltd-apollo-tourism-and-leisure-ltd", "2022-07-01", "remedies", "running", "2022-08-02"),
    (ZOETIS, "2022-04-01", "objections", "suspended", "2022-04-14"),
    (ZOETIS, "2022-08-10", "objections", "suspended", "2022-08-31"),
    ("can-plan-nelson-limited-nelmac-limited", "2021-04-01", "in_depth", "running", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    return shared / "data" / "nz-comcom"


@pytest.fixture(scope="module")
def list_page(data: Path) -> bytes:
    (path,) = data.glob("case_register_merger_applications_*.html.xz")
    return lzma.decompress(path.read_bytes())


@pytest.fixture(scope="module")
def records(data: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(lzma.decompress(path.read_bytes())) for path in data.glob("cases_detailed_*.json.xz")]
    return {slug_of(record["link"]): record for part in found for record in part}


def page(record: dict[str, Any], until: date | None = None) -> bytes:
    """The page of a case; with `until` as it may have been on that day, before it was closed.

    A row that tells a day to come stood there before that day; every other row was added on its own.
    """
    details = dict(record["details"]["case_details"])
    rows = record["details"]["updates"]
    if until is not None:
        details |= {"status": "Open", "outcome": "", "date_closed": ""}
        rows = [row for row in rows if row["date"] <= until.isoformat()]
    cells = "".join(
        f'<div class="case-details__record"><div class="case-details__record-title">{LABELS[name]}</div>'
        f'<div class="case-details__record-value">{value}</div></div>'
        for name, value in details.items()
    )
    island = html.escape(json.dumps({"projects_per_page": 5, "timeline": rows, "documents": [], "media": []}))
    return (
        "<!DOCTYPE html><html><head><title>Case register | Commerce Commission</title></head><body><main>"
        f'<h1 class="hero__title">{record["name"]}</h1>'
        f'<div class="content-block__content">{record["details"]["description"]}</div>'
        f'<div class="case-details">{cells}</div>'
        f'<project-block project="{island}" section="timeline" page-type="case-register"></project-block>'
        "</main></body></html>"
    ).encode()


def read_page(record: dict[str, Any], until: date | None = None) -> CaseFacts:
    at = SEEN if until is None else datetime(until.year, until.month, until.day, 6, tzinfo=UTC)
    request = Request(record["link"], CASE, "case")
    document = Document(request, record["link"], page(record, until), "text/html", at)
    (facts,) = Nz().parse(document, Known(at)).cases
    return facts


def read_list(body: bytes) -> dict[str, CaseFacts]:
    """Every case of the list, as a person would have saved it."""
    document = Document(Request(LIST_URL, LIST, "list"), LIST_URL, body, "text/html", SEEN, saved=True)
    return {case.number: case for case in Nz().parse(document, Known(SEEN)).cases}


def iso(words: str) -> str:
    """`08 June 2007` as an ISO day."""
    if not words:
        return ""
    day, month, year = words.split()
    return date(int(year), MONTHS.index(month) + 1, int(day)).isoformat()


def value(facts: CaseFacts, name: str) -> str:
    fact = facts.get(name)
    return fact.value if fact else ""


def test_every_case_of_the_list_is_read(list_page: bytes) -> None:
    cases = read_list(list_page)
    assert len(cases) == 704
    assert not [warning for case in cases.values() for warning in case.warnings]
    assert Counter(value(case, "stage") for case in cases.values()) == {"decision": 702, "notified": 2}
    printed = Counter(value(case, "text:outcome") for case in cases.values())
    assert printed == {
        "Merger cleared": 584, "Merger declined": 66, "Application withdrawn": 40, "Merger authorised": 9,
        "Merger authorised; Judgment": 1, "": 4,
    }  # fmt: skip
    assert all(value(case, "title") and case.record in list_page for case in cases.values() if case.record)


@pytest.mark.parametrize("slug", ROWS)
def test_rows_checked_by_hand(slug: str, list_page: bytes) -> None:
    case = read_list(list_page)[slug]
    assert (value(case, "stage"), value(case, "outcome"), value(case, "date:decision")) == ROWS[slug]


def test_the_block_page_is_no_register(data: Path) -> None:
    body = (data / "blocked_403_or_challenge.html").read_bytes()
    for role, url in ((LIST, LIST_URL), (CASE, "https://www.comcom.govt.nz/case-register/case-register-entries/x/")):
        with pytest.raises(SourceProblem) as caught:
            Nz().parse(Document(Request(url, role, ""), url, body, "text/html", SEEN), Known(SEEN))
        assert caught.value.state is SourceState.BLOCKED


def test_every_recorded_case_is_read(records: dict[str, dict[str, Any]]) -> None:
    for slug, record in records.items():
        facts = read_page(record)
        details = record["details"]["case_details"]
        assert facts.number == slug
        assert not facts.warnings, slug
        assert value(facts, "title") == html.unescape(record["name"])
        for name, printed in (("date:registered", "date_opened"), ("date:decision", "date_closed")):
            day = iso(details[printed])
            assert value(facts, name) == day, f"{slug} {name}"
        shown = {fact.words for fact in facts.facts if fact.namespace == "document"}
        titles = {" ".join(html.unescape(row["title"]).split()) for row in record["details"]["updates"]}
        plain = {"date opened", "date closed", "decision due by", "decision date", "decision due"}
        assert {title for title in titles if title.casefold() not in plain} <= shown, slug


@pytest.mark.parametrize("slug", CASES)
def test_cases_checked_by_hand(slug: str, records: dict[str, dict[str, Any]]) -> None:
    if slug not in records:
        pytest.skip("not in this part of the recorded cases")
    facts = read_page(records[slug])
    parties = value(facts, "party:parties").split("\n")
    found = (value(facts, "outcome"), value(facts, "date:registered"), value(facts, "date:decision"))
    assert (*found, value(facts, "text:number"), len(parties)) == CASES[slug]
    assert value(facts, "clock") == "expired"
    assert value(facts, "deadline:clearance") == ""


@pytest.mark.parametrize(("slug", "on", "stage", "clock", "due"), COURSE)
def test_the_course_of_a_case_checked_by_hand(
    slug: str, on: str, stage: str, clock: str, due: str, records: dict[str, dict[str, Any]]
) -> None:
    if slug not in records:
        pytest.skip("not in this part of the recorded cases")
    facts = read_page(records[slug], date.fromisoformat(on))
    assert (value(facts, "stage"), value(facts, "clock")) == (stage, clock)
    assert value(facts, "deadline:clearance") == due


def test_no_course_goes_backwards(records: dict[str, dict[str, Any]]) -> None:
    """Whatever the words of a timeline, read day by day a review only ever gets further."""
    for slug, record in records.items():
        days = sorted({row["date"] for row in record["details"]["updates"]})
        ranks = [Stage(value(read_page(record, date.fromisoformat(day)), "stage")).rank for day in days]
        assert ranks == sorted(ranks), slug


def test_the_list_and_the_pages_agree(list_page: bytes, records: dict[str, dict[str, Any]]) -> None:
    listed = read_list(list_page)
    for slug, record in records.items():
        if slug not in listed:
            continue
        facts = read_page(record)
        assert value(facts, "date:decision") == value(listed[slug], "date:decision")
        assert value(facts, "text:outcome") == value(listed[slug], "text:outcome")
        pair = {value(facts, "outcome"), value(listed[slug], "outcome")}
        assert len(pair) == 1 or pair == {"cleared", "cleared_conditions"}, slug


class Site:
    """The register as a fetcher sees it: whatever stands in `pages`, nothing else."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.pages: dict[str, bytes] = {}

    def fetch(
        self, request: Request, validators: Validators, info: SourceInfo, ledger: Callable[[Exchange], None]
    ) -> Document | NotModified:
        if request.url not in self.pages:
            raise SourceProblem(SourceState.MOVED, "The site no longer has this page.")
        return Document(request, request.url, self.pages[request.url], "text/html", self.clock.now())

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Store, Site, Poller]]:
    store, clock = Store.open(tmp_path, SEEN), FixedClock(SEEN)
    site = Site(clock)
    Tracking(store, clock).register("nz")
    poller = Poller(store, clock, site, lambda row: Nz() if row.key == "nz" else None, jitter=lambda: 0.0)
    yield store, site, poller
    store.close()


def test_the_register_over_days(
    watched: tuple[Store, Site, Poller], list_page: bytes, data: Path, records: dict[str, dict[str, Any]]
) -> None:
    """First look, noise, another layout, a block page, an empty list, and one case that is decided."""
    store, site, poller = watched
    kegstar = "kegstar-new-zealand-limited-and-konvoy-new-zealand-limited"
    mohawk = next(slug for slug in ROWS if slug.startswith("mohawk"))
    base = "https://www.comcom.govt.nz/case-register/case-register-entries/"
    sample = records.get(kegstar) or next(iter(records.values()))

    def put(slug: str, status: str, outcome: str = "", closed: str = "") -> None:
        """Give a case a page: the sample's timeline, and what its row in the list says."""
        made = json.loads(json.dumps(sample)) | {"name": html.escape(value(listed[slug], "title"))}
        made["details"]["case_details"] |= {"status": status, "outcome": outcome, "date_closed": closed}
        site.pages[f"{base}{slug}/"] = page(made)

    listed = read_list(list_page)
    put(kegstar, "Open")
    put(mohawk, "Open")
    for slug, case in listed.items():
        decided_on = case.get("date:decision")
        if decided_on is not None and decided_on.value > "2025-09-15":
            put(slug, "Closed", value(case, "text:outcome"), decided_on.words)

    def check(body: bytes) -> list[Any]:
        site.clock.set(site.clock.now() + timedelta(hours=2))
        site.pages[LIST_URL] = body
        return poller.check(["nz"]).events

    first = check(list_page)
    assert Counter(event.kind for event in first) == {"first_seen": 704}
    assert {event.note for event in first} == {"baseline"}
    assert check(list_page.replace(b"</body>", b"<!-- another banner --></body>")) == []
    assert check(other_layout(list_page)) == []
    assert check((data / "blocked_403_or_challenge.html").read_bytes()) == []
    assert state(store) is SourceState.BLOCKED
    assert check(b'<html><body><x :results-count="0"></x></body></html>') == []
    assert check(list_page) == []
    assert state(store) is SourceState.OK

    put(mohawk, "Closed", "Merger declined", "28 October 2025")
    told = check(closing(list_page, mohawk))
    statuses = {(event.field, event.new) for event in told if event.kind == "status"}
    assert ("outcome", "prohibited") in statuses
    assert {event.case_id for event in told} == {told[0].case_id}
    assert check(closing(list_page, mohawk)) == []


def state(store: Store) -> SourceState:
    row = store.sources.get("nz")
    assert row is not None
    return row.state


def other_layout(body: bytes) -> bytes:
    """Every row twice, and party names in place of titles, as a later version of the register had it."""
    text = body.decode()
    start, end = text.index('<div class="card card--has-link">'), text.rindex("</li>")
    rows = text[start:end].replace("</a>\n                </h3>", "; Other Party Limited</a>\n                </h3>")
    assert rows.count("Other Party Limited") == 704
    return f"{text[:start]}{rows}</li><li>{rows}{text[end:]}".encode()


def closing(body: bytes, slug: str) -> bytes:
    """The list on the day one case is closed."""
    text = body.decode()
    start = text.rindex('<div class="card card--has-link">', 0, text.index(f"/{slug}/"))
    end = text.index("</li>", start)
    row = text[start:end].replace("card__status--open", "card__status--closed")
    row = row.replace("\n            Open\n", "\n            Closed\n")
    details = "".join(
        f'<div class="card__info-detail"><span class="card__info-title">{label}:</span><span>{words}</span></div>'
        for label, words in (("Outcome", "Merger declined"), ("Date Closed", "28 October 2025"))
    )
    return (
        text[:start] + row.replace('<div class="card__info">', f'<div class="card__info">{details}') + text[end:]
    ).encode()


def test_published_and_computed_days_stand_side_by_side(records: dict[str, dict[str, Any]]) -> None:
    """Each page as if it were still open: a day agreed on is read from the row that tells it, and is the published one.

    Where no row tells of an agreement the statutory period stands beside the day the page gives; a published day before
    it would be a day the law does not know.
    """
    law = find("NZ_MERGER")
    found: Counter[tuple[str, str]] = Counter()
    for record in records.values():
        opened = iso(record["details"]["case_details"]["date_opened"])
        facts = read_page(record, date.fromisoformat(opened) + timedelta(days=900)).facts
        for line in case_deadlines(law, {fact.name: fact for fact in facts}):
            if line.published is None or line.computed is None or line.comparison is None:
                continue
            agreed = line.computed.rule == "the day agreed"
            difference = line.comparison.difference or 0
            sign = "same" if line.comparison.agrees else "later" if difference > 0 else "earlier"
            found["agreed" if agreed else "statutory", sign] += 1
    assert found["agreed", "same"] >= 10
    assert found["agreed", "same"] >= 0.9 * sum(n for (kind, _), n in found.items() if kind == "agreed")
    assert found["statutory", "same"] >= 3
    assert found["statutory", "earlier"] == 0
