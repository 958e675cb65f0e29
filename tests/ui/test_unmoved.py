"""A check that brings nothing for what is shown leaves it as it is; what it does bring is read beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from sample_desk import SampleDesk

from dealwatch.model.deal import Deal
from dealwatch.model.event import EventNote
from dealwatch.model.evidence import Evidence
from dealwatch.model.source import SourceState
from dealwatch.model.status import Stage, Status
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.desk import Attempt, LedgerRow
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.note_box import NoteCard
from dealwatch.ui.panes import Scroll
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.views.deal import DealView
from dealwatch.watch.by_hand import Entry, enter
from dealwatch.watch.tracking import Tracking

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def sections(pane: Scroll) -> list[QWidget]:
    found = (pane.column.itemAt(place).widget() for place in range(pane.column.count()))
    return [widget for widget in found if widget is not None]


# -- a deal's page


def test_a_deal_for_which_nothing_is_new_keeps_what_stands_on_its_page(window) -> None:
    window.go("deal/figma")
    view = window.views.current()
    view.ribbon.setFocus()
    view.ribbon._go(1)
    before, rows = sections(view.overview), view.table.cells.rows
    window.desk_changed()
    assert sections(view.overview) == before
    assert view.table.cells.rows is rows
    assert view.ribbon.marked == 1


def test_what_is_new_for_a_deal_comes_on_its_page(window, desk) -> None:
    window.go("deal/figma")
    view = window.views.current()
    before = sections(view.overview)
    desk.world.deals["figma"] = replace(desk.world.deals["figma"], name="Another name")
    window.desk_changed()
    assert sections(view.overview) != before
    assert view._head._name.text() == "Another name"


def test_the_page_of_another_deal_and_of_the_first_again_are_their_own(window) -> None:
    window.go("deal/figma")
    view = window.views.current()
    names = [view.accessibleName()]
    for place in ("deal/mistral", "deal/figma"):
        window.go(place)
        names.append(view.accessibleName())
    assert names[0] == names[2] != names[1]
    assert view._head._name.text() == names[0]
    assert view.table.cells.rows[-1].cells[2].text.startswith("Deal announced")


def test_the_authority_that_is_chosen_stays_so_when_it_is_pressed_again(window) -> None:
    window.go("deal/figma")
    view = window.views.current()
    for _ in range(2):
        next(chip for chip in _chips(view) if chip.text().startswith("CMA")).click()
    assert [chip.text()[:3] for chip in _chips(view) if chip.isChecked()] == ["CMA"]
    assert {row.cells[1].text for row in view.table.cells.rows} == {"CMA"}


def _chips(view: DealView) -> list[QPushButton]:
    found = (view._chip_row.itemAt(place).widget() for place in range(view._chip_row.count()))
    return [widget for widget in found if isinstance(widget, QPushButton)]


def test_a_note_that_is_new_is_counted_on_the_page(window, desk) -> None:
    window.go("deal/figma")
    view = window.views.current()
    before = view.tabs.tabToolTip(5)
    view.notes.box.field.setPlainText("Asked the company.")
    view.notes.box.submit()
    window.desk_changed()
    assert view.tabs.tabToolTip(5) != before
    assert len(view.notes.box.findChildren(NoteCard)) == 1


# -- sources


class Tried(SampleDesk):
    """Its sources are tried again when it is told so; counts how often the page of one is read."""

    more: tuple[Attempt, ...] = ()
    lines: tuple[LedgerRow, ...] = ()

    def source(self, key: str):
        page = super().source(key)
        return replace(page, attempts=(*self.more, *page.attempts)) if page is not None else None

    def ledger(self):
        page = super().ledger()
        return replace(page, rows=(*self.lines, *page.rows))


def test_a_source_that_says_the_same_stays_in_the_inspector(make_window) -> None:
    window = make_window(desk=Tried())
    window.go("source/bkarta")
    before = sections(window.inspector._scroll)
    window.desk_changed()
    assert sections(window.inspector._scroll) == before


def test_a_new_try_of_the_source_in_the_inspector_is_told_once(make_window, monkeypatch) -> None:
    desk = Tried()
    window = make_window(desk=desk)
    window.go("source/bkarta")
    filled, fill = [], window.inspector._scroll.fill
    monkeypatch.setattr(window.inspector._scroll, "fill", lambda parts: (filled.append(1), fill(parts)))
    desk.more = (Attempt(desk.now(), SourceState.OK, "", 7),)
    window.desk_changed()
    assert filled == [1]
    assert any("7 changes" in text for text in _said(window.inspector))
    assert window.views.current()._table.current_row().key == "bkarta"


def test_after_something_else_the_source_comes_into_the_inspector_again(make_window) -> None:
    window = make_window(desk=Tried())
    window.go("source/bkarta")
    window.inspector.show_nothing()
    window.inspect_source("bkarta")
    assert any(text.startswith("Bundeskartellamt refused") for text in _said(window.inspector))


def test_requests_that_were_listed_move_down_under_the_new_ones(make_window) -> None:
    desk = Tried()
    window = make_window(desk=desk)
    window.go("sources")
    table = window.views.current()._ledger._table
    before = table.cells.rows
    desk.lines = (LedgerRow(desk.now(), "new.example", "/feed", "feed", "200", 10, 20),)
    window.desk_changed()
    after = table.cells.rows
    assert after[0].cells[1].text == "new.example"
    assert [row.cells for row in after[1:]] == [row.cells for row in before]
    assert [row.key for row in after] == [str(place) for place in range(len(after))]


def _said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


# -- read beside the window


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path, START) as found:
        yield found


def _elsewhere(act: Callable[[], Callable[[], None]]) -> Callable[[], None]:
    found = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    thread.join()
    return found[0]


def _deal(store: Store) -> tuple[str, str]:
    with store.write() as database:
        entry = Entry("1", "EC", "Firm 1", "notified", Evidence("", "https://x.example", START), Status(Stage.NOTIFIED))
        case_id, _events = enter(store, database, entry, START, EventNote.BY_USER)
        deal_id = store.deals.add(database, Deal("", "Firm 1 / Firm 2"), START)
        store.deals.link(database, deal_id, case_id)
    return deal_id, case_id


def test_the_page_of_a_deal_is_read_ahead_by_whichever_name(store: Store, monkeypatch) -> None:
    deal_id, case_id = _deal(store)
    desk = StoreDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
    _elsewhere(desk.read_ahead(f"deal/{deal_id}", "source/"))()
    monkeypatch.setattr(store.events, "list", lambda **_: pytest.fail("read in the window's thread"))
    page = desk.page(deal_id)
    assert page is not None
    assert [case.id for case in page.cases] == [case_id]
    assert desk.page("", case_id) == page
    assert desk.case_deadlines(case_id) == ()


def test_sources_and_the_ledger_are_read_ahead(store: Store, monkeypatch) -> None:
    desk = StoreDesk(store, FixedClock(START), IdleEngine())
    Tracking(store, FixedClock(START)).feed("https://one.example/feed")
    (key,) = (row.key for row in store.sources.all())
    _elsewhere(desk.read_ahead("sources", f"source/{key}"))()
    Tracking(store, FixedClock(START)).feed("https://two.example/feed")
    monkeypatch.setattr(store.ledger, "recent", lambda _n: pytest.fail("read in the window's thread"))
    monkeypatch.setattr(store.sources, "polls", lambda *_, **__: pytest.fail("read in the window's thread"))
    assert [line.key for line in desk.sources()] == [key]
    assert desk.ledger().requests == 0
    page = desk.source(key)
    assert page is not None
    assert page.line.key == key
    desk.let_go()
    assert len(desk.sources()) == 2


def test_what_is_kept_of_a_page_ends_with_the_day(store: Store) -> None:
    deal_id, _case_id = _deal(store)
    clock = FixedClock(START)
    desk = StoreDesk(store, clock, IdleEngine())
    before = desk.page(deal_id)
    assert desk.page(deal_id) is before
    clock.set(START + timedelta(days=3))
    assert desk.page(deal_id) is not before
