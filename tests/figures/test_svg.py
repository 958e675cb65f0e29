"""Figures as SVG: well-formed, self-contained, readable aloud, the same bytes each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from defusedxml import ElementTree

from dealwatch.figures.coverage import Cell, Strip, coverage_figure
from dealwatch.figures.glyphs import glyph_body, glyph_svg, icon_svg
from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.figures.ribbon import ribbon
from dealwatch.figures.shapes import Circle, Figure, Polygon, Rect, Table, Text, runs
from dealwatch.figures.svg import to_svg
from dealwatch.figures.tokens import DARK, LIGHT
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge

SVG = "{http://www.w3.org/2000/svg}"


def picture() -> Figure:
    stretches = (
        Stretch(Pace.NO_CLOCK, date(2023, 2, 15), date(2023, 6, 29), "Pre-notification"),
        Stretch(Pace.STOPPED, date(2023, 9, 19), date(2023, 10, 16)),
        Stretch(Pace.IN_DEPTH, date(2023, 11, 20), date(2024, 2, 5), to_come=True, calculated=True),
    )
    steps = (Step(PartialDate(2023, 11, 17), "In-depth & <more>", Badge.IN_DEPTH),)
    limits = (Limit(date(2024, 2, 5), "phase_2", left="48 days left"),)
    one = Review("Commission & <Co>", "EC", "M.1", Badge.IN_DEPTH, stretches=stretches, steps=steps, limits=limits)
    return ribbon([one], date(2023, 11, 20), 800)


def test_it_is_well_formed_and_names_itself() -> None:
    root = ElementTree.fromstring(to_svg(picture()))
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Course of the reviews"
    assert "EC: In-depth" in root.find(f"{SVG}desc").text
    assert any(text.text == "Commission & <Co>" for text in root.iter(f"{SVG}tspan"))


def test_the_hatch_is_defined_only_where_it_is_used() -> None:
    assert 'id="hatch"' in to_svg(picture())
    strip = Strip(datetime(2024, 1, 1, tzinfo=UTC), timedelta(hours=1), (Cell.CHECKED,))
    assert "hatch" not in to_svg(coverage_figure("x", strip))


def test_colours_come_from_the_tokens_and_bytes_are_stable() -> None:
    assert to_svg(picture()) == to_svg(picture())
    assert LIGHT.navy_fill in to_svg(picture(), LIGHT)
    assert DARK.navy_fill in to_svg(picture(), DARK)


def test_an_unknown_role_is_a_mistake_not_a_black_shape() -> None:
    bad = Figure(1, 1, (Rect(0, 0, 1, 1, "purple"),), "t", "s", Table((), ()))
    with pytest.raises(KeyError):
        to_svg(bad)


def test_a_table_row_must_fit_its_columns() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Table(("A",), (("1", "2"),))


def test_the_twin_goes_to_a_spreadsheet_cell_by_cell() -> None:
    assert Table(("A", "B"), (("1\n2", "3\t4"),)).tab_separated() == "A\tB\n1 2\t3 4"


@pytest.mark.parametrize("badge", list(Badge))
def test_every_badge_has_a_glyph_of_ours(badge: Badge) -> None:
    root = ElementTree.fromstring(glyph_svg(badge))
    assert root.get("viewBox") == "0 0 12 12"
    assert "currentColor" in glyph_svg(badge)
    attributes, body = glyph_body(badge)
    ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>')


def test_no_two_badges_share_a_drawing() -> None:
    assert len({glyph_svg(badge) for badge in Badge}) == len(Badge)


@pytest.mark.parametrize("name", ["dealwatch", "tray-normal", "tray-changes", "tray-attention", "tray-paused"])
def test_our_icons_are_there(name: str) -> None:
    ElementTree.fromstring(icon_svg(name))


def test_shapes_without_fill_have_none() -> None:
    from dealwatch.figures.shapes import Fill

    shapes = (
        Circle(1, 1, 1, "base", Fill.NONE, "text"),
        Polygon(((0, 0), (1, 1), (0, 1)), "base", Fill.NONE, "text"),
        Text(0, 1, runs(("a", "text"), ("b", "text2", True)), 9),
    )
    root = ElementTree.fromstring(to_svg(Figure(2, 2, shapes, "t", "s", Table((), ()))))
    assert {root.find(f"{SVG}circle").get("fill"), root.find(f"{SVG}polygon").get("fill")} == {"none"}
    assert [span.get("dx") for span in root.iter(f"{SVG}tspan")] == [None, "6"]
