"""What is foreseen of a saved page is what taking it in records, and looking leaves nothing behind."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.errors import UsageError
from dealwatch.model.source import SourceState
from dealwatch.sources.registry import source_of
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.watch.passes import Tally
from dealwatch.watch.saved import SavedPage, SavedPages
from dealwatch.watch.saved_preview import foresee, reader_of
from dealwatch.watch.tracking import Tracking

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[1] / "sources"
CASE = (
    "https://www.accc.gov.au/public-registers/acquisitions-and-mergers-registers/acquisitions-register/"
    "harbour-grain-coastal-silos"
)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data", START) as opened:
        yield opened


def page(name: str = "accc_case_running.html", hours: float = 0, source: str = "accc", url: str = CASE) -> SavedPage:
    return SavedPage(source, url, START + timedelta(hours=hours), (FOLDER / name).read_bytes(), "text/html")


def told(events) -> list[tuple[str, str, str | None, str | None]]:
    return [(event.kind.value, event.field, event.old, event.new) for event in events]


def everything(store) -> str:
    tables = ("sources", "cases", "events", "snapshots", "alerts", "documents")
    count = {name: store.connections.reader.conn.execute(f"SELECT count(*) FROM {name}").fetchone() for name in tables}
    return json.dumps(count)


def test_what_is_foreseen_is_recorded_and_looking_keeps_nothing(store):
    before = everything(store)
    first = foresee(store, source_of, page())
    assert everything(store) == before
    assert first.silent
    assert first.problem is None
    assert [name for name, _ in first.records] == ["MN-12345 Harbour Grain – Coastal Silos"]
    Tracking(store, FixedClock(START)).make_known("accc")
    tally = Tally()
    saved = SavedPages(store, source_of)
    saved.take(page(), tally)
    assert told(tally.events) == told(event for _, event in first.records)
    assert foresee(store, source_of, page(hours=1)).records == ()


def test_a_later_page_is_foreseen_as_news(store):
    Tracking(store, FixedClock(START)).make_known("accc")
    SavedPages(store, source_of).take(page(), Tally())
    later = page(hours=30)
    changed = later.body.replace(b"Under assessment", b"Assessment suspended")
    found = foresee(store, source_of, SavedPage("accc", CASE, later.at, changed, "text/html"))
    assert not found.silent
    assert ("status", "clock", "running", "suspended") in told(event for _, event in found.records)
    assert store.cases.find("accc", "MN-12345").status.clock == "running"


def test_a_page_that_cannot_be_read_is_foreseen_as_trouble(store):
    before = everything(store)
    found = foresee(store, source_of, page("accc_list_maintenance.html"))
    assert found.records == ()
    assert found.problem is not None
    assert found.problem.state is not SourceState.OK
    assert everything(store) == before


def test_the_reader_of_an_address(store):
    assert reader_of(store, CASE, source_of).key == "accc"
    assert reader_of(store, "https://nobody.example/", source_of) is None
    Tracking(store, FixedClock(START)).page("https://nobody.example/notices")
    assert reader_of(store, "https://nobody.example/notices", source_of).key == "page:https://nobody.example/notices"
    assert reader_of(store, "https://nobody.example/other", source_of) is None


def test_an_item_without_a_case_has_no_name(store):
    url = "https://feeds.example/feed.xml"
    Tracking(store, FixedClock(START)).feed(url)
    found = foresee(store, source_of, page("feed_rss2.xml", source=f"feed:{url}", url=url))
    assert found.records
    assert {name for name, _ in found.records} == {""}


def test_a_print_is_foreseen_with_the_case_whose_page_it_is(store):
    Tracking(store, FixedClock(START)).make_known("accc")
    printed = SavedPage("accc", CASE, START + timedelta(hours=1), b"%PDF-1.4\n%%EOF", "application/pdf")
    with pytest.raises(UsageError, match="No case of that page"):
        foresee(store, source_of, printed)
    SavedPages(store, source_of).take(page(), Tally())
    found = foresee(store, source_of, printed)
    assert told(event for _name, event in found.records)[0][3] == "Page as saved (PDF)"
    assert found.silent
    tally = Tally()
    SavedPages(store, source_of).take(printed, tally)
    assert told(tally.events) == told(event for _name, event in found.records)
