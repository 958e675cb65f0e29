"""Reminders: due once for each day and distance, never for what holds no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dealwatch.model.alert import AlertLevel, AlertSubject, Reminder
from dealwatch.model.deal import Deal
from dealwatch.model.errors import UsageError
from dealwatch.model.evidence import Evidence
from dealwatch.model.status import Stage, Status
from dealwatch.watch.by_hand import SAMPLE_SOURCE, Entry, enter
from dealwatch.watch.reminder_distances import USUAL, distances, set_distances
from dealwatch.watch.reminders import remind

WEDNESDAY = datetime(2026, 3, 25, 9, tzinfo=UTC)  # three working days before Monday, 30 March
EVIDENCE = Evidence("", "https://x", WEDNESDAY)


def put(desk, day="2026-03-30", number="A", **facts):
    deadline = {"deadline:decision": day} if day else {}
    given = {"stage": "in_depth", "title": "A / B", "date:phase_2": "2026-01-05", **deadline, **facts}
    desk.world.put(f"case/{number}", number=number, procedure="EU_MERGER", facts=given)


@pytest.fixture
def watched(desk):
    """A case watched with its deadline on Monday, 30 March 2026, read on the Wednesday before."""
    desk.watch()
    desk.world.list("A")
    put(desk)
    desk.clock.set(WEDNESDAY)
    desk.check()
    return desk


def told(desk):
    alerts = [alert for alert in desk.store.alerts.inbox() if alert.subject is AlertSubject.REMINDER]
    return [
        (Reminder.parse(alert.detail).day.isoformat(), Reminder.parse(alert.detail).working_days) for alert in alerts
    ][::-1]


def deliver(desk):
    with desk.store.write() as database:
        waiting = [alert.id for alert in desk.store.alerts.undelivered()]
        desk.store.alerts.delivered(database, waiting, "test", desk.clock.now())


def test_three_working_days_before_and_one(watched):
    case = watched.store.cases.find("reg", "A")
    moments = [WEDNESDAY - timedelta(days=1), WEDNESDAY, WEDNESDAY + timedelta(hours=5)]
    moments += [WEDNESDAY + timedelta(days=n) for n in range(1, 6)]
    raised = []
    for moment in moments:
        raised.append(remind(watched.store, moment))
        deliver(watched)
    assert raised == [0, 1, 0, 0, 1, 0, 0, 0]
    assert told(watched) == [("2026-03-30", 3), ("2026-03-30", 1)]
    (first, _) = [a for a in watched.store.alerts.inbox()[::-1] if a.subject is AlertSubject.REMINDER]
    assert (first.level, first.case_id, first.event_ids) == (AlertLevel.NOTIFY, case.id, ())
    assert Reminder.parse(first.detail) == Reminder("decision", date(2026, 3, 30), 3, 5, True, "Phase 2 decision")


def test_a_machine_that_slept_is_told_once_and_late(watched):
    assert remind(watched.store, WEDNESDAY + timedelta(days=2)) == 1
    assert told(watched) == [("2026-03-30", 1)]


def test_a_moved_day_is_told_anew_and_the_old_one_taken_back_if_nobody_was_told(watched):
    assert remind(watched.store, WEDNESDAY) == 1
    put(watched, "2026-03-27")
    watched.check()
    assert remind(watched.store, WEDNESDAY + timedelta(hours=2)) == 1
    assert told(watched) == [("2026-03-27", 2)]


def test_what_was_told_stays_when_the_day_moves(watched):
    remind(watched.store, WEDNESDAY)
    deliver(watched)
    put(watched, "2026-03-27")
    watched.check()
    remind(watched.store, WEDNESDAY + timedelta(hours=2))
    assert told(watched) == [("2026-03-30", 3), ("2026-03-27", 2)]


def test_an_untold_reminder_tells_the_days_that_are_left_when_it_goes_out(watched):
    remind(watched.store, WEDNESDAY)
    remind(watched.store, WEDNESDAY + timedelta(days=1))
    assert told(watched) == [("2026-03-30", 2)]


@pytest.mark.parametrize(
    "change",
    [
        {"day": ""},
        {"outcome": "cleared", "stage": "decision"},
        {"clock": "suspended", "day": ""},
    ],
    ids=["vanished", "decided", "stopped"],
)
def test_nothing_is_told_of_a_deadline_that_holds_no_more(watched, change):
    assert remind(watched.store, WEDNESDAY) == 1
    put(watched, **change)
    watched.check()
    assert remind(watched.store, WEDNESDAY + timedelta(hours=1)) == 0
    assert told(watched) == []


def test_two_cases_with_the_same_day_are_two_reminders(watched):
    rows = [{"number": number, "procedure": "EU_MERGER", "facts": {"title": "A / B"}} for number in "AB"]
    watched.world.put("list", rows=rows)
    put(watched, number="B")
    watched.check()
    assert remind(watched.store, WEDNESDAY) == 2
    assert len(told(watched)) == 2


def test_it_looks_again_when_the_hour_changes_or_something_was_seen(watched, monkeypatch):
    looks = []
    monkeypatch.setattr("dealwatch.watch.reminders.upcoming", lambda *_: looks.append(1) or ())
    remind(watched.store, WEDNESDAY)
    remind(watched.store, WEDNESDAY + timedelta(minutes=59))
    assert len(looks) == 1
    remind(watched.store, WEDNESDAY + timedelta(minutes=60))
    assert len(looks) == 2
    put(watched, "2026-04-20")
    watched.check()
    remind(watched.store, WEDNESDAY + timedelta(minutes=61))
    assert len(looks) == 3


def test_bundled_days_and_days_in_words_remind_nobody(store):
    days = {"decision": date(2026, 3, 30)}
    entry = Entry("S", "EC", "A / B", "In depth", EVIDENCE, Status(Stage.IN_DEPTH), deadlines=days)
    with store.write() as database:
        for source, procedure in ((SAMPLE_SOURCE, "EU_MERGER"), ("user", "NOBODYS_LAW")):
            case_id, _ = enter(store, database, replace_procedure(entry, procedure), WEDNESDAY, source=source)
            store.watches.add(database, "case", source, WEDNESDAY, case_id=case_id)
    assert remind(store, WEDNESDAY) == 0


def replace_procedure(entry, procedure):
    return Entry(entry.number, entry.authority, entry.title, entry.words, entry.evidence, entry.status,
                 deadlines=entry.deadlines, procedure=procedure)  # fmt: skip


def test_the_lesser_days_of_a_case_remind_those_who_track_its_deal(watched):
    lesser = datetime(2026, 4, 8, 9, tzinfo=UTC)  # the last day for commitments is 9 April
    put(watched, "2026-05-29")
    watched.check()
    assert remind(watched.store, lesser) == 0
    case = watched.store.cases.find("reg", "A")
    with watched.store.write() as database:
        deal_id = watched.store.deals.add(database, Deal("", "A / B"), lesser)
        watched.store.deals.link(database, deal_id, case.id)
    assert remind(watched.store, lesser + timedelta(hours=1)) == 1
    (alert,) = watched.store.alerts.undelivered()[-1:]
    assert Reminder.parse(alert.detail).label == "Last day for commitments in Phase 2"
    assert not Reminder.parse(alert.detail).published


def test_the_user_chooses_the_distances(watched):
    store = watched.store
    assert distances(store) == USUAL
    remind(store, WEDNESDAY - timedelta(days=6))
    set_distances(store, [0, 10, 10])
    assert distances(store) == (10, 0)
    assert remind(store, WEDNESDAY - timedelta(days=6)) == 1
    set_distances(store, [])
    assert distances(store) == ()
    assert remind(store, WEDNESDAY) == 0
    for wrong in (-1, 61):
        with pytest.raises(UsageError, match="no distance"):
            set_distances(store, [wrong])
    assert distances(store) == ()
