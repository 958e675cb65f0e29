"""Deadlines in the window over a real store: side by side, reminders in the inbox, what if, the rule for reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sample_machine import SampleMachine

from dealwatch.model.alert import AlertSubject
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal, DealKind
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Clock, Outcome, Stage, Status
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.bridge import Bridge
from dealwatch.ui.controls import Button
from dealwatch.ui.deadline_words import agreement, remaining, workings_text
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.reminder_dialog import ReminderDialog
from dealwatch.ui.reminder_rules import ReminderRules
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.tasks import AtOnce
from dealwatch.ui.theme import Look
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.ui.views.today_deadlines import DeadlineLine
from dealwatch.ui.what_if_dialog import WhatIfDialog
from dealwatch.watch.reminders import remind
from dealwatch.watch.what_if import Supposed

NOW = datetime(2026, 3, 25, 9, tzinfo=UTC)  # a Wednesday, three working days before Monday, 30 March
SEEN = datetime(2026, 2, 23, 9, tzinfo=UTC)
RUNNING = Status(Stage.NOTIFIED, clock=Clock.RUNNING)
CLEARED = Status(Stage.DECISION, Outcome.CLEARED)


def proof(words: str) -> Evidence:
    return Evidence("", "https://register.example/A", SEEN, "/deadline", words)


def put(store: Store, number: str, status: Status = RUNNING, **days: str) -> str:
    """A case of the Commission with its dated facts, watched for itself."""
    facts = {
        name.replace("__", ":"): ProvenFact(name.replace("__", ":"), day, day, quote=day, evidence=proof(day))
        for name, day in days.items()
    }
    with store.write() as database:
        case_id = store.cases.create(database, source="ec", authority="EC", number=number)
        store.cases.save(
            database, case_id, status=status, facts=facts, title=f"Alpha {number} / Beta", url="https://register.example/A",
            printed_number=number, procedure="EU_MERGER", now=SEEN, changed=True, seen=True,
        )  # fmt: skip
        store.watches.add(database, "case", "", SEEN, case_id=case_id)
    return case_id


def moved(store: Store, case_id: str, old: str | None, new: str | None, number: int) -> None:
    at = SEEN + timedelta(days=number)
    with store.write() as database:
        store.events.add(
            database,
            Event(
                f"01HX{number:022d}", case_id, at, EventKind.DEADLINE, "decision", old, new, "phase_1", "phase_1", "ec",
                proof(str(new)), authority="EC",
            ),
            before={}, after={},
        )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, SEEN) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> StoreDesk:
    return StoreDesk(store, FixedClock(NOW), IdleEngine())


@pytest.fixture
def agreeing(store: Store) -> str:
    """Notified on 20 February: day 25 is Friday, 27 March."""
    return put(store, "M.1", date__notified="2026-02-20", deadline__decision="2026-03-27")


@pytest.fixture
def window(qtbot: QtBot, look: Look, store: Store, settings: QSettings) -> MainWindow:
    desk = TimeDesk(store, FixedClock(NOW), IdleEngine()).desk
    made = MainWindow(look, desk, SampleMachine(), AtOnce(), Bridge(), settings)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    QApplication.processEvents()
    return made


def words(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget) and found.text()]


def button(widget: QWidget, text: str) -> Button:
    return next(b for b in widget.findChildren(Button) if text in (b.text(), b.accessibleName()))


# -- what is read


def test_published_and_calculated_day_stand_side_by_side(desk: StoreDesk, agreeing: str) -> None:
    (sheet,) = desk.case_deadlines(agreeing)
    assert sheet.key == f"{agreeing}/decision"
    said = agreement(sheet.deadline)
    assert (said.icon, said.words) == ("check", "Published; calculation agrees")
    assert desk.deadline(sheet.key) == sheet
    assert desk.deadline(f"{agreeing}/moon") is None
    assert desk.deadline("nobody/decision") is None
    assert desk.case_deadlines("nobody") == ()


@pytest.mark.parametrize(
    ("facts", "words", "cause"),
    [
        (
            {"date__notified": "2026-02-20", "deadline__decision": "2026-04-15"},
            "Published; the calculation gives 27 Mar 2026 (Fri), 10 working days earlier",
            "It would fit: commitments offered",
        ),
        ({"deadline__decision": "2026-03-27"}, "Published", "Nothing is calculated"),
        ({"date__notified": "2026-02-20"}, "Calculated; the European Commission has not published a day", ""),
        (
            {"date__notified": "2026-02-20", "deadline__decision": "to be confirmed"},
            "Published in words; the calculation gives 27 Mar 2026 (Fri)",
            "",
        ),
    ],
    ids=["they differ", "nothing to compare", "not published", "published in words"],
)
def test_what_is_said_of_the_two_days(store: Store, desk: StoreDesk, facts, words: str, cause: str) -> None:
    case_id = put(store, "M.2", **facts)
    found = next(each for each in desk.case_deadlines(case_id) if each.deadline.step == "decision")
    said = agreement(found.deadline)
    assert said.words == words
    assert cause in said.cause


def test_a_standing_clock_gives_no_day(store: Store, desk: StoreDesk) -> None:
    stopped = Status(Stage.NOTIFIED, clock=Clock.SUSPENDED)
    case_id = put(
        store, "M.3", stopped, date__notified="2026-02-20", clock="suspended", deadline__decision="2026-03-27"
    )
    found = next(each for each in desk.case_deadlines(case_id) if each.deadline.step == "decision")
    said = agreement(found.deadline)
    assert (said.icon, said.words) == ("pause", "Published; no day can be calculated")
    assert "which day is not known" in said.cause


def test_today_tells_of_the_next_fourteen_days_and_of_what_has_passed(store: Store, desk: StoreDesk) -> None:
    for number, day in enumerate(("2026-03-20", "2026-03-26", "2026-04-08", "2026-04-09", "2026-06-01")):
        put(store, f"M.{number}", deadline__decision=day)
    put(store, "M.9", CLEARED, deadline__decision="2026-03-26")
    found = desk.today().deadlines
    assert [(row.day.isoformat(), row.days) for row in found] == [
        ("2026-03-20", -5), ("2026-03-26", 1), ("2026-04-08", 14),
    ]  # fmt: skip
    near = desk.standing().near
    assert near is not None
    assert near.day == date(2026, 3, 26)


def test_where_little_is_near_the_next_ones_are_shown_all_the_same(store: Store, desk: StoreDesk) -> None:
    for number, day in enumerate(("2026-06-01", "2026-07-01", "2026-08-03", "2026-09-01")):
        put(store, f"M.{number}", deadline__decision=day)
    assert len(desk.today().deadlines) == 3
    assert desk.standing().near is None


def test_a_long_stop_date_is_among_the_deadlines_until_all_is_decided(store: Store, desk: StoreDesk) -> None:
    with store.write() as database:
        deal_id = store.deals.add(
            database, Deal("", "Alpha / Beta", DealKind.MERGER, long_stop=PartialDate(2026, 4, 1)), SEEN
        )
        store.deals.add(database, Deal("", "Gamma", DealKind.MERGER, long_stop=PartialDate(2026, 4)), SEEN)
    (row,) = desk.today().long_stops
    assert (row.deal.name, row.day, row.days) == ("Alpha / Beta", date(2026, 4, 1), 7)
    decided = put(store, "M.5", CLEARED)
    with store.write() as database:
        store.deals.link(database, deal_id, decided)
    assert desk.today().long_stops == ()


@pytest.mark.parametrize(
    ("working", "days", "said"),
    [
        (13, 20, "13 working days left"), (1, 1, "1 working day left"), (0, 0, "due today"),
        (-2, -4, "2 working days overdue"), (None, 3, "3 days left"), (None, -1, "1 day overdue"),
    ],
)  # fmt: skip
def test_how_much_is_left(working: int | None, days: int, said: str) -> None:
    assert remaining(working, days) == said


def test_faulty_rules_of_the_user_are_told_and_the_bundled_ones_count(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    (folder / "procedures").mkdir(parents=True)
    (folder / "procedures" / "own.toml").write_text("key = ", "utf-8")
    case_id = put(store, "M.1", date__notified="2026-02-20")
    desk = StoreDesk(store, FixedClock(NOW), IdleEngine(), folder)
    (told,) = [item for item in desk.today().attention if item.icon == "calculator"]
    assert told.title == "Your own rules for deadlines cannot be read."
    assert "own.toml" in told.text
    assert desk.case_deadlines(case_id)


def test_the_users_own_rules_count(store: Store, tmp_path: Path) -> None:
    from importlib.resources import files

    folder = tmp_path / "rules"
    (folder / "procedures").mkdir(parents=True)
    bundled = files("dealwatch.resources").joinpath("procedures", "eu_merger.toml").read_text("utf-8")
    (folder / "procedures" / "eu_merger.toml").write_text(bundled.replace("count = 25", "count = 26", 1), "utf-8")
    case_id = put(store, "M.1", date__notified="2026-02-20", deadline__decision="2026-03-27")
    desk = StoreDesk(store, FixedClock(NOW), IdleEngine(), folder)
    found = next(each for each in desk.case_deadlines(case_id) if each.deadline.step == "decision")
    assert found.deadline.comparison is not None
    assert found.deadline.comparison.difference == -1


# -- the window


def test_the_inspector_shows_the_day_the_workings_and_the_versions(
    window: MainWindow, store: Store, agreeing: str
) -> None:
    moved(store, agreeing, "2026-03-20", "2026-03-27", 4)
    window.desk_changed()
    window.go(f"deadline/{agreeing}/decision")
    said = words(window.inspector)
    assert "27 Mar 2026 (Fri)" in said
    assert "2 working days left" in said
    assert "Published; calculation agrees" in said
    assert "Complete notification received; counting starts after this day" in said
    assert "Day 25, the last day" in said
    assert "20 Mar 2026" in said
    assert window.views.current().tabs.currentIndex() == 2
    button(window.inspector, "Copy the workings").click()
    copied = QApplication.clipboard().text()
    assert copied.startswith("EC M.1 Alpha M.1 / Beta: Phase 1 decision\n27 Mar 2026 (Fri)\n")
    assert "=\tDay 25, the last day\t27 Mar 2026 (Fri)" in copied


def test_the_inspector_leads_from_one_deadline_to_another_and_to_its_changes(window: MainWindow, store: Store) -> None:
    case_id = put(store, "M.1", date__notified="2026-03-20", deadline__decision="2026-04-29")
    moved(store, case_id, "2026-04-28", "2026-04-29", 29)
    window.desk_changed()
    window.go(f"deadline/{case_id}/decision")
    button(window.inspector, "Last day for commitments in Phase 1").click()
    QApplication.processEvents()
    assert window.inspector.deadline_key == f"{case_id}/phase_1_commitments_last_day"
    button(window.inspector, "Phase 1 decision").click()
    QApplication.processEvents()
    button(window.inspector, "Show this change").click()
    QApplication.processEvents()
    assert window.inspector.change.lead.new == "2026-04-29"
    assert window.views.current().tabs.currentIndex() != 2


def test_a_calculated_day_never_looks_published(window: MainWindow, store: Store) -> None:
    case_id = put(store, "M.7", date__notified="2026-02-20")
    window.desk_changed()
    line = window.views.findChild(DeadlineLine)
    assert line.line.count == "≈ 2"
    assert (line.line.firm, line.line.role) == (False, "text2")
    assert "calculated" in line.accessibleName()
    window.go(f"deadline/{case_id}/decision")
    assert "≈ 27 Mar 2026 (Fri)" in words(window.inspector)
    figure = window.views.current().ribbon.figure
    assert "calculated only" in " ".join(mark.name for mark in figure.marks)
    assert any("≈" in text for text in words(window.views))


def test_a_flag_of_the_ribbon_opens_its_deadline(window: MainWindow, agreeing: str) -> None:
    window.desk_changed()
    window.go(f"case/{agreeing}")
    flags = [mark for mark in window.views.current().ribbon.figure.marks if "deadline" in mark.target]
    window.views.current().ribbon.opened.emit(flags[0].target)
    assert window.inspector.deadline_key == f"{agreeing}/decision"


def test_the_status_bar_tells_of_the_nearest_deadline(window: MainWindow, agreeing: str) -> None:
    window.desk_changed()
    assert "EC Alpha M.1 / Beta: Phase 1 decision, 2 working days left" in " ".join(words(window.status))


def test_a_reminder_stands_in_the_inbox_and_opens_the_deadline(window: MainWindow, store: Store, agreeing: str) -> None:
    remind(store, NOW)
    window.desk_changed()
    (change,) = [change for change in window.desk.inbox() if change.reminder is not None]
    assert change.unread
    window.go("inbox")
    window.act("next")
    QApplication.processEvents()
    assert window.inspector.deadline_key == f"{agreeing}/decision"
    assert not window.desk.inbox()[0].unread
    button(window.views, "Open deal").click()
    assert str(window.views.place) == f"case/{agreeing}"
    assert window.inspector.deadline_key == f"{agreeing}/decision"


def test_a_reminder_says_how_near_it_is() -> None:
    from dealwatch.model.alert import Reminder
    from dealwatch.ui.change_words import facts, headline, second
    from dealwatch.ui.desk import Change

    event = Event(
        "a", "c", NOW, EventKind.DEADLINE, "decision", None, "2026-03-27", "", "", "ec", proof(""), authority="EC"
    )
    near = Reminder("decision", date(2026, 3, 27), 2, 2, True, "Phase 1 decision")
    change = Change("a", (event,), reminder=near)
    assert headline(change) == "Phase 1 decision in 2 working days"
    assert second(change) == "Published by the European Commission"
    (pill,) = facts(change)
    assert (pill.label, pill.new) == ("Phase 1 decision", "27 Mar 2026 (Fri)")
    for days, working, said in ((0, 0, "today"), (1, 1, "tomorrow"), (3, 1, "on the next working day")):
        told = replace(change, reminder=replace(near, days=days, working_days=working, published=False))
        assert headline(told) == f"Phase 1 decision {said}"
        assert second(told) == "Calculated; the European Commission has not published a day"


def test_what_if_counts_beside_and_leaves_the_case_alone(window: MainWindow, store: Store, agreeing: str) -> None:
    window.desk_changed()
    before = store.cases.get(agreeing)
    window.go(f"deadline/{agreeing}/decision")
    button(window.inspector, "What if…").click()
    dialog = window.findChild(WhatIfDialog)
    dialog.rows[0].choose("phase1_commitments")
    dialog.rows[0].day.setDate(QDate(2026, 3, 20))
    dialog.table.go_to("phase_1")
    cells = dialog.table.current_row().cells
    assert [cell.text for cell in cells[1:]] == [
        "27 Mar 2026 (Fri)", "≈ 27 Mar 2026 (Fri)", "≈ 15 Apr 2026 (Wed)", "+10 WD",
    ]  # fmt: skip
    assert "Day 35, the last day" in words(dialog)
    dialog.add_row()
    dialog.rows[1].choose("stop:0")
    assert dialog.rows[1].until.isVisibleTo(dialog.rows[1])
    button(dialog.rows[1], "Suppose this no longer").click()
    QApplication.processEvents()
    assert len(dialog.rows) == 1
    assert dialog.rows[0].isVisible()
    assert dialog.supposed() == (Supposed("phase1_commitments", date(2026, 3, 20)),)
    assert store.cases.get(agreeing) == before
    dialog.close()


def test_what_if_without_a_case_says_what_it_needs(window: MainWindow) -> None:
    window.act("what_if")
    assert window.findChild(WhatIfDialog) is None
    assert any("Open a case first" in text for text in words(window.status))


def test_the_rule_for_reminders_is_the_users(window: MainWindow, store: Store, agreeing: str) -> None:
    window.act("reminders")
    dialog = window.findChild(ReminderDialog)
    assert dialog.rules.distances == (3, 1)
    dialog.rules.days.setValue(0)
    dialog.rules.add.click()
    button(dialog, "Remove: 3 working days before").click()
    assert dialog.rules.distances == (1, 0)
    dialog.accept()
    assert window.desk.reminder_distances() == (1, 0)
    remind(store, NOW)
    assert [alert for alert in store.alerts.inbox() if alert.subject is AlertSubject.REMINDER] == []


def test_no_distance_is_no_reminder(qtbot: QtBot, look: Look) -> None:
    rules = ReminderRules(look, (1,))
    qtbot.addWidget(rules)
    heard: list[tuple[int, ...]] = []
    rules.changed.connect(heard.append)
    qtbot.mouseClick(button(rules, "Remove: 1 working day before"), Qt.MouseButton.LeftButton)
    assert heard == [()]
    assert "You are not reminded of deadlines." in words(rules)


def test_workings_of_nothing_are_empty(store: Store, desk: StoreDesk) -> None:
    case_id = put(store, "M.2", deadline__decision="2026-03-27")
    (sheet,) = desk.case_deadlines(case_id)
    assert workings_text(sheet.deadline) == ""
