"""Quiet hours and kinds switched off: what waits, what comes as one, what is settled untold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from dealwatch.alerts.outbox import Outbox
from dealwatch.alerts.quiet_hours import QuietHours
from dealwatch.alerts.telling import UNTOLD, Telling, keep_telling, telling_of
from dealwatch.model.alert import AlertLevel, AlertSubject
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock

NOW = datetime(2024, 5, 17, 13, tzinfo=UTC)


@pytest.mark.parametrize(("hours", "quiet", "loud"), [
    ("22:00-07:00", ["22:00", "23:59", "00:00", "06:59"], ["07:00", "12:00", "21:59"]),
    ("12:00-13:30", ["12:00", "13:29"], ["11:59", "13:30", "00:00"]),
    ("08:00-08:00", [], ["08:00", "07:59", "20:00"]),
])  # fmt: skip
def test_hours_run_from_their_start_to_before_their_end_over_midnight_too(hours, quiet, loud):
    found = QuietHours.parse(hours)
    assert found is not None
    assert [moment for moment in quiet + loud if found.holds(time.fromisoformat(moment))] == quiet
    assert found.text == hours


@pytest.mark.parametrize("text", ["", "22:00", "a-b", "25:00-07:00", "22:00-07:00-08:00", "-"])
def test_what_is_no_hours_means_that_everything_is_told(text):
    assert QuietHours.parse(text) is None


def test_they_end_at_the_next_end_in_the_zone_of_the_asker():
    hours, zone = QuietHours(time(22), time(7)), timezone(timedelta(hours=2))
    assert hours.over(datetime(2024, 5, 17, 23, 10, 5, tzinfo=zone)) == datetime(2024, 5, 18, 7, tzinfo=zone)
    assert hours.over(datetime(2024, 5, 17, 6, 59, tzinfo=zone)) == datetime(2024, 5, 17, 7, tzinfo=zone)
    assert hours.over(datetime(2024, 5, 17, 7, tzinfo=zone)) == datetime(2024, 5, 18, 7, tzinfo=zone)


@dataclass
class Told:
    name: str = "good"
    sent: list = field(default_factory=list)

    def available(self):
        return True

    def send(self, message):
        self.sent.append(message)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path, NOW) as opened:
        with opened.write() as database:
            opened.sources.add(database, "cma", "The Register", timedelta(hours=1), NOW)
        yield opened


def _raise(store, subject, occasion, detail="blocked"):
    with store.write() as database:
        return store.alerts.raise_(database, occasion=occasion, now=NOW, subject=subject, level=AlertLevel.NOTIFY,
                                   source="cma", detail=detail)  # fmt: skip


def _local(hour, minute=0, day=17):
    """An instant whose clock on this computer says so, wherever it stands."""
    return datetime(2024, 5, day, hour, minute).astimezone().astimezone(UTC)


def test_quiet_hours_hold_everything_back_and_then_it_comes_as_one(store):
    keep_telling(store, Telling(hours=QuietHours(time(22), time(7)), quiet_on=True))
    channel = Told()
    _raise(store, AlertSubject.HEALTH, "a")
    assert Outbox(store, FixedClock(_local(22, 30)), [channel]).deliver() == 0
    _raise(store, AlertSubject.HEALTH, "b")
    assert Outbox(store, FixedClock(_local(6, 59, 18)), [channel]).deliver() == 0
    assert len(store.alerts.undelivered()) == 2
    assert Outbox(store, FixedClock(_local(7, 0, 18)), [channel]).deliver() == 2
    assert len(channel.sent) == 1
    assert len(channel.sent[0].alert_ids) == 2


def test_hours_that_are_kept_but_off_hold_nothing_back(store):
    keep_telling(store, Telling(hours=QuietHours(time(22), time(7))))
    _raise(store, AlertSubject.HEALTH, "a")
    assert Outbox(store, FixedClock(_local(23)), [Told()]).deliver() == 1


def test_a_kind_that_is_off_stands_in_the_inbox_only_and_never_comes_up_later(store):
    keep_telling(store, Telling(off=frozenset({AlertSubject.ITEM})))
    channel = Told()
    outbox = Outbox(store, FixedClock(NOW), [channel])
    item, health = _raise(store, AlertSubject.ITEM, "a", ""), _raise(store, AlertSubject.HEALTH, "a")
    assert outbox.deliver() == 1
    assert channel.sent[0].alert_ids == (health,)
    assert store.alerts.get(item).delivered == (UNTOLD,)
    assert store.alerts.get(item).read_at is None
    keep_telling(store, Telling())
    assert outbox.deliver() == 0
    assert store.alerts.last_delivery(UNTOLD) == ("good", NOW)


def test_only_untold_kinds_leave_nothing_to_send(store):
    keep_telling(store, Telling(off=frozenset({AlertSubject.HEALTH})))
    channel = Told()
    _raise(store, AlertSubject.HEALTH, "a")
    assert Outbox(store, FixedClock(NOW), [channel]).deliver() == 0
    assert channel.sent == []
    assert store.alerts.undelivered() == []
    assert store.alerts.last_delivery(UNTOLD) is None


def test_silence_goes_with_the_message(store):
    channel = Told()
    for silent in (True, False):
        keep_telling(store, Telling(silent=silent))
        _raise(store, AlertSubject.HEALTH, f"s{silent}")
        Outbox(store, FixedClock(NOW), [channel]).deliver()
    assert [message.silent for message in channel.sent] == [True, False]


def test_the_choice_is_kept_and_a_kind_of_a_newer_version_is_no_trouble(store):
    wanted = Telling(frozenset({AlertSubject.ITEM, AlertSubject.HEALTH}), QuietHours(time(1), time(2)), True, True)
    keep_telling(store, wanted)
    assert telling_of(store) == wanted
    with store.write() as database:
        store.settings.put(database, "kinds_off", "item,smoke signal")
    assert telling_of(store).off == {AlertSubject.ITEM}
    keep_telling(store, Telling())
    assert telling_of(store) == Telling()
