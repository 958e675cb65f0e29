"""The comparison of two texts: nothing invented, nothing lost, small changes small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dealwatch.ui.text_diff import LONGEST, Kind, compare


def shown(old: str, new: str) -> list[str]:
    marks = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "[+{}+]"}
    return ["".join(marks[run.kind].format(run.text) for run in row.runs) for row in compare(old, new).rows]


def test_one_new_word_is_one_new_word():
    assert shown("The authority is investigating Alphabet.", "The authority investigated Alphabet.") == [
        "The authority [-is investigating-][+investigated+] Alphabet."
    ]


def test_a_moved_date_is_shown_as_the_date():
    assert shown("Deadline: 19 December 2024", "Deadline: 9 January 2025") == [
        "Deadline: [-19 December 2024-][+9 January 2025+]"
    ]


def test_lines_that_came_and_went_stand_where_they_stood():
    old = "Timetable\n19 December 2024\nDeadline for phase 1 decision\nLaunch"
    new = "Timetable\nDecision announced\nLaunch\nThe end"
    assert shown(old, new) == [
        "Timetable",
        "[-19 December 2024-]",
        "[-Deadline for phase 1 decision-]",
        "[+Decision announced+]",
        "Launch",
        "[+The end+]",
    ]


def test_changed_lines_find_each_other_among_new_ones():
    old = "Phase 1 has started on Monday\nClosed"
    new = "A new sentence of another kind\nPhase 1 has started on Tuesday\nClosed"
    assert shown(old, new) == [
        "[+A new sentence of another kind+]",
        "Phase 1 has started on [-Monday-][+Tuesday+]",
        "Closed",
    ]


def test_stretches_of_changes():
    found = compare("a\nb\nc\nd", "x\nb\nc\ny\nz")
    assert [(part.start, part.stop) for part in found.changes] == [(0, 2), (4, 7)]
    assert compare("same", "same").changes == ()


def test_very_long_texts_are_compared_line_by_line():
    old = "\n".join(f"line {n}" for n in range(LONGEST))
    rows = compare(old, old.replace("line 7\n", "line seven\n")).rows
    assert [row.runs[0].kind for row in rows if row.changed] == [Kind.GONE, Kind.NEW]


def test_a_whole_new_page_is_not_forced_into_pairs():
    old, new = "\n".join(f"alpha {n}" for n in range(300)), "\n".join(f"alpha {n} x" for n in range(300))
    assert len(compare(old, new).rows) == 600


TEXT = st.text(alphabet="ab \n,é1", max_size=80)


@given(TEXT, TEXT)
def test_each_side_can_be_put_together_again(old, new):
    rows = compare(old, new).rows
    assert "\n".join(row.old for row in rows if row.old is not None) == old
    assert "\n".join(row.new for row in rows if row.new is not None) == new
    for row in rows:
        was = "".join(run.text for run in row.runs if run.kind is not Kind.NEW)
        now = "".join(run.text for run in row.runs if run.kind is not Kind.GONE)
        assert was == (row.old or "")
        assert now == (row.new or "")
