"""The swim-lanes: nothing of the future that nobody knows, a word for every shape, the picture and its table agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dealwatch.figures.lanes import LaneRows, lane_groups, lanes, lanes_summary
from dealwatch.figures.lanes_row import LABEL, fitted
from dealwatch.figures.lanes_scale import AXIS, Zoom, axis, day_range, grid, part_of, scale_of
from dealwatch.figures.measure import estimate
from dealwatch.figures.portfolio import Entry, LongStop
from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.figures.shapes import Circle, Figure, Fill, Glyph, Line, Polygon, Rect, Text
from dealwatch.figures.svg import to_svg
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge

TODAY = date(2024, 11, 19)
YESTERDAY = TODAY - timedelta(days=1)
PHASE = Stretch(Pace.PHASE_1, date(2024, 7, 1), date(2024, 9, 30))
DEEP = Stretch(Pace.IN_DEPTH, date(2024, 10, 1), YESTERDAY)
DEADLINE = Limit(date(2024, 12, 20), "phase_2", left="23 working days left", left_short="23 WD", target="dealwatch://x")
TO_COME = Stretch(Pace.IN_DEPTH, TODAY, DEADLINE.day, to_come=True)
OPEN = Review("European Commission", "EC", "M.1", Badge.IN_DEPTH, "c1", stretches=(PHASE, DEEP))
TIMED = replace(OPEN, stretches=(PHASE, DEEP, TO_COME), limits=(DEADLINE,))
DONE = Review(
    "Bundeskartellamt", "BKartA", "B6", Badge.NOT_REVIEWABLE, "c2", True,
    steps=(Step(PartialDate(2023, 11, 15), "decided", Badge.NOT_REVIEWABLE, "dealwatch://event/1"),),
)  # fmt: skip


def entry(*reviews: Review, **more: object) -> Entry:
    return replace(Entry("deal/1", "Alpha / Beta", "", reviews), **more)  # type: ignore[arg-type]


def picture(*entries: Entry) -> Figure:
    return lanes(entries, TODAY, 1180)


def x_of(figure: Figure) -> float:
    """Where the line of today stands."""
    return next(s.x1 for s in figure.shapes if isinstance(s, Line) and s.colour == "accent" and s.x1 > LABEL)


def bars(figure: Figure) -> list[Rect]:
    return [s for s in figure.shapes if isinstance(s, Rect) and s.x >= LABEL and s.y > AXIS and s.colour != "alt"]


def test_without_a_deadline_no_bar_goes_beyond_today() -> None:
    figure = picture(entry(OPEN))
    assert max(bar.x + bar.width for bar in bars(figure)) == pytest.approx(x_of(figure), abs=0.01)


def test_a_known_deadline_is_the_only_thing_ahead() -> None:
    figure = picture(entry(TIMED))
    ahead = [bar for bar in bars(figure) if bar.x + bar.width > x_of(figure) + 0.01]
    assert [(bar.colour, bar.fill, bar.dashed) for bar in ahead] == [("navy_tint", Fill.SOLID, False)]
    assert "20 Dec · 23 WD" in [s.text for s in figure.shapes if isinstance(s, Text)]


def test_what_is_only_calculated_is_dashed_and_says_so() -> None:
    limit = replace(DEADLINE, published=False)
    figure = picture(entry(replace(TIMED, stretches=(DEEP, replace(TO_COME, calculated=True)), limits=(limit,))))
    ahead = [bar for bar in bars(figure) if bar.dashed]
    assert [(bar.fill, bar.stroke) for bar in ahead] == [(Fill.NONE, "navy_fill")]
    assert "≈ 20 Dec" in [s.text for s in figure.shapes if isinstance(s, Text)]
    assert not any(isinstance(s, Polygon) and s.colour == "text" for s in figure.shapes), "a calculation has no flag"


def test_a_deadline_that_passed_is_told_beyond_the_course() -> None:
    passed = replace(OPEN, limits=(replace(DEADLINE, day=date(2024, 10, 25)),))
    figure = picture(entry(passed))
    words = next(s for s in figure.shapes if isinstance(s, Text) and s.text == "25 Oct has passed")
    assert words.x > x_of(figure)
    assert words.runs[0].colour == "bad"


def test_a_stopped_clock_is_hatched_and_can_be_stood_on() -> None:
    stop = Stretch(Pace.STOPPED, date(2024, 10, 10), date(2024, 10, 20), target="dealwatch://event/9")
    figure = picture(entry(replace(OPEN, stretches=(DEEP, stop))))
    assert any(bar.fill is Fill.HATCH for bar in bars(figure))
    mark = next(mark for mark in figure.marks if mark.target == "dealwatch://event/9")
    assert mark.name == "European Commission, clock stopped, 10 Oct 2024 to 20 Oct 2024"


@pytest.mark.parametrize("pace", list(Pace))
def test_every_stretch_has_a_shape_and_a_line_in_the_table(pace: Pace) -> None:
    stretch = Stretch(pace, date(2024, 5, 1), date(2024, 6, 30))
    with_it, without = picture(entry(replace(OPEN, stretches=(stretch,)))), picture(entry(replace(OPEN, stretches=())))
    drawn = [s for s in with_it.shapes if s not in without.shapes and not isinstance(s, Text)]
    assert drawn
    row = next(row for row in with_it.table.rows if row[3])
    assert row[0] == "Alpha / Beta"
    assert row[3:] == ("1 May 2024", "30 Jun 2024")


def test_every_mark_has_words_and_every_row_a_mark() -> None:
    stop = LongStop(PartialDate(2025, 3, 15))
    figure = picture(entry(TIMED, DONE, replace(OPEN, stretches=()), long_stop=stop))
    assert all(mark.name for mark in figure.marks)
    assert {mark.row for mark in figure.marks} == {0, 1, 2, 3}
    assert all(column for column in figure.table.columns)
    assert figure.title
    assert figure.summary == "1 deal: 1 with a deadline."


def test_an_outcome_is_a_node_with_its_day_beside_it() -> None:
    figure = picture(entry(DONE))
    node = next(s for s in figure.shapes if isinstance(s, Circle))
    assert node.radius * 2 == 16
    day = next(s for s in figure.shapes if isinstance(s, Text) and s.text == "15 Nov 2023")
    assert day.x > node.x
    assert any(isinstance(s, Glyph) and s.badge is Badge.NOT_REVIEWABLE and s.x >= LABEL for s in figure.shapes)
    mark = next(mark for mark in figure.marks if mark.target == "dealwatch://event/1")
    assert mark.name == "Bundeskartellamt, 15 Nov 2023, Not reviewable"


def test_a_day_that_is_not_known_has_a_whisker_and_says_so() -> None:
    unknown = replace(DONE, steps=(Step(PartialDate(2024), "decided", Badge.NOT_REVIEWABLE),))
    figure = picture(entry(unknown))
    assert "2024, day not known" in [s.text for s in figure.shapes if isinstance(s, Text)]


@pytest.mark.parametrize(("from_document", "fill"), [(True, "text"), (False, "base")])
def test_a_long_stop_is_filled_only_if_a_document_says_so(from_document: bool, fill: str) -> None:
    stop = LongStop(PartialDate(2025, 3, 15), from_document)
    figure = picture(entry(OPEN, DONE, long_stop=stop))
    diamond = next(s for s in figure.shapes if isinstance(s, Polygon) and len(s.points) == 4)
    assert diamond.colour == fill
    x = diamond.points[0][0]
    drops = [s for s in figure.shapes if isinstance(s, Line) and s.dash and s.x1 == x and s.colour == "text"]
    assert len(drops) == 3, "through its group and both lanes"
    said = "Long stop 15 Mar 2025, " + ("from a document" if from_document else "entered by you")
    assert said in [mark.name for mark in figure.marks]
    assert said in [row[2] for row in figure.table.rows]


def test_the_gating_lane_is_higher_and_has_the_bar_at_its_edge() -> None:
    other = replace(OPEN, case_id="c3", authority="CMA", short="CMA")
    figure = picture(entry(TIMED, other))
    heights = [bar.height for bar in bars(figure) if bar.colour == "blue_fill"]
    assert heights == [12, 8]
    assert [s.width for s in figure.shapes if isinstance(s, Rect) and s.colour == "accent" and s.x < LABEL] == [3]


def test_a_decided_deal_has_no_gating_lane() -> None:
    figure = picture(entry(DONE))
    assert not [s for s in figure.shapes if isinstance(s, Rect) and s.colour == "accent" and s.x < LABEL]


def test_closed_groups_keep_their_head_only() -> None:
    rows = LaneRows(lane_groups([entry(OPEN, DONE), entry(DONE, key="deal/2")]), {"deal/1"})
    assert [(row.review is None, row.open) for row in rows] == [(True, False), (True, True), (False, True)]
    assert [row.top for row in rows] == [0, 32, 64]
    assert rows[2].spoken(TODAY) == "Bundeskartellamt, Not reviewable"
    assert rows[0].spoken(TODAY) == "Alpha / Beta, no published date"


def test_rows_are_found_by_height_and_by_what_they_stand_for() -> None:
    rows = LaneRows(lane_groups([entry(OPEN, DONE), entry(DONE, key="deal/2")]))
    assert len(rows) == 5
    assert [rows.at(y) for y in (-1, 0, 31, 32, 60, 87, 88, 147, 148)] == [-1, 0, 0, 1, 2, 2, 3, 4, -1]
    assert all(rows.at(row.top) == place for place, row in enumerate(rows))
    assert [rows.find("deal/1"), rows.find("deal/1", "c2"), rows.find("deal/2", "c2"), rows.find("x")] == [0, 2, 4, -1]
    assert LaneRows(lane_groups([entry(OPEN)]), {"deal/1"}).find("deal/1", "c1") == 0
    assert rows[-1] == rows[4]
    assert rows[1:3] == [rows[1], rows[2]]
    with pytest.raises(IndexError):
        rows[5]


def test_a_course_that_began_before_the_picture_has_an_arrow() -> None:
    days = (date(2024, 8, 1), date(2025, 1, 31))
    figure = lanes([entry(OPEN)], TODAY, 1180, days=days)
    arrow = next(s for s in figure.shapes if isinstance(s, Polygon) and s.colour == "slate")
    assert min(x for x, _y in arrow.points) < LABEL
    assert all(bar.x >= LABEL for bar in bars(figure))


def test_nothing_shown_says_so() -> None:
    figure = picture()
    assert figure.summary == "No deal is shown."
    assert figure.marks == ()
    assert lanes_summary(lane_groups([entry(DONE), entry(OPEN)])) == "2 deals: 1 running without a date, 1 decided."


def test_the_picture_is_an_image_with_words_for_whoever_cannot_see_it() -> None:
    svg = to_svg(picture(entry(TIMED, DONE)))
    assert "<title>Course of the deals</title>" in svg
    assert "<desc>1 deal: 1 with a deadline.</desc>" in svg


def test_the_range_holds_every_fact_and_deadline_but_no_century() -> None:
    first, last = day_range([entry(TIMED, long_stop=LongStop(PartialDate(2025, 3, 15)))], TODAY)
    assert first == date(2024, 6, 1)
    assert last > date(2025, 3, 15)
    wrong = replace(DONE, steps=(Step(PartialDate(1204, 1, 1), "typed wrongly", Badge.CLEARED),))
    assert day_range([entry(wrong)], TODAY)[0].year > 2000


def test_zoom_has_ends() -> None:
    assert Zoom.DAY.nearer() is Zoom.DAY
    assert Zoom.YEAR.farther() is Zoom.YEAR
    assert [zoom.value for zoom in Zoom] == [12, 4, 1.2, 0.5, 0.2]
    assert Zoom.MONTH.nearer() is Zoom.WEEK


@pytest.mark.parametrize("zoom", list(Zoom))
def test_a_part_of_the_scale_has_the_same_places(zoom: Zoom) -> None:
    scale = scale_of((date(2023, 1, 1), date(2025, 3, 1)), zoom)
    part = part_of(scale, 100, 600)
    assert part.x(TODAY) == pytest.approx(scale.x(TODAY))
    assert grid(part, 0, 10)


def test_the_axis_marks_today_only_where_it_is_in_view() -> None:
    scale = scale_of((date(2024, 1, 1), date(2024, 12, 31)), Zoom.MONTH)
    assert any(isinstance(s, Text) and s.text == "19 Nov 2024" for s in axis(scale, TODAY, estimate))
    part = part_of(scale, 0, 100)
    assert not any(isinstance(s, Text) and s.text == "19 Nov 2024" for s in axis(part, TODAY, estimate))


def test_names_are_cut_at_the_end() -> None:
    assert fitted("Alpha", 200, 9, True, estimate) == "Alpha"
    cut = fitted("A very long name of a deal", 60, 9, True, estimate)
    assert cut.endswith("…")
    assert estimate(cut, 9, True) <= 60
