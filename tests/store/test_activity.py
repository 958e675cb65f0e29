"""Sums over many cases at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dealwatch.model.dates import PartialDate
from dealwatch.model.event import Event, EventKind
from dealwatch.model.evidence import Evidence
from dealwatch.model.ids import new_id
from dealwatch.model.source import SourceState
from dealwatch.store.activity import covered_weeks, event_counts, weekly_events
from dealwatch.store.database import Store
from dealwatch.store.sources import Poll

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
FIRST = date(2026, 2, 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, NOW) as opened:
        yield opened


def add(store: Store, number: str, *days: tuple[datetime, str]) -> str:
    with store.write() as database:
        case_id = store.cases.create(database, source="reg", authority="EC", number=number)
        for at, day in days:
            event = Event(
                new_id(at), case_id, at, EventKind.DOCUMENT, "d", None, "x", "", "", "reg", Evidence("", "", at),
                occurred_on=PartialDate.parse(day) if day else None, authority="EC",
            )  # fmt: skip
            store.events.add(database, event)
    return case_id


def test_events_are_counted_by_case(store: Store) -> None:
    one, two, none = add(store, "1", (NOW, ""), (NOW, "")), add(store, "2", (NOW, "")), add(store, "3")
    assert event_counts(store.connections, [one, two, none]) == {one: 2, two: 1}
    assert event_counts(store.connections, [two]) == {two: 1}
    assert event_counts(store.connections, []) == {}


def test_weeks_go_by_the_day_it_happened_else_by_the_day_it_was_seen(store: Store) -> None:
    case_id = add(
        store,
        "1",
        (NOW, "2026-02-02"),  # happened on the first day
        (NOW, "2026-02-08"),  # and on the last day of that week
        (NOW, "2026-02-09"),
        (NOW, "2026-01"),  # the day is not known: seen in the last week
        (NOW, ""),
        (NOW, "2026-02-01"),  # before the first week
        (NOW + timedelta(days=7), ""),  # after the last week
    )
    assert weekly_events(store.connections, [case_id], FIRST, 5) == {case_id: {0: 2, 1: 1, 4: 2}}


def test_a_week_is_covered_by_one_good_look(store: Store) -> None:
    def poll(source: str, at: datetime, result: str) -> None:
        with store.write() as database:
            store.sources.log_poll(database, Poll(source, at, at, result, SourceState.OK, "", 0))

    poll("a", NOW - timedelta(days=28), "checked")
    poll("a", NOW - timedelta(days=28), "failed")
    poll("a", NOW - timedelta(days=20), "failed")
    poll("a", NOW, "changed")
    poll("b", NOW + timedelta(days=1), "checked")
    assert covered_weeks(store.connections, FIRST, 5) == {"a": frozenset({0, 4}), "b": frozenset({4})}
