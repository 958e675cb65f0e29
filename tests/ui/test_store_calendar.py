"""The calendar over a real store: what stands on which day, what was given before, long stops, its file, the past."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seeded_calendar import CLEARED, NO_CLOCK, NOW, RUNNING, SEEN, STOPPED, moved, proof, put, put_deal

from dealwatch.figures.calendar_entries import CalendarEntry, Choice, EntryKind, kept
from dealwatch.model.dates import PartialDate
from dealwatch.store.database import Store
from dealwatch.system.clock import FixedClock
from dealwatch.ui.engine import IdleEngine
from dealwatch.ui.store_calendar import CalendarReading
from dealwatch.ui.store_desk import StoreDesk
from dealwatch.ui.time_desk import TimeDesk
from dealwatch.watch.by_hand import Entry, enter


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data", NOW) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> StoreDesk:
    return StoreDesk(store, FixedClock(NOW), IdleEngine())


def held(desk: StoreDesk) -> dict[str, CalendarEntry]:
    """By the key without the case's id."""
    return {entry.key.partition("/")[2]: entry for entry in desk.calendar().entries}


def test_a_published_day_with_what_is_left(desk: StoreDesk, store: Store) -> None:
    deal = put_deal(store, "Alpha / Beta", list_name="Mine")
    case_id = put(store, "M.1", deal=deal, date__notified="2026-02-20", deadline__decision="2026-03-30")
    entry = held(desk)["decision"]
    assert (entry.day, entry.kind, entry.who) == (date(2026, 3, 30), EntryKind.PUBLISHED, "EC Alpha / Beta")
    assert (entry.count, entry.unit, entry.near, entry.late) == ("3", "WD left", True, False)
    assert (entry.target, entry.deal, entry.list_name) == (f"deadline/{case_id}/decision", deal, "Mine")


def test_a_calculated_day_where_nothing_is_published(desk: StoreDesk, store: Store) -> None:
    put(store, "M.1", date__notified="2026-03-02")
    entry = held(desk)["decision"]
    assert entry.calculated
    assert entry.day_words.startswith("≈")


def test_a_stopped_clock_gives_no_calculated_day(desk: StoreDesk, store: Store) -> None:
    put(store, "M.1", STOPPED, date__notified="2026-02-20", clock="suspended")
    assert not [entry for entry in desk.calendar().entries if entry.calculated]


def test_a_day_given_before_stays_as_superseded(desk: StoreDesk, store: Store) -> None:
    case_id = put(store, "M.1", deadline__decision="2026-04-14")
    moved(store, case_id, "2026-03-30", "2026-04-14")
    old, new = sorted(desk.calendar().entries, key=lambda entry: entry.day)
    assert (old.day, old.superseded, old.state) == (date(2026, 3, 30), True, "superseded")
    assert (new.day, new.superseded) == (date(2026, 4, 14), False)
    assert old.target == new.target


def test_a_day_that_is_shown_no_more_holds_no_more(desk: StoreDesk, store: Store) -> None:
    case_id = put(store, "M.1")
    moved(store, case_id, "2026-03-30", None)
    (entry,) = desk.calendar().entries
    assert (entry.day, entry.superseded, entry.held) == (date(2026, 3, 30), True, False)


@pytest.mark.parametrize(
    ("day", "late", "stale", "shown"), [("2026-03-20", True, False, True), ("2026-01-09", False, True, False)]
)
def test_what_passed_without_an_answer_is_late_for_a_fortnight(
    desk: StoreDesk, store: Store, day: str, late: bool, stale: bool, shown: bool
) -> None:
    put(store, "M.1", deadline__decision=day)
    entry = held(desk)["decision"]
    assert (entry.late, entry.stale, bool(entry.count)) == (late, stale, late)
    today = desk.calendar().today
    assert bool(kept([entry], Choice(), today)) is shown
    assert kept([entry], Choice(past=True), today) == (entry,)


def test_large_numbers_are_written_with_their_separators(desk: StoreDesk, store: Store) -> None:
    put_deal(store, "Alpha / Beta", "2030-03-25")
    (entry,) = desk.calendar().entries
    assert (entry.count, entry.short) == ("1,461", "1,461 d")


def test_a_long_stop_says_where_its_day_comes_from(desk: StoreDesk, store: Store) -> None:
    put_deal(store, "Entered", "2026-06-30")
    stated = put_deal(store, "Stated")
    put(store, "M.1", deal=stated, date__long_stop="2026-07-31")
    borne_out = put_deal(store, "Both", "2026-08-31")
    put(store, "M.2", deal=borne_out, date__long_stop="2026-08-31")
    differing = put_deal(store, "Differing", "2026-09-30")
    put(store, "M.3", deal=differing, date__long_stop="2026-10-31")
    put_deal(store, "Only a month", "2026-11")
    found = {entry.name: entry for entry in desk.calendar().entries if entry.kind is EntryKind.LONG_STOP}
    assert {name: (entry.day, entry.stated) for name, entry in found.items()} == {
        "Entered": (date(2026, 6, 30), False),
        "Stated": (date(2026, 7, 31), True),
        "Both": (date(2026, 8, 31), True),
        "Differing": (date(2026, 9, 30), False),
    }
    others = [entry for entry in desk.calendar().entries if entry.kind is EntryKind.DATED]
    assert [(entry.name, entry.day) for entry in others] == [("Differing", date(2026, 10, 31))]
    rows = {found.row.deal.name: found.long_stop for found in desk.portfolio().rows}
    assert rows["Stated"] is not None
    assert rows["Stated"].from_document
    assert rows["Entered"] is not None
    assert not rows["Entered"].from_document


def test_a_long_stop_that_has_passed_or_no_longer_presses(desk: StoreDesk, store: Store) -> None:
    put_deal(store, "Late", "2026-03-20")
    put_deal(store, "Long ago", "2025-03-20")
    settled = put_deal(store, "Cleared", "2026-05-20")
    put(store, "M.1", CLEARED, deal=settled)
    found = {entry.name: entry for entry in desk.calendar().entries}
    assert (found["Late"].late, found["Late"].left) == (True, "5 days overdue")
    assert (found["Long ago"].stale, found["Long ago"].state) == (True, "passed")
    assert (found["Cleared"].settled, found["Cleared"].held) == (True, False)


def test_reviews_without_a_clock_stand_below(desk: StoreDesk, store: Store) -> None:
    put(store, "M.1", NO_CLOCK)
    put(store, "M.2", CLEARED)
    (row,) = desk.calendar().without_clock
    assert row.who == "EC Alpha M.1 / Beta"


def test_nothing_is_read_again_until_something_is_written(desk: StoreDesk, store: Store) -> None:
    put(store, "M.1", deadline__decision="2026-04-14")
    before = desk.calendar()
    assert desk.calendar() is before
    put(store, "M.1", deadline__decision="2026-04-20", at=SEEN + timedelta(days=1))
    assert held(desk)["decision"].day == date(2026, 4, 20)


def test_the_holidays_of_those_who_review(desk: StoreDesk, store: Store) -> None:
    put(store, "M.1", deadline__decision="2026-04-14")
    assert desk.calendar().calendars == (("EC", "EC"),)
    found = {each.day: each for each in desk.closed_days(date(2026, 4, 1), date(2026, 4, 7), ("EC", "UK"))}
    assert found[date(2026, 4, 3)].authorities == ("EC", "UK")
    assert date(2026, 4, 4) not in found, "a Saturday is closed for all"
    assert date(2026, 4, 1) not in found


def test_the_past_shows_the_days_that_were_given_then(store: Store) -> None:
    clock = FixedClock(NOW)
    desk = TimeDesk(store, clock, IdleEngine())
    deal = put_deal(store, "Alpha / Beta")
    for at, day in ((SEEN, date(2026, 4, 14)), (NOW - timedelta(days=1), date(2026, 5, 5))):
        entry = Entry(
            "A/1", "EC", "Alpha / Beta", "notified", proof("x", at), RUNNING, deadlines={"phase_1": day},
            day=PartialDate(2026, 2, 20),
        )  # fmt: skip
        with store.write() as database:
            case_id, _events = enter(store, database, entry, at)
            store.deals.link(database, deal, case_id)
    now = sorted(desk.desk.calendar().entries, key=lambda entry: entry.day)
    assert [(entry.day, entry.superseded) for entry in now] == [(date(2026, 4, 14), True), (date(2026, 5, 5), False)]
    desk.look_at(SEEN + timedelta(days=5))
    page = desk.desk.calendar()
    assert page.today == date(2026, 2, 28)
    assert [(entry.day, entry.superseded) for entry in page.entries] == [(date(2026, 4, 14), False)]
    desk.close()


# -- the calendar file


def written(desk: StoreDesk, path: Path, keys: list[str] | None = None) -> dict[str, icalendar.Event]:
    chosen = [entry.key for entry in desk.calendar().entries] if keys is None else keys
    count = desk.write_calendar(chosen, path)
    found = {str(each["uid"]): each for each in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    assert len(found) == count
    return found


def test_a_second_file_updates_the_first(desk: StoreDesk, store: Store, tmp_path: Path) -> None:
    deal = put_deal(store, "Alpha / Beta", "2026-06-30")
    case_id = put(store, "M.1", deal=deal, deadline__decision="2026-03-30", date__hearing="2026-04-01")
    path = tmp_path / "days.ics"
    first = written(desk, path)
    put(
        store,
        "M.1",
        deal=deal,
        deadline__decision="2026-04-14",
        date__hearing="2026-04-02",
        at=SEEN + timedelta(days=1),
    )
    moved(store, case_id, "2026-03-30", "2026-04-14")
    second = written(desk, path)
    assert set(first) == set(second) == {
        f"{case_id}-decision@dealwatch", f"{case_id}-date-hearing@dealwatch", f"{deal}-long_stop@dealwatch",
    }  # fmt: skip
    assert all(second[uid]["sequence"] >= first[uid]["sequence"] for uid in first)
    assert second[f"{case_id}-decision@dealwatch"]["sequence"] > first[f"{case_id}-decision@dealwatch"]["sequence"]
    hearing = second[f"{case_id}-date-hearing@dealwatch"]
    assert (first[f"{case_id}-date-hearing@dealwatch"].start, hearing.start) == (date(2026, 4, 1), date(2026, 4, 2))
    assert hearing["dtstart"].params["VALUE"] == "DATE"
    assert hearing.end == date(2026, 4, 3)
    assert str(hearing["x-dealwatch-zone"]) == "Europe/Brussels"
    assert str(hearing["summary"]) == "EC M.1: Hearing – Alpha / Beta"
    assert "2026-04-02" in str(hearing["description"])


def test_only_what_is_asked_for_is_written(desk: StoreDesk, store: Store, tmp_path: Path) -> None:
    case_id = put(store, "M.1", deadline__decision="2026-03-30", date__hearing="2026-04-01")
    path = tmp_path / "days.ics"
    assert set(written(desk, path, [f"{case_id}/date:hearing"])) == {f"{case_id}-date-hearing@dealwatch"}
    assert written(desk, path, ["gone/decision"]) == {}


def test_a_day_that_is_no_deadline_is_kept_while_it_is_to_come(desk: StoreDesk, store: Store) -> None:
    put(store, "M.1", deadline__decision="2026-04-14", date__comments_until="2026-04-01", date__opened="2026-02-01",
        date__report="2026-04-14", date__hearing="2026")  # fmt: skip
    dated = [entry for entry in desk.calendar().entries if entry.kind is EntryKind.DATED]
    assert [(entry.what, entry.day, entry.left) for entry in dated] == [
        ("Comments until", date(2026, 4, 1), "7 days left")
    ]


# -- zones

ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Sydney", "America/New_York", "Europe/Brussels", "UTC")
DAYS = {"EC": "2026-04-14", "CMA": "2026-04-15", "ACCC": "2026-04-16"}


@pytest.fixture
def _zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 48 * 24 * 60).map(lambda minutes: datetime(2026, 2, 24, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sampled_from(ZONES),
)
@pytest.mark.usefixtures("_zone")
def test_no_zone_moves_a_day(store: Store, tmp_path: Path, now: datetime, zone: str) -> None:
    os.environ["TZ"] = zone
    time.tzset()
    if not store.cases.all():
        for authority, day in DAYS.items():
            put(store, "1", authority=authority, deadline__decision=day, date__hearing="2026-04-20")
    reading = CalendarReading(store, lambda: now)
    entries = [entry for entry in reading.page().entries if entry.kind is not EntryKind.CALCULATED]
    expected = {(authority, date.fromisoformat(day)) for authority, day in DAYS.items()}
    expected |= {(authority, date(2026, 4, 20)) for authority in DAYS}
    assert {(entry.authority, entry.day) for entry in entries} == expected
    path = tmp_path / "days.ics"
    assert reading.write([entry.key for entry in entries], path) == len(expected)
    found = {each.start for each in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    assert found == {day for _authority, day in expected}
