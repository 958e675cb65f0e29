"""The order of the matrix's deals: by name, by an authority's status, by the next deadline; what has none is last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dealwatch.figures.matrix import Matrix, MatrixCell, MatrixRow
from dealwatch.figures.matrix_order import AT, DEAL, NEXT, Order, arranged
from dealwatch.model.status import Badge


def cell(*badges: Badge) -> MatrixCell:
    return MatrixCell(badges, "", False, False, False, "")


def row(name: str, day: date | None, *cells: tuple[MatrixCell, ...]) -> MatrixRow:
    return MatrixRow(name, name, "", cells, "", "", False, day)


FOUND = Matrix(
    ("EC", "CMA"),
    ("European Commission", "CMA"),
    (
        row("beta", date(2026, 5, 1), (cell(Badge.CLEARED),), ()),
        row("Alpha", None, (cell(Badge.IN_DEPTH), cell(Badge.PHASE_1)), (cell(Badge.PROHIBITED),)),
        row("gamma", date(2026, 4, 1), (cell(Badge.IN_DEPTH, Badge.IN_COURT),), ()),
        row("Delta", None, (), (cell(Badge.MONITORING),)),
    ),
)


@pytest.mark.parametrize(
    ("by", "rising", "falling"),
    [
        ("", "beta Alpha gamma Delta", "beta Alpha gamma Delta"),
        (DEAL, "Alpha beta Delta gamma", "gamma Delta beta Alpha"),
        (NEXT, "gamma beta Alpha Delta", "beta gamma Alpha Delta"),
        (f"{AT}EC", "Alpha gamma beta Delta", "beta gamma Alpha Delta"),
        (f"{AT}CMA", "Delta Alpha beta gamma", "Alpha Delta beta gamma"),
        (f"{AT}FTC", "beta Alpha gamma Delta", "beta Alpha gamma Delta"),
    ],
)
def test_the_rows_stand_by_the_head_that_was_chosen(by, rising, falling):
    assert [found.name for found in arranged(FOUND, Order(by)).rows] == rising.split()
    assert [found.name for found in arranged(FOUND, Order(by, True)).rows] == falling.split()
    assert replace(arranged(FOUND, Order(by)), rows=FOUND.rows) == FOUND


def test_equal_ones_keep_the_order_of_the_pictures_both_ways():
    same = replace(FOUND, rows=tuple(replace(found, day=date(2026, 5, 1)) for found in FOUND.rows))
    assert arranged(same, Order(NEXT)) == arranged(same, Order(NEXT, True)) == same


def test_a_head_turns_rising_falling_and_back():
    first = Order().turned(DEAL)
    assert first == Order(DEAL)
    assert first.turned(DEAL) == Order(DEAL, True)
    assert first.turned(DEAL).turned(DEAL) == Order()
    assert first.turned(DEAL).turned(NEXT) == Order(NEXT)


@pytest.mark.parametrize("order", [Order(), Order(DEAL), Order(NEXT, True), Order(f"{AT}EC", True)])
def test_it_is_remembered_as_it_was(order):
    assert Order.read(order.written) == order


@pytest.mark.parametrize("text", ["", "-", "size", "-at", "deals"])
def test_anything_else_is_the_order_of_the_pictures(text):
    assert Order.read(text) == Order()
