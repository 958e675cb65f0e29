"""The search view: what is typed is found, by kind, and Enter opens it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from dealwatch.model.deal import Deal, Party
from dealwatch.model.note import Note
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.working import Working

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class IdleEngine:
    checking = False
    offline_since = None
    stuck = ""

    def wake(self) -> None:
        """Nothing runs here."""


@pytest.fixture
def times(tmp_path):
    with Store.open(tmp_path / "data", START) as store:
        working = Working(store, FixedClock(START))
        deal_id = working.create(Deal("", "Société Alpha / Beta", parties=(Party("Alpha", "", ("Globex",)),)))
        working.write_note(Note("", "Ask about turnover thresholds", deal_id))
        with store.write() as database:
            case_id = store.cases.create(database, source="reg", authority="REG", number="7", title="Globex inquiry")
            store.search.put(database, "case", case_id, "Globex inquiry", "7 REG Globex", case_id)
            store.search.put(database, "document", f"{case_id}/d", "Turnover report", "Globex inquiry", case_id)
            store.search.put(database, "event", "gone", "Globex", "an event that is not there", "")
        working.write_note(Note("", "Turnover of the case alone", case_id=case_id))
        desk = TimeDesk(store, FixedClock(START + timedelta(days=1)), IdleEngine())
        desk.deal_id, desk.case_id = deal_id, case_id
        yield desk
        desk.close()


def test_deals_are_found_by_alias_and_other_things_by_their_words(times):
    assert [(hit.kind, hit.target) for hit in times.search("globex")] == [
        ("deal", f"deal/{times.deal_id}"),
        ("case", f"case/{times.case_id}"),
        ("document", f"case/{times.case_id}"),
    ]
    kinds = {(hit.kind, hit.target) for hit in times.search_all("turnover")}
    assert ("note", f"deal/{times.deal_id}") in kinds
    assert ("note", f"case/{times.case_id}") in kinds
    assert times.search("societe")[0].kind == "note", "the note stands under its deal, accents folded"


def test_in_the_past_only_what_was_there(times):
    times.look_at(START - timedelta(days=1))
    assert times.search_all("turnover") == ()


def test_typing_finds_chips_choose_and_enter_opens(make_window, times, qtbot):
    window = make_window(times.desk)
    window.act("search")
    view = window.views.current()
    assert view._pages.currentWidget() is view._begin
    qtbot.keyClicks(view.field.edit, "turnover")
    qtbot.waitUntil(lambda: view.table.model().rowCount() == 3)
    view._buttons["note"].click()
    assert view.table.model().rowCount() == 2
    view._buttons[""].click()
    qtbot.keyClick(view.field.edit, Qt.Key.Key_Return)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert window.views.place.kind in ("deal", "case")
    window.go("search/nothing like it")
    assert view._pages.currentWidget() is view._none
    window.act("next")


def test_one_letter_stands_for_itself_until_the_next_one_comes(times):
    assert [hit.kind for hit in times.search_all("t")] == ["deal"], "of the texts only those with the word “t”"
    assert "document" in {hit.kind for hit in times.search_all("tu")}
