"""What is checked, told and asked with: each setting by a click or a key, and what it changed."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from driving import choose, click
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest

from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import telling_of
from dealwatch.model.alert import AlertSubject
from dealwatch.model.rule import Rule
from dealwatch.ui.desk.settings import Schedule
from dealwatch.ui.rules.rule_dialog import RuleDialog
from dealwatch.ui.rules.rule_list import MOST
from dealwatch.ui.settings.checking import every, hours
from dealwatch.watch.contact import contact_of
from dealwatch.watch.heartbeat import NO_CATCH_UP
from dealwatch.watch.reminder_distances import distances, long_stop_distances

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
    page.stops.days.setValue(2)
    click(page.stops.add)
    assert long_stop_distances(world.store) == (30, 7, 2, 1)


def test_the_rules_stand_on_the_page_and_are_changed_there(world) -> None:
    rules = world.page("notifications").rule_list
    assert [rule.name for rule in rules.rules] == ["Everything watched"]
    one = rules.table.height()
    rules.switch.click()
    assert not world.store.rules.all()[0].enabled
    assert "Switched off. When anything watched" in rules.table.cells.row(rules.table.cells.index(0, 0)).cells[0].spoken
    world.window.desk.save_rule(Rule("", "Mine"))
    world.window.desk_changed()
    assert [rule.name for rule in rules.rules] == ["Mine", "Everything watched"]
    assert rules.table.height() > one, "as high as its rules"
    rules.earlier.click()
    assert [rule.name for rule in world.store.rules.all()] == ["Everything watched", "Mine"]
    for _rule in range(2):
        rules.remove.click()
    assert world.store.rules.all() == ()
    assert rules.empty.isVisible()
    assert not rules.acts.isVisible()
    rules.new.click()
    assert next(dialog for dialog in world.window.findChildren(RuleDialog) if dialog.isVisible())


def test_a_list_of_many_rules_on_the_page_scrolls_by_itself(world) -> None:
    rules = world.page("notifications").rule_list
    for number in range(9):
        world.window.desk.save_rule(Rule("", f"Rule {number}"))
    world.window.desk_changed()
    assert rules.table.cells.rowCount() == 10
    assert rules.table.height() == rules.table.height_of(MOST) < rules.table.height_of(10)


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
