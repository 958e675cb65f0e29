"""When a rule would have told something: nodes by day, neighbours as one with a count, the same in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dealwatch.figures.firings import NAMED, Told, by_day, firings_figure, summary
from dealwatch.figures.shapes import Circle, Glyph, Text
from dealwatch.model.status import Badge

FIRST, LAST = date(2026, 1, 1), date(2026, 4, 1)


def told(day, about="A / B", badge=None, authority="CMA", target=""):
    return Told(FIRST + timedelta(days=day), authority, about, "something", badge, target)


def figure(*found, width=640.0):
    newest_first = sorted(found, key=lambda each: each.day, reverse=True)
    return firings_figure(days_of(newest_first), FIRST, LAST, width)


def days_of(found):
    return by_day((each.day for each in found), lambda place: found[place])


def words(found):
    return ["".join(run.text for run in shape.runs) for shape in found.shapes if isinstance(shape, Text)]


def test_each_day_stands_at_its_place_with_the_sign_of_its_status():
    found = figure(told(10, badge=Badge.CLEARED, target="event/a"), told(60, target="event/b"))
    early, late = found.marks
    assert (early.target, late.target) == ("event/a", "event/b")
    assert early.x < late.x
    assert [shape.badge for shape in found.shapes if isinstance(shape, Glyph)] == [Badge.CLEARED]
    assert early.name == "11 Jan 2026 (Sun), CMA A / B, something"
    assert found.summary == "Would have fired 2 times in 90 days"


def test_neighbours_are_one_node_with_a_count_that_opens_the_newest():
    found = figure(told(10, badge=Badge.CLEARED, target="event/a"), told(11, target="event/b"), told(70))
    near, _far = found.marks
    assert near.target == "event/b"
    assert near.name.startswith("12 Jan 2026")
    assert "; 11 Jan 2026" in near.name
    assert "2" in words(found)
    assert not any(isinstance(shape, Glyph) for shape in found.shapes)


def test_neighbours_are_measured_from_the_first_so_that_a_row_of_days_is_not_one_node():
    assert len(figure(*(told(day) for day in range(90))).marks) > 10


def test_a_day_with_thousands_is_counted_and_names_the_newest_only():
    many = [told(10, f"Deal {number}", authority="") for number in range(3000)]
    (day,) = days_of(many)
    assert (day.count, len(day.named)) == (3000, NAMED)
    found = firings_figure((day,), FIRST, LAST, 640)
    (mark,) = found.marks
    assert mark.name.startswith("11 Jan 2026 (Sun), Deal 0, something; ")
    assert mark.name.endswith("; and 2992 more")
    assert "…" in words(found)
    assert len(found.table.rows) == NAMED + 1
    assert found.table.rows[-1] == ("11 Jan 2026 (Sun)", "", "", "and 2992 more")


def test_the_table_has_the_newest_first_and_says_by_whom():
    found = figure(told(1, "Old"), told(50, "New", authority="EC"))
    assert found.table.columns[:3] == ("Date", "By", "Deal or source")
    assert [row[1:3] for row in found.table.rows] == [("EC", "New"), ("CMA", "Old")]


def test_a_rule_that_tells_nothing_leaves_the_line_of_days():
    found = figure()
    assert found.marks == ()
    assert found.table.rows == ()
    assert not any(isinstance(shape, Circle) for shape in found.shapes)
    assert {"Feb", "Mar"} <= set(words(found))


@pytest.mark.parametrize("width", [0.0, 12.0, 2000.0])
def test_any_width_holds_all_nodes(width):
    found = figure(told(0), told(90), width=width)
    assert sum(1 for mark in found.marks) in (1, 2)
    assert all(mark.x >= 0 for mark in found.marks)
    if width >= 100:
        assert max(mark.x + mark.width for mark in found.marks) <= width


@pytest.mark.parametrize(("count", "wanted"), [
    (0, "Would not have fired in 90 days"),
    (1, "Would have fired once in 90 days"),
    (7, "Would have fired 7 times in 90 days"),
])  # fmt: skip
def test_the_sentence_counts(count, wanted):
    assert summary(count, 90) == wanted
