"""The month as shapes: weeks from Monday, closed days hatched, what is superseded struck, narrow weekends, the twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.figures.calendar_cell import LOW, TALL, cell_shapes, slots
from dealwatch.figures.calendar_entries import (
    CalendarEntry,
    Choice,
    ClosedDay,
    EntryKind,
    agenda,
    kept,
    monday_of,
    passed,
)
from dealwatch.figures.calendar_month import (
    DAYS,
    WEEK_COLUMN,
    WEEKS,
    Day,
    column_widths,
    month_figure,
    month_of,
    span,
    step,
    week_number,
)
from dealwatch.figures.measure import estimate
from dealwatch.figures.shapes import Line, Polygon, Rect, Text
from dealwatch.figures.svg import to_svg
from dealwatch.figures.tokens import HIGH_CONTRAST, LIGHT

TODAY = date(2024, 11, 19)
DEADLINE = CalendarEntry(
    "c1/decision", date(2024, 12, 20), "EC", "NVIDIA / Run:ai", "Phase 1 decision", EntryKind.PUBLISHED,
    "deadline/c1/decision", "blue", "AI", "d1", count="23", unit="WD left", short="23 WD",
    left="23 working days left", source="Published; calculation agrees", icon="check",
)  # fmt: skip
CLOSED = ClosedDay(date(2024, 12, 25), ("EC", "UK"), ("Christmas", "Christmas Day"), frozenset({"EC"}))


def texts(shapes) -> list[str]:
    return [shape.text for shape in shapes if isinstance(shape, Text)]


def cell(*entries: CalendarEntry, day: date = DEADLINE.day, closed: ClosedDay | None = None, height: float = 120):
    return cell_shapes(Day(day, True, False, entries, closed), 130, height, estimate)


def days(month):
    return [day for week in month.weeks for day in week]


@given(st.integers(2, 9998), st.integers(1, 12))
def test_every_month_is_six_weeks_from_a_monday_and_whole(year: int, month: int) -> None:
    page = month_of(year, month, TODAY)
    found = [day.day for day in days(page)]
    assert found == [found[0] + timedelta(days=n) for n in range(WEEKS * DAYS)]
    assert found[0].weekday() == 0
    inside = [day.day for day in days(page) if day.inside]
    assert inside[0].day == 1
    assert (inside[-1] + timedelta(days=1)).day == 1
    assert (found[0], found[-1]) == span(year, month)
    assert all(page.place(day) == divmod(n, DAYS) for n, day in enumerate(found))
    assert page.place(found[0] - timedelta(days=1)) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_an_entry_stands_on_its_own_day_and_nowhere_else(day: date) -> None:
    page = month_of(day.year, day.month, TODAY, (replace(DEADLINE, day=day),))
    assert [found.day for found in days(page) if found.entries] == [day]


def test_weeks_have_the_number_their_thursday_gives_them() -> None:
    assert [week_number(week) for week in month_of(2024, 12, TODAY).weeks] == [48, 49, 50, 51, 52, 1]


def test_weekend_columns_are_narrower_and_nothing_is_lost() -> None:
    widths = column_widths(1000)
    assert sum(widths) == 1000 - WEEK_COLUMN
    assert widths[6] < widths[5] < min(widths[:5])
    assert max(widths[:5]) - min(widths[:5]) <= 1


def test_a_superseded_day_is_dashed_and_struck_and_a_calculated_one_is_not() -> None:
    old = cell(replace(DEADLINE, superseded=True))
    strikes = [s for s in old if isinstance(s, Line) and s.y1 == s.y2]
    assert len(strikes) == 2
    assert any(isinstance(s, Rect) and s.dashed for s in old)
    assert "23 WD" not in texts(old)
    counted = cell(replace(DEADLINE, kind=EntryKind.CALCULATED))
    assert "≈ EC" in texts(counted)
    assert any(isinstance(s, Rect) and s.dashed for s in counted)
    assert not [s for s in counted if isinstance(s, Line) and s.y1 == s.y2]


def test_a_published_day_has_the_tint_and_edge_of_its_stage() -> None:
    found = [s for s in cell(DEADLINE) if isinstance(s, Rect)]
    assert [(s.colour, s.width) for s in found[-2:]] == [("blue_tint", 118), ("blue", 3)]
    assert {"EC", "23 WD"} <= set(texts(cell(DEADLINE)))


def test_a_long_stop_is_a_diamond() -> None:
    stop = replace(DEADLINE, kind=EntryKind.LONG_STOP, authority="", what="Long-stop date", short="7 d")
    assert any(isinstance(s, Polygon) for s in cell(stop))
    assert not any(isinstance(s, Polygon) for s in cell(DEADLINE))


@pytest.mark.parametrize(("stated", "fill"), [(True, "slate"), (False, "base")])
def test_the_diamond_is_filled_where_a_document_gives_the_day(stated: bool, fill: str) -> None:
    stop = replace(DEADLINE, kind=EntryKind.LONG_STOP, authority="", hue="slate", stated=stated)
    (diamond,) = [s for s in cell(stop) if isinstance(s, Polygon)]
    assert (diamond.colour, diamond.stroke) == (fill, "slate")


@pytest.mark.parametrize(("width", "said"), [(200, "1,204 WD overdue"), (70, "!")])
def test_that_a_day_is_late_is_said_in_a_narrow_cell_too(width: float, said: str) -> None:
    late = replace(DEADLINE, late=True, short="1,204 WD overdue")
    found = cell_shapes(Day(late.day, True, False, (late,)), width, 120, estimate)
    (note,) = [s for s in found if isinstance(s, Text) and s.runs[0].colour == "bad"]
    assert note.text == said


def test_words_keep_clear_of_the_hatching() -> None:
    def halos(*entries: CalendarEntry, closed: ClosedDay | None, height: float = 120) -> set[str]:
        shapes = cell(*entries, day=CLOSED.day, closed=closed, height=height)
        return {s.halo for s in shapes if isinstance(s, Text)}

    assert halos(closed=CLOSED) == {"window"}
    assert halos(closed=None) == {""}
    many = tuple(replace(DEADLINE, key=str(n)) for n in range(5))
    assert halos(*many, closed=CLOSED, height=55) == {"window"}


def test_a_day_that_passed_long_ago_is_quiet() -> None:
    stale = replace(DEADLINE, stale=True, count="", short="", left="")
    assert "passed" in texts(cell(stale))
    assert not any(run.colour == "bad" for s in cell(stale) if isinstance(s, Text) for run in s.runs)
    assert stale.state == "passed, nothing published since"
    assert replace(stale, kind=EntryKind.LONG_STOP).state == "passed"
    assert not stale.held
    assert month_of(2024, 12, TODAY, (stale,)).summary == "0 days awaited in December 2024."


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-60, 60))
def test_a_day_is_late_for_a_fortnight_and_then_stale(day: date, ahead: int) -> None:
    late, stale = passed(day, day - timedelta(days=ahead))
    assert (late, stale) == (-14 <= ahead < 0, ahead < -14)


def test_a_closed_day_is_hatched_within_its_cell_and_says_who() -> None:
    found = cell(day=CLOSED.day, closed=CLOSED)
    lines = [s for s in found if isinstance(s, Line) and s.x1 != s.x2]
    assert len(lines) > 10
    assert all(0 <= x <= 130 and 0 <= y <= 120 for s in lines for x, y in ((s.x1, s.y1), (s.x2, s.y2)))
    assert "EC? · UK closed" in texts(found)
    assert CLOSED.spoken == "EC closed: Christmas, not verified; UK closed: Christmas Day"
    assert len(cell()) < len(found)


@pytest.mark.parametrize(
    ("count", "height", "shown", "more"),
    [(1, 120, 1, ""), (2, 120, 2, ""), (4, 120, 4, ""), (9, 120, 3, "+ 6 more"), (5, 55, 0, "5 entries")],
)
def test_what_has_no_room_is_counted(count: int, height: float, shown: int, more: str) -> None:
    entries = tuple(replace(DEADLINE, key=str(n)) for n in range(count))
    found = slots(Day(DEADLINE.day, True, False, entries), height)
    assert sum(slot.entry is not None for slot in found) == shown
    assert {slot.height for slot in found} <= {TALL, LOW}
    assert all(slot.y + slot.height <= height for slot in found)
    assert [text for text in texts(cell(*entries, height=height)) if text == more] == ([more] if more else [])


@given(st.integers(1, 40), st.floats(1, 400), st.floats(1, 400))
def test_a_cell_of_any_size_can_be_drawn(count: int, width: float, height: float) -> None:
    entries = tuple(replace(DEADLINE, key=str(n)) for n in range(count))
    day = Day(DEADLINE.day, True, True, entries, CLOSED)
    assert all(slot.y + slot.height <= height for slot in slots(day, height))
    cell_shapes(day, width, height, estimate)


def test_the_figure_has_a_mark_for_every_day_and_the_table_every_entry() -> None:
    page = month_of(2024, 12, TODAY, (DEADLINE,), (CLOSED,))
    figure = month_figure(page, 960)
    assert len(figure.marks) == WEEKS * DAYS
    assert [mark.target for mark in figure.marks if mark.target] == [DEADLINE.target]
    assert figure.title == "Deadlines in December 2024"
    assert figure.summary == "1 day awaited in December 2024."
    assert figure.table.rows == (
        ("20 Dec 2024 (Fri)", "EC", "NVIDIA / Run:ai", "Phase 1 decision", "23 working days left",
         "Published; calculation agrees"),
        ("25 Dec 2024 (Wed)", "", "", CLOSED.spoken, "", ""),
    )  # fmt: skip
    for tokens in (LIGHT, HIGH_CONTRAST):
        assert "NVIDIA" in to_svg(figure, tokens)


def test_a_day_says_everything_that_stands_on_it() -> None:
    page = month_of(2024, 12, TODAY, (DEADLINE, replace(DEADLINE, key="x", day=CLOSED.day, superseded=True)), (CLOSED,))
    said = {day.day: day.spoken for day in days(page)}
    assert said[date(2024, 12, 2)] == "2 Dec 2024 (Mon)"
    assert said[DEADLINE.day] == (
        "20 Dec 2024 (Fri), 1 entry: EC NVIDIA / Run:ai, Phase 1 decision, 23 working days left"
    )
    assert said[CLOSED.day].endswith("1 entry: EC NVIDIA / Run:ai, Phase 1 decision, superseded")
    assert "Christmas, not verified" in said[CLOSED.day]
    assert "today" in next(day.spoken for day in days(month_of(2024, 11, TODAY)) if day.today)
    assert month_of(2024, 11, TODAY).summary == "No deadline in November 2024."


def test_months_go_on_over_the_year_and_end_with_the_calendar() -> None:
    assert step(2024, 12, 1) == (2025, 1)
    assert step(2024, 1, -1) == (2023, 12)
    assert step(9998, 12, 5) == (9998, 12)
    assert step(2, 1, -9) == (2, 1)


def test_chips_leave_what_they_name() -> None:
    counted = replace(DEADLINE, key="c", kind=EntryKind.CALCULATED)
    settled = replace(DEADLINE, key="s", settled=True)
    past = replace(DEADLINE, key="p", day=date(2024, 10, 1), stale=True)
    late = replace(DEADLINE, key="l", day=date(2024, 11, 8), late=True)
    cma = replace(DEADLINE, key="u", authority="CMA", list_name="Other")
    everything = (DEADLINE, counted, settled, past, late, cma)

    def keys(**choice) -> set[str]:
        return {entry.key for entry in kept(everything, Choice(**choice), TODAY)}

    assert keys() == {"c1/decision", "c", "l", "u"}
    assert keys(past=True) == {entry.key for entry in everything}
    assert keys(published=False) == {"c"}
    assert keys(calculated=False) == {"c1/decision", "l", "u"}
    assert keys(authorities=frozenset({"CMA"})) == {"u"}
    assert keys(lists=frozenset({"AI"})) == {"c1/decision", "c", "l"}
    assert not Choice(past=True).narrow
    assert Choice(lists=frozenset({"AI"})).narrow


def test_the_agenda_goes_by_week_and_keeps_what_has_passed_without_an_answer() -> None:
    near = replace(DEADLINE, key="n", day=TODAY)
    late = replace(DEADLINE, key="l", day=date(2024, 11, 8), late=True)
    settled = replace(DEADLINE, key="p", day=date(2024, 11, 8), settled=True)
    stale = replace(DEADLINE, key="o", day=date(2023, 11, 8), stale=True)
    weeks = agenda((stale, settled, late, near, DEADLINE), TODAY)
    assert [[entry.key for entry in week.entries] for week in weeks] == [["l"], ["n"], ["c1/decision"]]
    assert [week.title(TODAY) for week in weeks] == [
        "4 Nov – 10 Nov 2024",
        "This week, 18 Nov – 24 Nov 2024",
        "16 Dec – 22 Dec 2024",
    ]
    assert weeks[1].title(TODAY - timedelta(days=7)).startswith("Next week")
    (own_week, *_rest) = agenda((stale, near), date(2023, 11, 1))
    assert own_week.entries == (stale,)
    assert monday_of(TODAY) == date(2024, 11, 18)
