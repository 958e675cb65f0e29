"""Reminders of long-stop dates: told once for each day and distance, in calendar days, never for what holds no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dealwatch.model.alert import Alert, AlertLevel, AlertSubject, Reminder, deal_meant
from dealwatch.model.dates import PartialDate
from dealwatch.model.deal import Deal
from dealwatch.model.errors import UsageError
from dealwatch.model.facts import ProvenFact
from dealwatch.model.status import Outcome, Stage, Status
from dealwatch.watch.long_stops import STATED
from dealwatch.watch.reminder_distances import (
    USUAL_LONG_STOP,
    distances,
    long_stop_distances,
    set_long_stop_distances,
)
from dealwatch.watch.reminders import remind

DAY = date(2026, 6, 30)


def at(days: int, hour: int = 12) -> datetime:
    """So many days before the long-stop date, at noon."""
    return datetime(2026, 6, 30, hour, tzinfo=UTC) - timedelta(days=days)


@pytest.fixture
def deal_id(store):
    return put(store)


def put(store, name="Alpha / Beta", **more):
    with store.write() as database:
        return store.deals.add(database, Deal("", name, long_stop=PartialDate.of(DAY), **more), at(90))


def change(store, deal_id, **values):
    with store.write() as database:
        store.deals.update(database, replace(store.deals.get(deal_id), **values))


def told(store) -> list[tuple[str, int]]:
    return [(str(r.day), r.days) for r in (Reminder.parse(alert.detail) for alert in reminders(store))]


def reminders(store) -> list[Alert]:
    return [alert for alert in store.alerts.inbox()[::-1] if alert.subject is AlertSubject.REMINDER]


def deliver(store, now):
    with store.write() as database:
        store.alerts.delivered(database, [alert.id for alert in store.alerts.undelivered()], "test", now)


def case(store, deal_id, status, **facts):
    with store.write() as database:
        case_id = store.cases.create(database, source="reg", authority="EC", number=f"{status.stage} {facts}")
        given = {name: ProvenFact(name, value) for name, value in facts.items()}
        store.cases.save(
            database, case_id, status=status, facts=given, title="", url="", printed_number="", procedure="",
            now=at(90), changed=False, seen=True,
        )  # fmt: skip
        store.deals.link(database, deal_id, case_id)


def test_thirty_seven_and_one_day_before(store, deal_id):
    raised = {}
    for days in range(40, -3, -1):
        now = at(days)
        raised[days] = remind(store, now)
        deliver(store, now)
    assert [days for days, count in raised.items() if count] == [30, 7, 1]
    assert told(store) == [("2026-06-30", 30), ("2026-06-30", 7), ("2026-06-30", 1)]
    first = reminders(store)[0]
    assert (first.level, first.case_id, first.deal_id) == (AlertLevel.NOTIFY, "", deal_id)
    assert Reminder.parse(first.detail) == Reminder(f"long_stop/{deal_id}", DAY, 30, 30, False, "Long-stop date")


def test_a_day_is_told_once_and_late_after_a_sleep(store, deal_id):
    assert remind(store, at(5)) == 1
    assert remind(store, at(5, 13)) == 0
    assert told(store) == [("2026-06-30", 5)]
    deliver(store, at(5))
    assert remind(store, at(4)) == 0


def test_two_deals_with_the_same_day_are_two_reminders(store, deal_id):
    other = put(store, "Gamma / Delta")
    assert remind(store, at(7)) == 2
    assert {alert.deal_id for alert in reminders(store)} == {deal_id, other}


def test_a_moved_day_takes_back_what_nobody_was_told(store, deal_id):
    remind(store, at(7))
    change(store, deal_id, long_stop=PartialDate.of(DAY + timedelta(days=60)))
    assert remind(store, at(6)) == 0
    assert told(store) == []


@pytest.mark.parametrize(
    "settle",
    [
        lambda store, deal_id: change(store, deal_id, long_stop=None),
        lambda store, deal_id: change(store, deal_id, long_stop=PartialDate.parse("2026-06")),
        lambda store, deal_id: case(store, deal_id, Status(Stage.DECISION, Outcome.CLEARED)),
        lambda store, deal_id: archive(store, deal_id),
        lambda store, deal_id: remove(store, deal_id),
    ],
    ids=["taken away", "no full day", "decided", "archived", "removed"],
)
def test_nothing_of_what_presses_no_longer(store, deal_id, settle):
    settle(store, deal_id)
    assert remind(store, at(7)) == 0
    assert told(store) == []


def archive(store, deal_id):
    with store.write() as database:
        store.deals.archive(database, deal_id, at(60))


def remove(store, deal_id):
    with store.write() as database:
        store.deals.remove(database, deal_id, at(60))


def test_the_sample_reminds_nobody_and_a_muted_deal_in_the_inbox_only(store):
    put(store, "Sample", sample=True)
    muted = put(store, "Muted")
    with store.write() as database:
        store.deals.mute(database, muted, True)
    assert remind(store, at(7)) == 1
    (alert,) = reminders(store)
    assert (alert.deal_id, alert.level) == (muted, AlertLevel.QUIET)
    assert store.alerts.undelivered() == []


def test_a_document_can_give_the_day(store, deal_id):
    change(store, deal_id, long_stop=None)
    case(store, deal_id, Status(Stage.NOTIFIED), **{STATED: "2026-06-30"})
    assert remind(store, at(30)) == 1
    assert Reminder.parse(reminders(store)[0].detail).published


def test_the_user_chooses_the_distances(store, deal_id):
    assert long_stop_distances(store) == USUAL_LONG_STOP
    remind(store, at(60))
    set_long_stop_distances(store, [0, 90, 90])
    assert long_stop_distances(store) == (90, 0)
    assert distances(store) == (3, 1)
    assert remind(store, at(60)) == 1
    assert remind(store, at(0)) == 1
    set_long_stop_distances(store, [])
    assert remind(store, at(0)) == 0
    for wrong in (-1, 366):
        with pytest.raises(UsageError, match="no distance") as caught:
            set_long_stop_distances(store, [wrong])
        assert "365" in caught.value.hint
    assert long_stop_distances(store) == ()


def test_only_a_long_stop_date_means_a_deal():
    assert deal_meant("long_stop/D1|2026-06-30|7|7||Long-stop date") == "D1"
    assert deal_meant("decision|2026-06-30|7|7||Phase 1 decision") == ""
    assert deal_meant("") == ""
