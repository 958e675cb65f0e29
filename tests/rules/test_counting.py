"""The arithmetic: working days, calendar days, weeks, months, stops, extensions, rolling; and what is told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dealwatch.rules.calendar_files import calendar
from dealwatch.rules.computation import Computation, DayKind, Extension, Stop, Unit, Working, WorkingKind
from dealwatch.rules.counting import cal_after, count, merged, months_after, wd_after, weeks_incl
from dealwatch.rules.walking import add_months

EC, UK, US, DE = (calendar(key) for key in ("EC", "UK", "US", "DE"))


def kinds(result: Computation) -> list[WorkingKind]:
    return [working.kind for working in result.workings]


def texts(result: Computation) -> list[str]:
    return [working.text for working in result.workings]


def test_day_1_is_the_first_working_day_after_the_event() -> None:
    friday = date(2026, 7, 17)
    assert wd_after(friday, 1, EC).day == date(2026, 7, 20)
    assert wd_after(friday, 2, EC).day == date(2026, 7, 22)  # 21 July is closed
    assert wd_after(date(2026, 7, 18), 1, EC).day == date(2026, 7, 20)  # from a Saturday


def test_inclusive_counts_the_first_day_if_it_is_worked() -> None:
    friday = date(2026, 7, 17)
    assert wd_after(friday, 1, EC).day != count(friday, 1, Unit.WORKING_DAYS, EC, inclusive=True).day == friday
    assert count(date(2026, 7, 18), 1, Unit.WORKING_DAYS, EC, inclusive=True).day == date(2026, 7, 20)
    assert count(friday, 3, Unit.DAYS, EC, inclusive=True, roll=False).day == date(2026, 7, 19)


def test_every_line_of_the_workings() -> None:
    result = wd_after(date(2026, 7, 17), 3, EC, event="Complete notification received")
    assert texts(result) == [
        "2026-07-17 Friday: Complete notification received; counting starts after this day",
        "2026-07-20 Monday: day 1",
        "2026-07-21 Tuesday: not counted, Belgian National Day",
        "2026-07-18 Saturday to 2026-07-19 Sunday: 2 Saturdays and Sundays not counted",
        "2026-07-23 Thursday: day 3, the last day",
    ]
    assert [(mark.day.day, mark.kind) for mark in result.days] == [
        (18, DayKind.WEEKEND),
        (19, DayKind.WEEKEND),
        (20, DayKind.COUNTED),
        (21, DayKind.CLOSED),
        (22, DayKind.COUNTED),
        (23, DayKind.LAST),
    ]
    assert result.computable
    assert result.reason == ""
    (doubt,) = result.warnings
    assert "2026" in doubt


def test_both_ends_of_a_stop_do_not_count() -> None:
    stop = Stop(date(2023, 9, 19), date(2023, 10, 16), "information not supplied")
    result = wd_after(date(2023, 8, 7), 100, EC, stops=[stop])
    assert result.day == date(2024, 2, 5)
    (line,) = [working for working in result.workings if working.kind is WorkingKind.STOPPED]
    assert line.text == (
        "2023-09-19 Tuesday to 2023-10-16 Monday: clock stopped (information not supplied), "
        "20 working days not counted, both ends included"
    )
    assert line.count == 20


def test_a_stop_before_the_start_or_after_the_end_changes_nothing() -> None:
    start = date(2023, 9, 1)
    plain = wd_after(start, 5, EC)
    before, after = Stop(date(2023, 8, 1), start), Stop(date(2023, 9, 11), date(2023, 9, 12))
    assert wd_after(start, 5, EC, stops=[before, after]) == plain
    assert wd_after(start, 5, EC, stops=[Stop(date(2023, 9, 11))]) == plain  # open, but the period was over


def test_nothing_is_computed_through_an_open_stop() -> None:
    result = wd_after(date(2023, 8, 7), 90, EC, stops=[Stop(date(2023, 9, 19))])
    assert result.day is None
    assert not result.computable
    assert result.reason == "The clock has been stopped since 2023-09-19; not computable until it runs again."
    assert texts(result)[-1] == "2023-09-19 Tuesday: clock stopped after 29 working days"
    assert result.days[-1].day == date(2023, 9, 18)
    assert result.warnings == ()


@pytest.mark.parametrize("unit", list(Unit))
def test_an_open_stop_stops_every_unit(unit: Unit) -> None:
    result = count(date(2023, 8, 7), 30, unit, UK, stops=[Stop(date(2023, 8, 9), None, "why")])
    assert (result.day, result.computable) == (None, False)
    assert "(why)" in result.reason


def test_a_stop_that_begins_on_the_last_day_carries_it_on() -> None:
    assert wd_after(date(2023, 9, 1), 5, EC, stops=[Stop(date(2023, 9, 8), date(2023, 9, 8))]).day == date(2023, 9, 11)


def test_overlapping_and_adjoining_stops_are_one() -> None:
    stops = [
        Stop(date(2023, 1, 10), date(2023, 1, 12), "b"),
        Stop(date(2023, 1, 1), date(2023, 1, 5), "a"),
        Stop(date(2023, 1, 4), date(2023, 1, 6)),
        Stop(date(2023, 1, 7), date(2023, 1, 8), "c"),
    ]
    assert merged(stops) == (
        Stop(date(2023, 1, 1), date(2023, 1, 8), "a; c"),
        Stop(date(2023, 1, 10), date(2023, 1, 12), "b"),
    )
    assert merged([Stop(date(2023, 1, 1)), Stop(date(2023, 2, 1), date(2023, 2, 3))]) == (Stop(date(2023, 1, 1)),)
    assert merged([Stop(date(2023, 1, 1), date(2023, 1, 9)), Stop(date(2023, 1, 3))]) == (Stop(date(2023, 1, 1)),)


def test_a_stop_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2023-01-02"):
        Stop(date(2023, 1, 2), date(2023, 1, 1))


def test_weeks_include_the_day_of_the_event_and_do_not_move() -> None:
    result = weeks_incl(date(2024, 4, 4), 24, UK, extensions=[Extension(24, Unit.DAYS, "section 39(4)")])
    assert result.day == date(2024, 10, 12)  # a Saturday
    assert texts(result) == [
        "2024-04-04 Thursday: start; counted as the first day",
        "24 days added, section 39(4)",
        "2024-10-12 Saturday: last day",
    ]
    assert weeks_incl(date(2024, 4, 4), 24, UK, roll=True).day == date(2024, 9, 18)


def test_weeks_after_the_event_are_a_day_longer_and_take_weeks_on_top() -> None:
    after = count(date(2024, 4, 4), 4, Unit.WEEKS, UK)
    assert after.day == date(2024, 5, 2)
    longer = count(date(2024, 4, 4), 4, Unit.WEEKS, UK, extensions=[Extension(8, Unit.WEEKS)])
    assert longer.day == date(2024, 6, 27)


def test_stopped_days_lengthen_weeks_by_calendar_days() -> None:
    stop = Stop(date(2024, 4, 8), date(2024, 4, 10))
    result = weeks_incl(date(2024, 4, 4), 1, UK, stops=[stop])
    assert result.day == date(2024, 4, 13)
    assert "3 days not counted" in texts(result)[1]


def test_calendar_days_move_off_holidays_and_weekends() -> None:
    result = cal_after(date(2025, 11, 25), 30, US)
    assert result.day == date(2025, 12, 26)
    assert texts(result)[-2:] == [
        "2025-12-25 Thursday: Christmas Day, moves to the next working day",
        "2025-12-26 Friday: last day",
    ]
    assert cal_after(date(2025, 11, 25), 30, US, roll=False).day == date(2025, 12, 25)
    weekend = cal_after(date(2026, 6, 4), 30, US)  # ends on Saturday, the 4th of July
    assert weekend.day == date(2026, 7, 6)
    assert [mark.kind for mark in weekend.days][-3:] == [DayKind.WEEKEND, DayKind.WEEKEND, DayKind.LAST]
    assert kinds(weekend).count(WorkingKind.ROLLED) == 2


def test_rolling_does_not_start_in_an_open_stop() -> None:
    result = cal_after(date(2026, 6, 4), 30, US, stops=[Stop(date(2026, 7, 6))])
    assert not result.computable


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-06-03", 5, "2024-11-04"),  # 3 November is a Sunday
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2023-11-30", 14, "2025-01-30"),
    ],
)
def test_months_end_on_the_same_number(start: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(start), months, DE).day == date.fromisoformat(expected)


def test_months_lengthened_by_months_count_from_the_start() -> None:
    # five months and one are six from the filing, not five to the end of February and one more
    assert months_after(date(2024, 8, 31), 5, DE, extensions=[Extension(1, Unit.MONTHS)]).day == date(2025, 2, 28)


def test_months_stop_by_calendar_days_and_can_include_the_first_day() -> None:
    stop = Stop(date(2024, 6, 10), date(2024, 6, 12))
    assert months_after(date(2024, 6, 3), 1, DE, stops=[stop], roll=False).day == date(2024, 7, 6)
    assert count(date(2024, 6, 3), 1, Unit.MONTHS, DE, inclusive=True).day == date(2024, 7, 2)


def test_an_extension_in_another_unit_is_counted_on_from_the_end() -> None:
    two_months = months_after(date(2024, 1, 10), 2, EC, extensions=[Extension(10, Unit.DAYS, "on account of distance")])
    assert two_months.day == date(2024, 3, 20)
    working = cal_after(date(2024, 1, 10), 10, EC, extensions=[Extension(3, Unit.WORKING_DAYS)])
    assert working.day == date(2024, 1, 24)
    assert len(working.warnings) == 0  # 2024 is verified until August
    month = wd_after(date(2024, 1, 10), 3, EC, extensions=[Extension(1, Unit.MONTHS), Extension(1, Unit.WEEKS)])
    assert month.day == date(2024, 2, 22)


def test_an_extension_stands_in_the_workings_on_its_day() -> None:
    granted = Extension(10, Unit.WORKING_DAYS, "Article 10(3)", date(2023, 8, 9))
    result = wd_after(date(2023, 8, 7), 90, EC, extensions=[granted])
    assert result.day == date(2024, 1, 8)
    assert "2023-08-09 Wednesday: 10 working days added, Article 10(3)" in texts(result)


def test_a_single_unit_is_worded_in_the_singular() -> None:
    assert Unit.WORKING_DAYS.words(1) == "1 working day"
    assert Unit.WEEKS.words(24) == "24 weeks"


def test_an_inferred_closure_day_is_told_with_the_result_without_it() -> None:
    result = wd_after(date(2022, 11, 8), 90, EC)
    assert result.day == date(2023, 3, 23)
    assert any("2022-12-23 is taken as closed" in w and "2023-03-22" in w for w in result.warnings)


def test_an_inferred_day_counts_where_a_deadline_moves_over_it_and_not_where_the_clock_stands() -> None:
    result = cal_after(date(2022, 11, 24), 29, EC)  # ends on 23 December 2022 and moves over the winter
    assert result.day == date(2023, 1, 3)
    assert any("would be 2022-12-23" in w for w in result.warnings)
    stopped = wd_after(date(2022, 12, 20), 5, EC, stops=[Stop(date(2022, 12, 21), date(2023, 1, 6))])
    assert not any("taken as closed" in w for w in stopped.warnings)


def test_days_that_do_not_depend_on_the_calendar_raise_no_doubt() -> None:
    assert cal_after(date(2026, 3, 2), 30, EC, roll=False).warnings == ()
    assert len(cal_after(date(2026, 3, 2), 30, EC).warnings) == 1


def test_periods_shorter_than_one_and_instants_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        wd_after(date(2026, 1, 5), 0, EC)
    with pytest.raises(TypeError, match="instant"):
        wd_after(datetime(2026, 1, 5, tzinfo=UTC), 5, EC)


def test_a_line_without_a_day_is_a_sentence() -> None:
    assert Working(WorkingKind.EXTENDED, "added by agreement").text == "Added by agreement"
    one_day = Working(WorkingKind.STOPPED, "stopped", date(2026, 1, 5), date(2026, 1, 5))
    assert one_day.text == "2026-01-05 Monday: stopped"


def test_adding_months_backwards_and_over_years() -> None:
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 15), 24) == date(2026, 1, 15)


def test_an_inferred_day_that_changes_nothing_in_the_end_is_not_told() -> None:
    # with the closure the working days end on a Friday, without it on the Thursday: two days on, both move to Monday
    result = wd_after(date(2022, 12, 20), 6, EC, extensions=[Extension(2, Unit.DAYS)], roll=True)
    assert result.day == date(2023, 1, 9)
    assert wd_after(date(2022, 12, 20), 6, EC.with_open(date(2022, 12, 23)), roll=True).day == date(2023, 1, 5)
    assert not any("taken as closed" in w for w in result.warnings)
