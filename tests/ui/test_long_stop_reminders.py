"""The long-stop date of a deal comes near: in Today, the inbox, the tray, the inspector, and the rule for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sample_machine import SampleMachine

from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Stage, Status
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.bridge import Bridge
from dealwatch.ui.change_list import spoken
from dealwatch.ui.change_words import facts, headline, provenance, second, teller
from dealwatch.ui.controls import Button
from dealwatch.ui.desk import Change
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.reminder_dialog import ReminderDialog
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.theme import Look
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.ui.tray import coming_words, recent_words
from dealwatch.ui.views.deal import OVERVIEW, DealView
from dealwatch.watch.long_stops import STATED
from dealwatch.watch.reminders import remind

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
DAY = date(2026, 4, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, NOW) as opened:
        yield opened


@pytest.fixture
def deal_id(store: Store) -> str:
    with store.write() as database:
        return store.deals.add(database, Deal("", "Alpha / Beta", long_stop=PartialDate.of(DAY)), NOW)


@pytest.fixture
def desk(store: Store) -> StoreDesk:
    return StoreDesk(store, FixedClock(NOW), IdleEngine())


@pytest.fixture
def window(qtbot: QtBot, look: Look, store: Store, settings: QSettings) -> MainWindow:
    made = MainWindow(
        look, TimeDesk(store, FixedClock(NOW), IdleEngine()).desk, SampleMachine(), AtOnce(), Bridge(), settings
    )
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    QApplication.processEvents()
    return made


def near(store: Store, desk: StoreDesk) -> Change:
    assert remind(store, NOW) == 1
    (change,) = desk.inbox()
    return change


def under_review(store: Store, deal_id: str, **days: str) -> None:
    proof = Evidence("", "https://register.example/A", NOW, "/p", "closes by 1 April 2026")
    stated = {
        name.replace("__", ":"): ProvenFact(name.replace("__", ":"), day, evidence=proof) for name, day in days.items()
    }
    with store.write() as database:
        case_id = store.cases.create(database, source="ec", authority="EC", number="M.1")
        store.cases.save(
            database, case_id, status=Status(Stage.NOTIFIED, clock=Clock.RUNNING), facts=stated, title="ALPHA / BETA",
            url="https://register.example/A", printed_number="M.1", procedure="EU_MERGER", now=NOW, changed=True,
            seen=True,
        )  # fmt: skip
        store.deals.link(database, deal_id, case_id)


def words(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget) and found.text()]


def test_it_stands_in_the_inbox_as_one_of_the_deal(store: Store, desk: StoreDesk, deal_id: str) -> None:
    change = near(store, desk)
    assert (change.name, change.case, change.unread) == ("Alpha / Beta", None, True)
    assert change.deal is not None
    assert change.deal.id == deal_id
    assert (teller(change), headline(change)) == ("Deal", "Long-stop date in 7 days")
    assert second(change) == "Entered by you"
    assert provenance(change, NOW) == "Entered by you"
    assert [(pill.label, pill.new) for pill in facts(change)] == [("Long-stop date", "1 Apr 2026 (Wed)")]
    assert spoken(change) == "Unread. Alpha / Beta: Long-stop date in 7 days, 1 Apr 2026 (Wed)"
    assert recent_words(change) == "Alpha / Beta – Long-stop date in 7 days, 1 Apr 2026"
    assert desk.today().changes == (change,)


def test_a_document_that_gives_the_day_is_its_proof(store: Store, desk: StoreDesk, deal_id: str) -> None:
    with store.write() as database:
        store.deals.update(database, replace(store.deals.get(deal_id), long_stop=None))
    under_review(store, deal_id, date__long_stop="2026-04-01", date__notified="2026-02-20")
    assert remind(store, NOW) >= 1
    change = next(each for each in desk.inbox() if each.case is None)
    assert second(change) == "Stated in a document"
    assert change.lead.evidence.quote == "closes by 1 April 2026"
    assert STATED in store.cases.by_name("M.1").facts


def test_a_change_of_the_day_leaves_the_old_proof_out(store: Store, desk: StoreDesk, deal_id: str) -> None:
    under_review(store, deal_id, date__long_stop="2026-04-01")
    assert remind(store, NOW) == 1
    case = store.cases.by_name("M.1")
    with store.write() as database:
        store.cases.save(
            database, case.id, status=case.status, facts={STATED: ProvenFact(STATED, "2026-05-01")}, title=case.title,
            url=case.url, printed_number="M.1", procedure="EU_MERGER", now=NOW, changed=True, seen=False,
        )  # fmt: skip
    (change,) = desk.inbox()
    assert change.lead.evidence.quote == ""


def test_opening_it_shows_the_deal_and_reads_it(window: MainWindow, store: Store, deal_id: str) -> None:
    change = near(store, window.desk)
    window.go(f"event/{change.id}")
    view = window.views.current()
    assert isinstance(view, DealView)
    assert view.tabs.currentIndex() == OVERVIEW
    assert str(window.views.place) == f"deal/{deal_id}"
    shown = words(window.inspector)
    assert "Long-stop date in 7 days" in shown
    assert not any("Evidence" in text for text in shown)
    assert not window.desk.inbox()[0].unread


def test_the_inbox_shows_it_and_can_mute_its_deal(window: MainWindow, store: Store, deal_id: str) -> None:
    near(store, window.desk)
    window.go("inbox")
    window.views.step(1)
    view = window.views.current()
    assert view is not None
    assert "This was entered, not read from a page." in words(view)
    assert not view.grab().isNull()
    assert [b.toolTip() for b in view.findChildren(Button) if b.isVisible() and "Mute" in b.toolTip()]
    window.act("mute")
    assert store.deals.get(deal_id).muted


def test_the_list_of_today_has_room_for_what_it_paints(window: MainWindow, store: Store, deal_id: str) -> None:
    near(store, window.desk)
    window.go("today")
    view = window.views.current()
    assert view is not None
    assert not view.grab().isNull()


def test_the_tray_names_what_comes_first(store: Store, desk: StoreDesk, deal_id: str) -> None:
    assert coming_words(desk.today()) == (
        "Next: Alpha / Beta, long-stop date 1 Apr 2026 (7 days left)", f"dealwatch://deal/{deal_id}",
    )  # fmt: skip
    under_review(store, deal_id, date__notified="2026-02-20", deadline__decision="2026-03-27")
    said, target = coming_words(desk.today())
    assert said == "Next: EC Alpha / Beta, 27 Mar 2026 (2 working days)"
    assert target.startswith("dealwatch://case/")
    with store.write() as database:
        store.deals.remove(database, deal_id, NOW)
    assert coming_words(replace(desk.today(), deadlines=())) == ("", "")


def test_the_rule_is_the_users(window: MainWindow, store: Store, deal_id: str) -> None:
    window.act("reminders")
    dialog = window.findChild(ReminderDialog)
    assert dialog.stops.distances == (30, 7, 1)
    for name in ("Remove: 30 days before", "Remove: 7 days before", "Remove: 1 day before"):
        next(b for b in dialog.stops.findChildren(Button) if b.accessibleName() == name).click()
    assert "You are not reminded of long-stop dates." in words(dialog.stops)
    dialog.stops.days.setValue(0)
    dialog.stops.add.click()
    assert "on the day" in [b.text() for b in dialog.stops.findChildren(Button)]
    dialog.accept()
    assert window.desk.long_stop_distances() == (0,)
    assert window.desk.reminder_distances() == (3, 1)
    assert remind(store, NOW) == 0
