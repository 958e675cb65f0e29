"""The inspector says whether one was told of a change, by which rule, or why not, and leads to what decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtWidgets import QApplication

from dealwatch.alerts.outbox import Outbox
from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import Telling, keep_telling
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.deal import Deal
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.rule import Rule, RuleAct
from dealwatch.model.status import Badge
from dealwatch.system.clock import FixedClock
from dealwatch.ui.controls import Button
from dealwatch.ui.evidence import Section
from dealwatch.ui.panes import Words
from dealwatch.ui.rules.rule_dialog import RuleDialog
from dealwatch.ui.rules.rules_dialog import RulesDialog
from dealwatch.ui.settings.dialog import SettingsDialog
from dealwatch.watch.working import Working

USUAL = Rule("everything", "Everything watched")


class Desktop:
    name = "desktop"

    def available(self):
        return True

    def send(self, message):
        """Takes everything."""


@pytest.fixture
def deal(store, start):
    working = Working(store, FixedClock(start))
    found = working.create(Deal("", "Acme / Beta"))
    with store.write() as database:
        case = store.cases.create(database, source="cma", authority="CMA", number="1", title="Acme / Beta")
        store.watches.add(database, "case", "cma", start, case_id=case)
    working.put_case(case, found)
    return found


@pytest.fixture
def happens(store, start, deal):
    """A change of the deal's case, delivered as the rules say where they are given."""

    def make(rules=None, level=AlertLevel.NOTIFY, kind=EventKind.STATUS, field="stage"):
        (case,) = store.cases.all()
        event = Event("E1", case.id, start, kind, field, "", "notified", "", str(Badge.PHASE_1), "cma",
                      Evidence("", "https://x.example", start), authority="CMA")  # fmt: skip
        with store.write() as database:
            if rules is not None:
                store.rules.remove(database, "everything")
                for rule in rules:
                    store.rules.put(database, rule)
            store.events.add(database, event)
            store.alerts.raise_(database, occasion="o", now=start, subject=AlertSubject.CHANGE, level=level,
                                case_id=case.id, event_ids=["E1"])  # fmt: skip
        if rules is not None:
            Outbox(store, FixedClock(start), [Desktop()]).deliver()

    return make


@pytest.fixture
def told(make_window, times):
    """What the inspector says about the change: the window, the part's title, its words, its link."""

    def look():
        window = make_window(times.desk)
        window.go("inbox")
        window.inspect(window.desk.change_of("E1"), reveal=True)
        QApplication.processEvents()
        for part in window.inspector.findChildren(Section):
            words = [each.text() for each in part.findChildren(Words)]
            if words and words[0].startswith(("Told", "Not told")):
                return window, words, next((each for each in part.findChildren(Button)), None)
        return window, [], None

    return look


def shown(window, kind):
    QApplication.processEvents()
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def test_what_was_told_leads_to_the_rule_that_told_it(happens, told):
    happens([USUAL])
    window, words, rule = told()
    assert words == ["Told to you", "Shown by the desktop"]
    assert rule.text() == "Rule “Everything watched”"
    rule.click()
    assert shown(window, RuleDialog).name.edit.text() == "Everything watched"


def test_a_rule_of_another_name_by_now_is_named_without_a_way_to_it(happens, told, store):
    happens([USUAL])
    with store.write() as database:
        store.rules.put(database, replace(USUAL, name="All of it"))
    _window, words, rule = told()
    assert words[1:] == ["Shown by the desktop", "Rule “Everything watched”"]
    assert rule is None


def test_what_a_rule_keeps_in_the_inbox_says_so(happens, told):
    happens([Rule("r", "Not these", act=RuleAct.INBOX)])
    window, words, rule = told()
    assert words == ["Not told to you", "A rule keeps it in the inbox."]
    rule.click()
    assert shown(window, RuleDialog).name.edit.text() == "Not these"


def test_where_no_rule_spoke_the_list_is_the_way(happens, told):
    happens([])
    window, words, way = told()
    assert words == ["Not told to you", "No rule told of it."]
    way.click()
    assert shown(window, RulesDialog)


def test_a_kind_that_is_off_leads_to_the_settings(happens, told, store):
    keep_telling(store, Telling(off=frozenset({AlertSubject.CHANGE})))
    happens([USUAL])
    window, words, way = told()
    assert words == ["Not told to you", "Notifications of this kind are switched off."]
    way.click()
    assert shown(window, SettingsDialog).page == "notifications"


def test_what_waits_for_the_night_to_end_is_not_told_yet(happens, told, store):
    hours = QuietHours(time(0), time(23, 59))
    keep_telling(store, Telling(hours=hours, quiet_on=True))
    happens([USUAL])
    assert told()[1] == ["Not told to you yet", "It waits for the end of your quiet hours."]


def test_what_waits_for_the_hours_of_a_rule_names_it(happens, told):
    happens([Rule("r", "By day", hours="00:00-23:59")])
    _window, words, rule = told()
    assert words == ["Not told to you yet", "It waits for the hours of its rule."]
    assert rule.text() == "Rule “By day”"


def test_a_muted_deal_says_so(happens, told, store, deal):
    happens(None, AlertLevel.QUIET)
    with store.write() as database:
        store.deals.mute(database, deal, True)
    _window, words, way = told()
    assert words[1] == "It is muted: its changes come to the inbox only."
    assert way is None


def test_what_is_told_with_the_next_message_and_what_was_read_in_silence_say_nothing(happens, told, store):
    happens()
    assert told()[1] == []
    with store.write() as database:
        database.conn.execute("DELETE FROM alert_events")
        database.conn.execute("DELETE FROM alerts")
    assert told()[1] == []
