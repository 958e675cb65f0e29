"""Each setting by a click or a key, and what it changed: in the data, in the window's file, in the window."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import telling_of
from dealwatch.model.alert import AlertSubject
from dealwatch.ui.desk.settings import Schedule
from dealwatch.ui.settings.checking import every, hours
from dealwatch.ui.shortcuts_dialog import ShortcutsDialog
from dealwatch.watch.contact import contact_of
from dealwatch.watch.heartbeat import NO_CATCH_UP
from dealwatch.watch.reminders import distances

LEFT = Qt.MouseButton.LeftButton


def click(widget) -> None:
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def choose(box, words: str) -> None:
    """By keyboard, as somebody does who does not open the list."""
    box.setFocus()
    at = box.findText(words)
    assert at >= 0, [box.itemText(i) for i in range(box.count())]
    while box.currentIndex() != at:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < at else Qt.Key.Key_Up)


# -- checking


def test_the_interval_of_a_source_is_kept_and_the_engine_looks(world) -> None:
    page = world.page("checking")
    assert page.table.go_to("feed:x")
    choose(page.interval, "every 2 hours")
    assert world.store.sources.get("feed:x").interval == timedelta(hours=2)
    assert world.engine.woken
    assert "every 2 hours" in [cell.text for cell in page.table.current_row().cells]
    click(page.usual)
    assert world.store.sources.get("feed:x").interval == page.rows["feed:x"].usual
    assert not page.usual.isEnabled()


def test_a_shorter_interval_makes_a_source_due_from_its_last_look(world) -> None:
    from dealwatch.model.source import SourceState

    now = world.window.desk.now()
    with world.store.write() as database:
        world.store.sources.finish(
            database, "feed:x", state=SourceState.OK, detail="", now=now - timedelta(minutes=40),
            next_due=now + timedelta(hours=5), failures=0, told=False, settled=(),
        )  # fmt: skip
    page = world.page("checking")
    page.table.go_to("feed:x")
    choose(page.interval, "every 30 minutes")
    assert world.store.sources.get("feed:x").next_due == now
    choose(page.interval, "every 3 hours")
    assert world.store.sources.get("feed:x").next_due == now + timedelta(hours=3) - timedelta(minutes=40)


def test_pausing_one_and_all_and_checking_now(world) -> None:
    page = world.page("checking")
    page.table.go_to("cma")
    click(page.paused)
    assert world.store.sources.get("cma").paused
    assert page.table.current_row().cells[1].text == "paused"
    click(page.paused)
    assert not world.store.sources.get("cma").paused
    click(page.pause)
    assert world.window.desk.standing().paused
    assert world.window.actions_by_name["pause"].isChecked()
    click(page.pause)
    click(page.check)
    assert world.store.sources.get("cma").forced
    assert not world.store.sources.get("feed:x").forced
    click(page.check_all)
    assert world.store.sources.get("feed:x").forced


def test_catching_up_starting_with_the_computer_and_a_tray_that_is_not_there(world) -> None:
    page = world.page("checking")
    click(page.catch_up)
    assert world.store.settings.get(NO_CATCH_UP)
    click(page.catch_up)
    assert not world.store.settings.get(NO_CATCH_UP)
    click(page.autostart)
    assert world.machine.autostart
    assert not page.tray.isEnabled()
    assert "no tray" in page.tray_line.hint.text()
    world.window.preferences.tray_available = lambda: True
    page.refresh()
    assert page.tray.isChecked()
    click(page.tray)
    assert not world.window.preferences.closes_to_tray


def test_without_sources_the_page_says_so(make_world) -> None:
    world = make_world(sources=False)
    page = world.page("checking")
    assert page.none.isVisible()
    assert not page.table.isVisible()
    assert not page.check.isEnabled()


@pytest.mark.parametrize(("minutes", "words"), [
    (1, "every minute"), (20, "every 20 minutes"), (60, "every hour"), (90, "every 90 minutes"), (180, "every 3 hours"),
    (1440, "every day"), (2880, "every 2 days"),
])  # fmt: skip
def test_intervals_in_words(minutes, words) -> None:
    assert every(timedelta(minutes=minutes)) == words


def test_active_hours_name_their_city() -> None:
    source = Schedule("a", "A", timedelta(hours=1), timedelta(hours=1), False, (7, 20), "America/New_York")
    assert hours(source) == "7:00–20:00, New York"


# -- notifications


def test_each_kind_can_be_off_and_on_again(world) -> None:
    page = world.page("notifications")
    for subject, switch in page.kinds.items():
        click(switch)
        assert telling_of(world.store).off == {subject}
        click(switch)
        assert telling_of(world.store).off == frozenset()
    assert set(page.kinds) == set(AlertSubject)


def test_sound_and_quiet_hours(world) -> None:
    page = world.page("notifications")
    click(page.sound)
    assert telling_of(world.store).silent
    assert not page.start.isEnabled()
    click(page.quiet)
    assert telling_of(world.store).hours == QuietHours(time(22), time(7))
    assert telling_of(world.store).quiet_on
    page.start.setFocus()
    page.start.setTime(QTime(20, 30))
    QTest.keyClick(page.start, Qt.Key.Key_Return)
    assert telling_of(world.store).hours == QuietHours(time(20, 30), time(7))
    assert world.dialog.isVisible()
    page.end.setFocus()
    page.end.setTime(QTime(20, 30))
    QTest.keyClick(page.end, Qt.Key.Key_Return)
    assert "the same" in page.hours.hint.text()
    click(page.quiet)
    assert telling_of(world.store).hours == QuietHours(time(20, 30), time(20, 30))
    assert not telling_of(world.store).quiet_on


def test_reminders_are_kept_at_once(world) -> None:
    page = world.page("notifications")
    page.rules.days.setValue(7)
    click(page.rules.add)
    assert distances(world.store) == (7, 3, 1)


def test_the_test_notification_says_where_it_was_shown_and_the_last_channel_is_named(world) -> None:
    page = world.page("notifications")
    click(page.test)
    assert world.machine.tests == 1
    assert page.channel.hint.text() == "Shown by the desktop."
    now = world.window.desk.now()
    with world.store.write() as database:
        from dealwatch.model.alert import AlertLevel

        alert = world.store.alerts.raise_(database, occasion="o", now=now, subject=AlertSubject.HEALTH,
                                          level=AlertLevel.NOTIFY, source="cma", detail="blocked")  # fmt: skip
        world.store.alerts.delivered(database, [alert], "window", now)
    page.refresh()
    assert page.channel.hint.text() == "Last time: a message in the window, Tue 19 Nov, 16:05."


# -- sources and keys


def test_an_address_is_kept_and_what_is_none_is_said_without_losing_it(world) -> None:
    page = world.page("sources")
    page.contact.edit.setFocus()
    QTest.keyClicks(page.contact.edit, "not an address")
    QTest.keyClick(page.contact.edit, Qt.Key.Key_Return)
    assert page.trouble.isVisible()
    assert page.contact.edit.text() == "not an address"
    assert contact_of(world.store) == ""
    page.contact.edit.clear()
    QTest.keyClicks(page.contact.edit, "desk@example.com")
    QTest.keyClick(page.contact.edit, Qt.Key.Key_Return)
    assert contact_of(world.store) == "desk@example.com"
    assert not page.trouble.isVisible()


def test_a_key_goes_into_the_keyring_and_out_again(world) -> None:
    page = world.page("sources")
    name, field = next(iter(page.fields.items()))
    assert field.edit.echoMode() is field.edit.EchoMode.Password
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "s3cret")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert world.ring.kept == {name: "s3cret"}
    assert field.edit.text() == ""
    assert "kept in the keyring" in page._lines[name].hint.text()
    click(page.forget[name])
    assert world.ring.kept == {}
    assert "no key" in page._lines[name].hint.text()
    assert not page.forget[name].isEnabled()


def test_without_a_usable_keyring_a_key_is_kept_for_this_session_and_that_is_said(world, ring) -> None:
    ring.locked = True
    page = world.page("sources")
    name, field = next(iter(page.fields.items()))
    assert "could not be asked" in page._lines[name].hint.text()
    QTest.keyClicks(field.edit, "s3cret")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert "this session only" in page._lines[name].hint.text()
    assert "s3cret" not in (world.settings.fileName() and Path(world.settings.fileName()).read_text())


def test_where_there_is_no_keyring_it_is_said_before_anything_is_typed(world, monkeypatch) -> None:
    from dealwatch.system.secrets import Secrets, Unavailable

    monkeypatch.setattr(Secrets, "_usable", lambda _self: Unavailable("There is none."))
    page = world.page("sources")
    assert "gone when Dealwatch ends" in page.where.text()
    assert "There is none." in page.where.text()


def test_an_empty_key_is_refused(world) -> None:
    page = world.page("sources")
    page._keep(next(iter(page.fields)))
    assert page.trouble.title.text() == "No key was given."
    assert world.ring.kept == {}


def test_sources_are_switched_off_and_on(world) -> None:
    page = world.page("sources")
    click(page.switches["cma"])
    assert world.store.sources.get("cma").paused
    assert not page.switches["cma"].isChecked()
    click(page.switches["cma"])
    assert not world.store.sources.get("cma").paused
    click(page.open)
    assert str(world.window.views.place) == "sources"


# -- appearance


def test_colours_size_and_rows_change_at_once(world, look) -> None:
    page = world.page("appearance")
    choose(page.colours, "Dark")
    assert look.theme.dark
    assert world.settings.value("appearance") == "dark"
    choose(page.colours, "High contrast")
    assert look.theme.high_contrast
    choose(page.colours, "Light")
    before = look.theme.row(32)
    choose(page.density, "Compact")
    assert look.theme.compact
    assert look.theme.row(32) < before
    page.slider.setFocus()
    QTest.keyClick(page.slider, Qt.Key.Key_End)
    assert look.theme.scale == 2.0
    assert page.percent.text() == "200 %"
    assert page.colours.font().pointSizeF() == pytest.approx(20.0)
    QTest.keyClick(page.slider, Qt.Key.Key_Home)
    assert look.theme.scale == pytest.approx(0.9)
    click(page.usual)
    assert look.theme.scale == 1.0
    world.window.act("larger")
    assert page.slider.value() == 110
    world.window.act("usual_size")


def test_a_file_with_nonsense_is_the_usual_look(world, look) -> None:
    from dealwatch.ui.preferences import theme_of

    for name, value in (("appearance", "pink"), ("text_size", "huge"), ("compact", "maybe")):
        world.settings.setValue(name, value)
    theme = theme_of(world.settings)
    assert (theme.scale, theme.compact) == (1.0, False)


# -- network


def test_the_network_page_counts_the_requests_of_today(world) -> None:
    from dealwatch.store.ledger import LedgerLine

    now = world.window.desk.now()
    with world.store.write() as database:
        ages = (timedelta(minutes=1), timedelta(minutes=2), timedelta(hours=30))
        lines = [LedgerLine(now - age, "cma", "gov.uk", "/x", "GET", "list", "200", 10, 5) for age in ages]
        world.store.ledger.add(database, lines)
    page = world.page("network")
    assert page.today.hint.text() == "2 requests to 1 host. Each is listed."
    assert page.agent.text().startswith("Dealwatch/")
    assert page.proxy.text() == "none"
    click(page.ledger)
    assert str(world.window.views.place) == "sources"


@pytest.mark.parametrize(("way", "proxy", "hint"), [
    ("PROXY", "http://proxy.example:8080", "of the system is used"),
    ("SCRIPT", "not used", "by a script"),
])  # fmt: skip
def test_a_proxy_is_named(world, monkeypatch, way, proxy, hint) -> None:
    from dealwatch.system.proxy import Way

    monkeypatch.setattr("dealwatch.ui.store_settings.way_out", lambda: (Way[way], "http://proxy.example:8080"))
    page = world.page("network")
    assert page.proxy.text() == proxy
    assert hint in page.proxy_line.hint.text()


# -- shortcuts


def press(page, name: str, key: str) -> None:
    assert page.table.go_to(name)
    page.field.setFocus()
    page.field.setKeySequence(QKeySequence(key))
    page.field.editingFinished.emit()
    QApplication.processEvents()


def test_a_key_of_ones_own_works_at_once_and_after_a_start(world, settings, look) -> None:
    page = world.page("shortcuts")
    page.table.go_to("case_file")
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page.field.editingFinished.emit()
    action = world.window.actions_by_name["case_file"]
    assert action.shortcut() == QKeySequence("Ctrl+J")
    assert settings.value("keys/case_file") == "Ctrl+J"
    world.window.act("shortcuts")
    sheet = world.window.findChild(ShortcutsDialog)
    assert any("Ctrl+J" in cell.text for row in sheet.findChild(type(page.table)).cells._rows for cell in row.cells)
    sheet.close()
    click(page.usual)
    assert action.shortcut() == QKeySequence("Ctrl+Shift+P")
    assert settings.value("keys/case_file") is None


def test_the_toolbar_names_the_key_of_its_field(world) -> None:
    page = world.page("shortcuts")
    assert world.window.toolbar.search_key == "Ctrl+K"
    press(page, "find", "Ctrl+J")
    assert world.window.toolbar.search_key == "Ctrl+J"


def test_further_keys_stay_and_a_command_may_have_none(world) -> None:
    page = world.page("shortcuts")
    press(page, "check", "Ctrl+J")
    assert world.window.keys.of("check") == ("Ctrl+J", "F5")
    press(page, "add", "")
    assert world.window.keys.of("add") == ()
    assert world.window.actions_by_name["add"].shortcuts() == []


def test_a_key_that_is_taken_is_not_taken_silently(world) -> None:
    page = world.page("shortcuts")
    press(page, "citation", "Ctrl+N")
    assert page.clash.isVisible()
    assert "“Add”" in page.clash.text.text()
    assert world.window.keys.of("citation") == ("Ctrl+Shift+C",)
    page._take_over()
    assert world.window.keys.of("citation") == ("Ctrl+N",)
    assert world.window.keys.of("add") == ()
    assert not page.clash.isVisible()
    click(page.usual)
    assert world.window.keys.of("citation") == ("Ctrl+Shift+C",)
    click(page.reset_all)
    assert world.window.keys.of("add") == ("Ctrl+N",)
    assert not page.reset_all.isEnabled()


def test_keys_of_places_cannot_be_given_away(world) -> None:
    page = world.page("shortcuts")
    press(page, "add", "Ctrl+3")
    assert "cannot be given away" in page.clash.text.text()
    assert world.window.keys.of("add") == ("Ctrl+N",)


def test_a_kept_key_that_is_none_is_left_out(world, settings) -> None:
    settings.setValue("keys/add", "Ctrl+J | no key at all | ")
    assert world.window.keys.of("add") == ("Ctrl+J",)


# -- language


def test_a_language_is_handed_to_who_speaks_it(world) -> None:
    page = world.page("language")
    spoken = []
    world.window.preferences.speak = spoken.append
    choose(page.language, "Deutsch")
    assert spoken[-1] == "de"
    choose(page.language, "As the system")
    assert spoken[-1] == ""


# -- the window


def test_one_window_that_is_not_modal_and_comes_back_at_its_page(world) -> None:
    from dealwatch.ui.settings.dialog import SettingsDialog

    world.page("data")
    assert not world.dialog.isModal()
    world.window.act("settings")
    assert len(world.window.findChildren(SettingsDialog)) == 1
    assert world.dialog.page == "data"
    QTest.keyClick(world.dialog, Qt.Key.Key_Escape)
    assert not world.dialog.isVisible()
    world.window.act("settings")
    fresh = [found for found in world.window.findChildren(SettingsDialog) if found.isVisible()]
    assert [found.page for found in fresh] == ["data"]


@pytest.mark.parametrize(("text", "page", "words"), [
    ("dark", "appearance", "Colours"),
    ("integrity", "data", "Soundness"),
    ("SEC", "sources", "Address"),
    ("robots.txt", "network", "Rules of sites for programs"),
    ("night", "notifications", "Quiet hours"),
    ("sprache", "language", "Language"),
])  # fmt: skip
def test_the_search_finds_a_setting_and_enter_goes_to_it(world, text, page, words) -> None:
    world.page("checking")
    QTest.keyClicks(world.dialog.search.edit, text)
    assert world.dialog.page == page
    marked = [entry for each in world.dialog.pages.values() for entry in each.entries if entry.line.marked]
    assert [entry.words for entry in marked] == [words]
    QTest.keyClick(world.dialog.search.edit, Qt.Key.Key_Return)
    assert world.dialog.isVisible()
    focus = world.dialog.focusWidget()
    assert focus is not None
    assert marked[0].line.isAncestorOf(focus)
    world.dialog.search.edit.setFocus()
    QTest.keyClick(world.dialog.search.edit, Qt.Key.Key_Escape)
    assert world.dialog.isVisible(), "Escape first empties the field"
    assert not any(entry.line.marked for each in world.dialog.pages.values() for entry in each.entries)


def test_a_search_without_a_hit_says_so(world) -> None:
    QTest.keyClicks(world.dialog.search.edit, "zebra")
    assert world.dialog.none.isVisible()
    assert world.dialog.list.keys() == []
    world.dialog.search.edit.clear()
    assert world.dialog.list.keys() == list(world.dialog.pages)


def test_every_page_is_reached_by_keyboard(world) -> None:
    seen = [world.dialog.page]
    world.dialog.search.edit.setFocus()
    QTest.keyClick(world.dialog.search.edit, Qt.Key.Key_Down)
    assert world.dialog.list.hasFocus()
    for _page in world.dialog.pages:
        QTest.keyClick(world.dialog.list, Qt.Key.Key_Down)
        seen.append(world.dialog.page)
    assert set(seen) == set(world.dialog.pages)


def test_a_click_on_the_words_of_a_switch_is_one_on_it(world) -> None:
    page = world.page("checking")
    line = page.catch_up.parentWidget()
    QTest.mouseClick(line, LEFT, pos=QPoint(30, line.height() // 2))
    assert world.store.settings.get(NO_CATCH_UP)


def test_every_control_has_a_name(world) -> None:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractSlider,
        QComboBox,
        QDateTimeEdit,
        QKeySequenceEdit,
        QLineEdit,
        QScrollBar,
        QSpinBox,
    )

    kinds = (QAbstractButton, QComboBox, QKeySequenceEdit, QSpinBox, QDateTimeEdit, QAbstractSlider)
    for name in world.dialog.pages:
        page = world.page(name)
        for control in [found for kind in kinds for found in page.findChildren(kind)]:
            inner = isinstance(control, QScrollBar) or control.objectName().startswith("qt_")
            own = isinstance(control, QLineEdit) or isinstance(control.parent(), QKeySequenceEdit | QLineEdit)
            if not inner and not own:
                said = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
                assert said.strip(" –"), (name, control)


def test_what_changes_elsewhere_is_shown(world) -> None:
    page = world.page("checking")
    assert not page.pause.isChecked()
    world.window.act("pause")
    assert page.pause.isChecked()


def test_settings_are_of_now_while_the_past_is_looked_at(world) -> None:
    world.window.desk.look_at(world.window.desk.now() - timedelta(days=30))
    page = world.page("checking")
    page.table.go_to("cma")
    click(page.paused)
    assert world.store.sources.get("cma").paused
    world.window.desk.look_at(None)


@pytest.mark.parametrize(("usual", "compact"), [(32, 28), (54, 46), (28, 26), (58, 52), (30, 28), (26, 26)])
def test_compact_rows_are_those_of_the_design_and_never_cut_the_text(qapp, usual, compact) -> None:
    from dealwatch.ui.theme import Appearance, choose

    comfortable, dense = (choose(Appearance.LIGHT, 1.0, "Noto Sans", compact=wanted) for wanted in (False, True))
    assert (comfortable.dense(usual), dense.dense(usual)) == (usual, compact)
    for scale in (0.9, 2.0):
        theme = choose(Appearance.LIGHT, scale, "Noto Sans", compact=True)
        assert theme.row(usual) >= theme.metrics().height() + 9


def test_compact_reaches_the_lists_of_the_window_at_once(world, look, make_window, desk) -> None:
    from dealwatch.ui.inbox_tree import InboxTree
    from dealwatch.ui.views.matrix_table import MatrixTable

    window = make_window(desk)
    heights = {}
    for compact in (False, True):
        world.window.preferences.set_compact(compact)
        window.go("inbox")
        QApplication.processEvents()
        tree = window.findChild(InboxTree)
        first = next(index for index in iter_changes(tree))
        window.go("portfolio/matrix")
        QApplication.processEvents()
        matrix = next(found for found in window.findChildren(MatrixTable) if found.isVisible())
        heights[compact] = (tree.visualRect(first).height(), matrix.rowHeight(0), window.sidebar.sizeHintForRow(0))
    assert all(small < large for small, large in zip(heights[True], heights[False], strict=True)), heights
    world.window.preferences.set_compact(False)


def iter_changes(tree):
    from dealwatch.ui.inbox_tree import CHANGE

    model = tree.model()
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        for place in range(model.rowCount(group)):
            if model.index(place, 0, group).data(CHANGE) is not None:
                yield model.index(place, 0, group)
