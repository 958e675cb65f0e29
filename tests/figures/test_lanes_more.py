"""Where the lanes are cut: only decided deals are folded, into one row that names them, and they can be unfolded."""

from __future__ import annotations

from datetime import date

import pytest

from dealwatch.figures.lanes import LaneRow, LaneRows, cut, lane_groups
from dealwatch.figures.lanes_more import MORE, MoreRow, cut_at
from dealwatch.figures.lanes_row import GROUP, LABEL, LANE, Drawn, whole
from dealwatch.figures.lanes_scale import Zoom, scale_of
from dealwatch.figures.measure import estimate
from dealwatch.figures.portfolio import Entry
from dealwatch.figures.review import Pace, Review, Step, Stretch
from dealwatch.figures.shapes import Anchor, Text
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge

TODAY = date(2024, 11, 19)
OPEN = Review(
    "European Commission", "EC", "M.1", Badge.PHASE_1, "c1",
    stretches=(Stretch(Pace.PHASE_1, date(2024, 7, 1), date(2024, 11, 18)),),
)  # fmt: skip
DONE = Review(
    "Bundeskartellamt", "BKartA", "B6", Badge.CLEARED, "c2", True,
    steps=(Step(PartialDate(2023, 11, 15), "decided", Badge.CLEARED),),
)  # fmt: skip
EACH = GROUP + LANE


def groups(opened: int, decided: int):
    entries = [Entry(f"deal/o{n}", f"Open {n}", "", (OPEN,)) for n in range(opened)]
    return lane_groups([*entries, *(Entry(f"deal/d{n}", f"Decided {n}", "", (DONE,)) for n in range(decided))])


@pytest.mark.parametrize(
    ("heights", "folds", "room", "kept"),
    [
        ([60] * 4, 1, 240, None),  # all fit
        ([60] * 4, 1, 200, 2),  # the row itself takes room
        ([60] * 4, 4, 100, None),  # none may be folded
        ([60] * 4, 0, 10, 0),
        ([60] * 4, 3, 100, None),  # one alone is not folded
        ([60] * 4, 2, 100, 2),
        ([], 0, 0, None),
    ],
)
def test_where_the_lanes_are_cut(heights, folds, room, kept):
    assert cut_at(heights, folds, room) == kept


def test_what_is_open_is_never_folded():
    found = groups(5, 4)
    assert cut(found, (), 2 * EACH) == 5
    assert cut(found, (), 9 * EACH) is None
    assert cut(found, (), 7 * EACH + GROUP) == 7
    assert cut(found, {f"deal/o{n}" for n in range(5)}, 5 * GROUP + 4 * EACH) is None
    assert cut(groups(6, 0), (), EACH) is None


def test_the_rest_is_one_row_after_those_that_are_kept():
    rows = LaneRows(groups(1, 4), kept=2)
    assert [row.key for row in rows] == ["deal/o0", "deal/o0", "deal/d0", "deal/d0", MORE]
    last = rows[-1]
    assert isinstance(last, MoreRow)
    assert (last.names, last.open, last.review, last.case_id) == (
        ("Decided 1", "Decided 2", "Decided 3"),
        False,
        None,
        "",
    )
    assert rows.height == 2 * EACH + GROUP
    assert rows.at(rows.height - 1) == len(rows) - 1
    assert (rows.find(MORE), rows.find("deal/d1"), rows.find("deal/d0", "c2")) == (4, -1, 3)
    assert LaneRows(groups(1, 4)).find(MORE) == -1


def test_unfolded_they_follow_their_row():
    rows = LaneRows(groups(1, 3), {"deal/d2"}, 2, unfolded=True)
    assert [row.key for row in rows][4:] == [MORE, "deal/d1", "deal/d1", "deal/d2"]
    assert rows[4].open
    assert rows.find("deal/d2") == 7
    after = rows[5]
    assert isinstance(after, LaneRow)
    assert after.top == 2 * EACH + GROUP
    assert rows.height == 3 * EACH + 2 * GROUP


def drawn(row: MoreRow, label: float = LABEL) -> Drawn:
    scale = scale_of((date(2024, 1, 1), date(2024, 12, 31)), Zoom.MONTH)
    return row.draw(whole(scale, TODAY, estimate, label))


def test_it_says_how_many_and_whose():
    row = MoreRow(("Mistral", "Inflection", "Amazon"), False, 0)
    assert row.spoken(TODAY) == "3 more deals: Mistral, Inflection, Amazon"
    count, names = (shape for shape in drawn(row).label if isinstance(shape, Text))
    assert (count.text, names.text, names.anchor) == ("3 more deals", "Mistral, Inflection, Amazon", Anchor.END)
    assert (drawn(row).bars, drawn(row).marks) == ((), ())


def test_names_for_which_there_is_no_room_are_cut_and_never_over_the_count():
    row = MoreRow(tuple(f"A deal of a long name {n}" for n in range(9)), True, 0)
    for label in (LABEL, 160.0, 40.0):
        count, names = (shape for shape in drawn(row, label).label if isinstance(shape, Text))
        assert names.text.endswith("…")
        assert label - 13 - estimate(names.text, names.size, False) >= min(
            count.x + estimate(count.text, count.size, True), label - 13 - estimate("…", names.size, False)
        )
