"""The matrix: tinted is decided, white is open, the dot is a change, the foot is whom everybody waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dealwatch.figures.matrix import (
    cell_content,
    cell_ground,
    column_widths,
    matrix,
    matrix_figure,
    matrix_summary,
    narrowed,
    row_height,
)
from dealwatch.figures.measure import estimate
from dealwatch.figures.portfolio import Entry
from dealwatch.figures.review import Limit, Review, Step
from dealwatch.figures.shapes import Circle, Glyph, Rect, Text
from dealwatch.figures.svg import to_svg
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge

TODAY = date(2024, 11, 19)
LIMIT = Limit(date(2024, 12, 20), "phase_1", left_short="23 WD")
EC = Review(
    "European Commission", "EC", "M.1", Badge.PHASE_1, "ec", limits=(LIMIT,),
    steps=(Step(PartialDate(2024, 11, 15), "notified", None, "dealwatch://event/7"),),
)  # fmt: skip
CMA = Review(
    "CMA", "CMA", "ME/1", Badge.PROHIBITED, "cma", True,
    steps=(Step(PartialDate(2024, 9, 20), "prohibited", Badge.PROHIBITED),),
)  # fmt: skip
DEAL = Entry(
    "deal/1", "Alpha / Beta", "Merger", (EC, CMA), {"cma": (Badge.PROHIBITED, Badge.UNDER_APPEAL)}, frozenset({"ec"})
)
OTHER = Entry("deal/2", "Gamma / Delta", "", (replace(CMA, case_id="c2"),))


def test_authorities_with_most_reviews_stand_first() -> None:
    found = matrix([DEAL, OTHER], TODAY)
    assert found.authorities == ("CMA", "EC")
    assert found.names == ("CMA", "European Commission")
    assert matrix_summary(found) == "3 deal reviews at 2 authorities"


def test_a_decided_cell_is_tinted_and_an_open_one_is_not() -> None:
    row = matrix([DEAL], TODAY).rows[0]
    (cma,), (ec,) = row.cells
    assert [shape.colour for shape in cell_ground([cma], 100, 54) if isinstance(shape, Rect)] == ["red_tint"]
    assert cell_ground([ec], 100, 54) == []


def test_dot_foot_and_second_badge() -> None:
    row = matrix([DEAL], TODAY).rows[0]
    (cma,), (ec,) = row.cells
    shapes = cell_content([ec], 120, 54)
    assert [shape.radius * 2 for shape in shapes if isinstance(shape, Circle)] == [7]
    foot = next(shape for shape in shapes if isinstance(shape, Rect))
    assert (foot.y, foot.height, foot.colour) == (52, 2, "accent")
    assert [s.badge for s in cell_content([cma], 120, 54) if isinstance(s, Glyph)] == [
        Badge.PROHIBITED,
        Badge.UNDER_APPEAL,
    ]
    assert [s.text for s in shapes if isinstance(s, Text)] == ["Phase 1", "4 d"]


def test_a_cell_says_all_of_it_in_words() -> None:
    (cma,), (ec,) = matrix([DEAL], TODAY).rows[0].cells
    assert ec.spoken == "European Commission, Phase 1, for 4 days, changed since you last looked, last to decide"
    assert cma.spoken == "CMA, Prohibited, Under appeal, for 60 days"
    assert ec.target == "dealwatch://event/7"


def test_the_next_deadline_and_its_working_days() -> None:
    row, decided = matrix([DEAL, OTHER], TODAY).rows
    assert (row.next_day, row.left, row.late) == ("20 Dec 2024", "23", False)
    assert (decided.next_day, decided.left) == ("none", "")
    passed = replace(EC, limits=(replace(LIMIT, day=date(2024, 11, 1)),))
    late = matrix([replace(DEAL, reviews=(passed,))], TODAY).rows[0]
    assert (late.next_day, late.left, late.late) == ("1 Nov 2024", "!", True)
    calculated = replace(EC, limits=(replace(LIMIT, published=False, left_short="31 d"),))
    row = matrix([replace(DEAL, reviews=(calculated,))], TODAY).rows[0]
    assert (row.next_day, row.left, row.calculated) == ("≈ 20 Dec 2024", "31 d", True)


def test_two_cases_at_one_authority_share_the_cell_one_below_the_other() -> None:
    second = replace(EC, case_id="ec2", badge=Badge.CLEARED, decided=True, limits=())
    row = matrix([replace(DEAL, reviews=(EC, second))], TODAY).rows[0]
    assert len(row.cells[0]) == 2
    assert row_height(row) > 54
    grounds = [shape for shape in cell_ground(row.cells[0], 100, 90) if isinstance(shape, Rect)]
    assert [(shape.y, shape.height) for shape in grounds] == [(45, 45)]


def test_a_column_is_as_wide_as_its_widest_label() -> None:
    found = matrix([DEAL], TODAY)
    widths = column_widths(found, estimate)
    need = estimate("Prohibited", 9, True)
    assert widths[0] >= need + 15 + 8
    assert len(widths) == 2


def test_filtering_keeps_the_order_asked_for_and_drops_empty_authorities() -> None:
    found = narrowed(matrix([DEAL, OTHER], TODAY), ["deal/2", "deal/9"])
    assert found.authorities == ("CMA",)
    assert [row.key for row in found.rows] == ["deal/2"]
    assert narrowed(matrix([DEAL, OTHER], TODAY), ["deal/2", "deal/1"]).rows[0].key == "deal/2"


def test_the_table_twin_has_a_line_for_every_review_and_every_deal() -> None:
    nobody = Entry("deal/3", "Nobody / None")
    rows = matrix_figure(matrix([DEAL, nobody], TODAY)).table.rows
    assert rows == (
        ("Alpha / Beta", "CMA", "ME/1", "Prohibited, Under appeal", "60 d", "", "20 Dec 2024"),
        ("Alpha / Beta", "European Commission", "M.1", "Phase 1", "4 d", "changed, last to decide", "20 Dec 2024"),
        ("Nobody / None", "", "", "", "", "", "no clock"),
    )


def test_the_picture_names_every_review() -> None:
    figure = matrix_figure(matrix([DEAL, OTHER], TODAY))
    assert len(figure.marks) == 3
    assert all(mark.name.startswith(("Alpha / Beta: ", "Gamma / Delta: ")) for mark in figure.marks)
    assert "Alpha / Beta" in to_svg(figure)
    assert max(mark.x + mark.width for mark in figure.marks) <= figure.width


def test_no_review_at_all() -> None:
    figure = matrix_figure(matrix([], TODAY))
    assert figure.summary == "No review is known."
    assert figure.marks == ()
