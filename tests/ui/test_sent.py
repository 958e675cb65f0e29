"""A change that a channel beyond this computer has not taken says so, in the inbox and in the inspector."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.model.channel import ChannelKind, Trouble
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Badge
from dealwatch.system.clock import FixedClock
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.evidence import Section
from dealwatch.ui.panes import Words
from dealwatch.ui.settings.dialog import SettingsDialog
from dealwatch.ui.store_read import Reading
from dealwatch.ui.time_desk import TimeDesk


@pytest.fixture
def alert(store, start):
    with store.write() as database:
        case = store.cases.create(database, source="cma", authority="CMA", number="1", title="Acme / Beta")
        event = Event("E1", case, start, EventKind.STATUS, "stage", "", "notified", "", str(Badge.PHASE_1), "cma",
                      Evidence("", "https://x.example", start), authority="CMA")  # fmt: skip
        store.events.add(database, event)
        made = store.alerts.raise_(database, occasion="o", now=start, subject=AlertSubject.CHANGE,
                                   level=AlertLevel.NOTIFY, case_id=case, event_ids=["E1"])  # fmt: skip
        store.alerts.delivered(database, [made], "desktop", start)
        for name, after in (("Deal team", 0), ("Partners", 1)):
            store.channels.add(database, name, ChannelKind.SLACK, start + timedelta(seconds=after))
        store.channels.queue(database, [made], start)
    return made


def _fail(store, start, name, trouble):
    channel = next(channel for channel in store.channels.all() if channel.name == name)
    with store.write() as database:
        batch = store.channels.claim(database, channel.id, start)
        if trouble is None:
            store.channels.taken(database, channel.id, batch, start)
        else:
            store.channels.failed(database, channel.id, batch, trouble, start, certain=True)


def test_what_a_channel_has_not_taken_is_said_beside_the_change(store, start, alert, make_window):
    _fail(store, start, "Partners", None)
    times = TimeDesk(store, FixedClock(start), IdleEngine())
    window = make_window(times.desk)
    window.go("inbox")
    reader = window.findChild(SettingsDialog)
    assert reader is None
    window.inspect(window.desk.change_of("E1"), reveal=True)
    QApplication.processEvents()
    words = [each.text() for part in window.inspector.findChildren(Section) for each in part.findChildren(Words)]
    assert "Sent to Partners" in words
    assert not any(text.startswith("Not sent") for text in words), "nobody has tried the other one yet"
    _fail(store, start, "Deal team", Trouble.LOGIN)
    window.desk_changed()
    window.inspect(window.desk.change_of("E1"), reveal=True)
    QApplication.processEvents()
    words = [each.text() for part in window.inspector.findChildren(Section) for each in part.findChildren(Words)]
    said = "Not sent to Deal team yet. The server does not accept the user name and password."
    assert said in words
    assert said in [each.text() for each in window.findChildren(Words) if each.isVisible()]
    (way,) = [each for each in window.inspector.findChildren(object) if getattr(each, "text", str)() == "Channels…"]
    way.click()
    QApplication.processEvents()
    assert window.findChild(SettingsDialog).page == "channels"


def test_a_change_is_made_anew_only_when_something_of_it_is_new(store, start, alert):
    reading = Reading(store, lambda: start)
    (before,) = reading.changes()
    assert before.posted == ()
    with store.write() as database:
        store.settings.put(database, "something", "else")
    assert reading.changes()[0] is before
    _fail(store, start, "Partners", None)
    assert [(each.channel, each.sent) for each in reading.changes()[0].posted] == [("Partners", True)]
