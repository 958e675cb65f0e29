"""The calendar by mouse and keyboard over a real store: days, months, agenda, chips, copies, the calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from seeded_calendar import NO_CLOCK, NOW, put, put_deal

from dealwatch.figures.calendar_entries import CalendarEntry, Choice
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.main_window import MainWindow
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.ui.trouble_dialog import TroubleDialog
from dealwatch.ui.views.calendar import CalendarView

TODAY = date(2026, 3, 25)
KEY = Qt.Key


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data", NOW) as opened:
        yield opened


@pytest.fixture
def deal(store: Store) -> str:
    """Three days awaited: one alone in March, two on a day of April; one long passed, one review without a clock."""
    found = put_deal(store, "Alpha / Beta", list_name="Mine")
    put(store, "M.1", deal=found, deadline__decision="2026-03-27")
    put(store, "M.2", deadline__decision="2026-04-14")
    put(store, "C.1", authority="CMA", deadline__phase_1="2026-04-14")
    put(store, "M.3", deadline__decision="2026-03-03")
    put(store, "M.4", NO_CLOCK)
    return found


@pytest.fixture
def window(make_window, store: Store, deal: str) -> Iterator[MainWindow]:
    desk = TimeDesk(store, FixedClock(NOW), IdleEngine())
    found = make_window(desk.desk)
    found.go("calendar")
    QApplication.processEvents()
    yield found
    desk.close()


@pytest.fixture
def view(window: MainWindow) -> CalendarView:
    found = window.views.current()
    assert isinstance(found, CalendarView)
    found.grid.setFocus(Qt.FocusReason.TabFocusReason)
    return found


def press(view: CalendarView, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(view.grid, key, modifier)


def day_of(view: CalendarView) -> date:
    day = view.grid.day
    assert day is not None
    return day.day


def entry_on(view: CalendarView, day: date) -> CalendarEntry:
    assert view.month is not None
    (found,) = (entry for entry in view.month.own if entry.day == day)
    return found


def point_of(view: CalendarView, entry: CalendarEntry) -> QPoint:
    box = view.grid.entry_box(entry)
    assert box is not None
    return box.center().toPoint()


def listed(view: CalendarView) -> list[date]:
    return [entry.day for entry in view.agenda.entries()]


def calls(view: CalendarView) -> list[tuple[str, date]]:
    """What the month asks for from now on."""
    found: list[tuple[str, date]] = []
    view.grid.opened.connect(lambda entry: found.append(("opened", entry.day)))
    view.grid.entered.connect(lambda entry: found.append(("entered", entry.day)))
    return found


def test_it_opens_on_today_with_what_is_to_come(view: CalendarView) -> None:
    assert day_of(view) == TODAY
    assert listed(view) == [date(2026, 3, 27), date(2026, 4, 14), date(2026, 4, 14)]
    assert view._agenda_head.count.text() == "3 ahead"


def test_arrows_go_by_day_and_week_and_over_the_edge_of_the_month(view: CalendarView) -> None:
    press(view, KEY.Key_Right, KEY.Key_Right)
    assert day_of(view) == date(2026, 3, 27)
    assert view.agenda.currentIndex().isValid(), "the agenda follows"
    press(view, KEY.Key_Down)
    assert (day_of(view), view._title.text()) == (date(2026, 4, 3), "April 2026")
    press(view, KEY.Key_Up, KEY.Key_Left)
    assert (day_of(view), view._title.text()) == (date(2026, 3, 26), "March 2026")


def test_page_keys_turn_months_and_today_comes_back(view: CalendarView) -> None:
    press(view, KEY.Key_PageDown)
    assert day_of(view) == date(2026, 4, 25)
    press(view, KEY.Key_PageUp, KEY.Key_PageUp)
    assert day_of(view) == date(2026, 2, 25)
    view.go_to_today()
    assert (day_of(view), view._title.text()) == (TODAY, "March 2026")


def test_a_month_that_is_shorter_keeps_its_last_day(view: CalendarView) -> None:
    view._go_to(date(2026, 3, 31))
    press(view, KEY.Key_PageUp)
    assert day_of(view) == date(2026, 2, 28)


def test_enter_opens_what_stands_on_the_day(view: CalendarView, window: MainWindow, deal: str) -> None:
    found = calls(view)
    press(view, KEY.Key_Return)
    assert found == [], "nothing stands on today"
    press(view, KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    assert found == [("opened", date(2026, 3, 27))]
    assert window.views.current() is view, "the inspector shows it beside"
    press(view, KEY.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert found[-1] == ("entered", date(2026, 3, 27))
    assert window.views.current() is not view


def test_of_several_entries_a_menu_asks_which(view: CalendarView, qtbot) -> None:
    found = calls(view)
    view._go_to(date(2026, 4, 14))
    press(view, KEY.Key_Return)
    menu = view.grid.findChild(QMenu)
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert [action.text().split(",")[0] for action in menu.actions()] == ["CMA Alpha C.1 / Beta", "EC Alpha M.2 / Beta"]
    menu.actions()[1].trigger()
    menu.close()
    assert found == [("opened", date(2026, 4, 14))]


def test_a_click_opens_once_and_a_double_click_goes_to_the_deal(view: CalendarView) -> None:
    found = calls(view)
    place = point_of(view, entry_on(view, date(2026, 3, 27)))
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found == [("opened", date(2026, 3, 27))]
    assert day_of(view) == date(2026, 3, 27)
    # as a hand does it: press, release, double press, release
    QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found[1:] == [("entered", date(2026, 3, 27))]


def test_neither_another_button_nor_a_drag_opens(view: CalendarView) -> None:
    found = calls(view)
    place = point_of(view, entry_on(view, date(2026, 3, 27)))
    area = view.grid.viewport()
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=place - QPoint(0, 200))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(area, Qt.MouseButton.MiddleButton, pos=place)
    assert found == []


def test_an_entry_of_the_month_beside_opens_though_its_press_turns_the_page(view: CalendarView) -> None:
    found = calls(view)
    view._go_to(date(2026, 2, 10))
    view.chips.past.click()
    assert view.month is not None
    (entry,) = (entry for week in view.month.weeks for day in week for entry in day.entries)
    assert entry.day == date(2026, 3, 3)
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, entry))
    assert (found, view._title.text()) == ([("opened", date(2026, 3, 3))], "March 2026")


def wheel(view: CalendarView, delta: int) -> None:
    area = view.grid.viewport()
    place = QPointF(area.rect().center())
    event = QWheelEvent(
        place, QPointF(area.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(area, event)


def test_a_notch_of_the_wheel_is_a_month(view: CalendarView) -> None:
    wheel(view, -120)
    assert view._title.text() == "April 2026"
    for _ in range(4):  # a fine wheel adds up
        wheel(view, 30)
    assert view._title.text() == "March 2026"


def test_the_agenda_by_key(view: CalendarView) -> None:
    view.agenda.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.agenda, KEY.Key_Down)
    QTest.keyClick(view.agenda, KEY.Key_Down)
    assert view._title.text() == "April 2026", "the month follows the agenda"
    assert date(2026, 3, 27) in listed(view), "which does not run away from below the cursor"


def test_the_next_and_the_one_before_go_through_every_entry(view: CalendarView) -> None:
    def current() -> str:
        thing = view.agenda.thing(view.agenda.currentIndex())
        assert isinstance(thing, CalendarEntry)
        return thing.name

    names = []
    for by in (1, 1, 1, -1, -1):
        view.step(by)
        names.append(current())
    first, second, third = "Alpha / Beta", "Alpha C.1 / Beta", "Alpha M.2 / Beta"
    assert names == [first, second, third, second, first]
    assert day_of(view) == date(2026, 3, 27)


def test_what_passed_long_ago_stands_in_its_week_with_the_chip_past(view: CalendarView) -> None:
    view.chips.past.click()
    assert listed(view)[0] == date(2026, 3, 3)
    first = view.agenda.entries()[0]
    assert first.spoken.endswith("passed, nothing published since, Published")
    assert view._agenda_head.count.text() == "3 ahead"
    view.chips.past.click()
    assert date(2026, 3, 3) not in listed(view)


def actions(menu: QMenu) -> dict[str, object]:
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_menus_of_the_chips(view: CalendarView) -> None:
    menus = view.chips.findChildren(QMenu)
    authorities, lists = menus
    found = actions(authorities)
    chosen = next(action for text, action in found.items() if "Competition and Markets" in text or text == "CMA")
    chosen.trigger()
    assert view.chips.choice.authorities == frozenset({"CMA"})
    assert listed(view) == [date(2026, 4, 14)]
    assert view.chips.authority.text() == "CMA"
    actions(authorities)["All authorities"].trigger()
    assert view.chips.choice == Choice()
    actions(lists)["Mine"].trigger()
    assert listed(view) == [date(2026, 3, 27)]
    view.chips.published.click()
    assert listed(view) == []


def test_a_quiet_month_says_where_the_next_day_is(view: CalendarView) -> None:
    assert view.quiet.isHidden()
    press(view, KEY.Key_PageUp)
    assert not view.quiet.isHidden()
    assert "The next one is 27 Mar 2026 (Fri): EC Alpha / Beta." in view.quiet.text.text()
    view.quiet.wanted.emit(date(2026, 3, 27))
    assert (day_of(view), view.quiet.isHidden()) == (date(2026, 3, 27), True)


def test_month_and_agenda_as_modes(view: CalendarView, window: MainWindow) -> None:
    view.show_mode("agenda")
    assert (view.grid.isVisible(), view.agenda.isVisible()) == (False, True)
    assert view.first_focus() is view.agenda
    view.show_mode("month")
    assert (view.grid.isVisible(), view.agenda.isVisible()) == (True, True)
    window.resize(820, 640)
    QApplication.processEvents()
    assert (view.grid.isVisible(), view.agenda.isVisible()) == (True, False), "too narrow for both"


def test_the_month_is_copied_as_table_too(view: CalendarView) -> None:
    press(view, KEY.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.text().startswith("Day\tAuthority\t")
    assert "27 Mar 2026 (Fri)\tEC\tAlpha / Beta" in data.text()


def test_the_calendar_file_has_every_month_of_what_is_shown(
    view: CalendarView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "days.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: (str(path), ""))
    view.ask_file()
    assert view._said.text() == "3 days written to days.ics."
    found = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert sorted(each.start for each in found) == [date(2026, 3, 27), date(2026, 4, 14), date(2026, 4, 14)]


def test_no_file_is_chosen(view: CalendarView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: ("", ""))
    view.ask_file()
    assert view._said.text() == ""


def test_a_file_that_cannot_be_written_is_told(view: CalendarView, window: MainWindow, tmp_path: Path) -> None:
    view.write(tmp_path / "no such folder" / "days.ics")
    (dialog,) = window.findChildren(TroubleDialog)
    assert dialog.isVisible()
    assert view._said.text() == ""
    dialog.close()


def test_an_error_of_the_program_is_not_taken_for_the_user_s(view: CalendarView) -> None:
    with pytest.raises(ZeroDivisionError):
        view._not_written(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        view._failed(ZeroDivisionError())


def test_nothing_watched_says_so(make_window, tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty", NOW) as empty:
        desk = TimeDesk(empty, FixedClock(NOW), IdleEngine())
        window = make_window(desk.desk)
        window.go("calendar")
        assert window.views.current()._pages.currentIndex() == 1
        window.close()
        desk.close()
