"""What must hold for every count, whatever the days: holidays, stops, order and zones."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealwatch.rules.calculator import compute
from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.computation import DayKind, Extension, Stop, Unit
from dealwatch.rules.counting import count, wd_after
from dealwatch.rules.procedures import find
from dealwatch.rules.timeline import DatedEvent

DAYS = st.dates(date(2004, 6, 1), date(2027, 12, 31))
KEYS = st.sampled_from(["EC", "UK", "US", "DE", "FR", "AU", "NZ", "CA"])
UNITS = st.sampled_from(list(Unit))
unhurried = settings(deadline=None, max_examples=60)


@unhurried
@given(DAYS, st.integers(1, 40), UNITS, KEYS, st.lists(st.integers(0, 120), max_size=6))
def test_a_further_holiday_never_makes_a_deadline_earlier(
    start: date, length: int, unit: Unit, key: str, offsets: list[int]
) -> None:
    days = calendar(key)
    more = days.with_closed({start + timedelta(days=n): "new holiday" for n in offsets})
    before, after = count(start, length, unit, days).day, count(start, length, unit, more).day
    assert before is not None
    assert after is not None
    assert after >= before


@unhurried
@given(DAYS, st.integers(2, 90), KEYS, st.integers(0, 60), st.integers(0, 40))
def test_stopping_and_resuming_shifts_by_exactly_the_working_days_between(
    start: date, length: int, key: str, gap: int, stand: int
) -> None:
    days = calendar(key)
    plain = wd_after(start, length, days).day
    assert plain is not None
    first = start + timedelta(days=1 + gap)
    stop = Stop(first, first + timedelta(days=stand))
    stopped = wd_after(start, length, days, stops=[stop]).day
    assert stopped is not None
    if first > plain:
        assert stopped == plain
    else:
        lost = days.working_days(stop.first - timedelta(days=1), stop.last or first)
        assert days.working_days(plain, stopped) == lost


@unhurried
@given(DAYS, st.integers(1, 60), st.integers(1, 20), KEYS)
def test_an_extension_is_the_same_as_a_longer_period(start: date, length: int, more: int, key: str) -> None:
    days = calendar(key)
    extended = wd_after(start, length, days, extensions=[Extension(more, Unit.WORKING_DAYS)])
    assert extended.day == wd_after(start, length + more, days).day


@unhurried
@given(DAYS, st.integers(1, 90), KEYS, UNITS, st.booleans())
def test_the_strip_of_days_has_no_gap_and_ends_on_the_result(
    start: date, length: int, key: str, unit: Unit, inclusive: bool
) -> None:
    result = count(start, length, unit, calendar(key), inclusive=inclusive)
    strip = [mark.day for mark in result.days]
    assert strip[0] == start + timedelta(days=0 if inclusive else 1)
    assert strip == [strip[0] + timedelta(days=n) for n in range(len(strip))]
    assert strip[-1] == result.day
    assert [mark.kind for mark in result.days].count(DayKind.LAST) == 1
    if unit is Unit.WORKING_DAYS:
        assert sum(mark.kind in (DayKind.COUNTED, DayKind.LAST) for mark in result.days) == length


EVENTS = [
    DatedEvent(date(2023, 6, 30), "notified"),
    DatedEvent(date(2023, 7, 20), "phase1_commitments"),
    DatedEvent(date(2023, 8, 7), "phase2_6_1_c"),
    DatedEvent(date(2023, 8, 9), "extended_10_3", 10),
    DatedEvent(date(2023, 9, 19), "suspended_from"),
    DatedEvent(date(2023, 10, 16), "suspended_to"),
    DatedEvent(date(2023, 11, 30), "phase2_commitments"),
    DatedEvent(date(2023, 11, 2), "suspended_from"),
    DatedEvent(date(2023, 11, 8), "restarted"),
]


@unhurried
@given(st.lists(st.sampled_from(EVENTS), unique=True), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(events: list[DatedEvent], chance: random.Random) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert compute(find("EU_MERGER"), events) == compute(find("EU_MERGER"), shuffled)
    assert compute(find("EU_MERGER"), [*events, *shuffled]) == compute(find("EU_MERGER"), events)  # nor do repeats


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the process cannot be changed here")
@settings(deadline=None, max_examples=20)
@given(DAYS, st.integers(1, 60), KEYS, st.sampled_from(["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kolkata", "UTC"]))
def test_the_machines_zone_never_moves_a_day(start: date, length: int, key: str, zone: str) -> None:
    here = wd_after(start, length, calendar(key))
    with machine_in(zone):
        assert wd_after(start, length, calendar(key)) == here
