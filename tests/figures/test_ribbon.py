"""The ribbon: what is drawn where, what the cursor can stand on, what the twin says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealwatch.figures.review import Limit, Pace, Review, Step, Stretch
from dealwatch.figures.ribbon import AXIS, ROW, ribbon
from dealwatch.figures.shapes import Anchor, Fill, Glyph, Line, Polygon, Rect, Text
from dealwatch.model.dates import PartialDate
from dealwatch.model.status import Badge

TODAY = date(2023, 11, 20)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def review(**more: object) -> Review:
    given_: dict[str, object] = {
        "authority": "European Commission",
        "short": "EC",
        "number": "M.11033",
        "badge": Badge.OBJECTIONS,
        "stretches": (
            Stretch(Pace.NO_CLOCK, date(2023, 2, 15), date(2023, 6, 29), "Pre-notification"),
            Stretch(Pace.PHASE_1, date(2023, 6, 30), date(2023, 8, 6)),
            Stretch(Pace.IN_DEPTH, date(2023, 8, 7), date(2023, 11, 19)),
            Stretch(Pace.STOPPED, date(2023, 9, 19), date(2023, 10, 16), target="dealwatch://event/stop"),
            Stretch(Pace.IN_DEPTH, TODAY, date(2024, 2, 5), to_come=True),
        ),
        "steps": (
            Step(day("2023-06-30"), "Phase 1"),
            Step(day("2023-11-17"), "Objections", Badge.OBJECTIONS, "dealwatch://event/so"),
        ),
        "limits": (
            Limit(date(2023, 12, 14), "phase_2", superseded=True),
            Limit(date(2024, 1, 8), "phase_2", superseded=True),
            Limit(date(2024, 2, 5), "phase_2", left="48 working days left", left_short="48 WD"),
        ),
    }
    return Review(**(given_ | more))  # type: ignore[arg-type]


def texts(figure) -> list[str]:
    return [shape.text for shape in figure.shapes if isinstance(shape, Text)]


def test_every_kind_of_stretch_has_a_drawing_of_its_own() -> None:
    figure = ribbon([review()], TODAY, 872)
    rects = [shape for shape in figure.shapes if isinstance(shape, Rect)]
    assert {(r.colour, r.fill) for r in rects} >= {
        ("blue_fill", Fill.SOLID),
        ("navy_fill", Fill.SOLID),
        ("ochre", Fill.HATCH),
        ("navy_tint", Fill.SOLID),
    }
    assert any(isinstance(s, Line) and s.round_caps for s in figure.shapes), "no clock is dotted"


def test_height_is_one_axis_and_one_row_each() -> None:
    assert ribbon([review(), review()], TODAY, 872).height == AXIS + 2 * ROW + 4


def test_the_deadline_flag_says_day_and_days_left() -> None:
    assert "5 Feb 2024 (Mon) 48 working days left" in texts(ribbon([review()], TODAY, 872))
    assert "5 Feb 2024 (Mon) 48 WD" in texts(ribbon([review()], TODAY, 500)), "shorter where room is short"


def test_a_calculated_deadline_never_looks_published() -> None:
    figure = ribbon([review(limits=(Limit(date(2024, 2, 5), "phase_2", published=False),))], TODAY, 872)
    assert any(text.startswith("≈ 5 Feb 2024") for text in texts(figure))
    flags = [s for s in figure.shapes if isinstance(s, Polygon) and s.stroke == "text"]
    assert [flag.fill for flag in flags] == [Fill.NONE]


def test_only_the_last_superseded_deadline_is_captioned() -> None:
    shown = texts(ribbon([review()], TODAY, 872))
    assert "was 8 Jan" in shown
    assert "was 14 Dec" not in shown


def test_a_superseded_deadline_at_the_right_edge_has_its_caption_on_the_other_side() -> None:
    moved = (Limit(date(2024, 2, 4), "phase_2", superseded=True), Limit(date(2024, 2, 5), "phase_2"))
    figure = ribbon([review(limits=moved)], TODAY, 500, lambda text, _size, _bold: 9.0 * len(text))
    (caption,) = [shape for shape in figure.shapes if isinstance(shape, Text) and shape.text == "was 4 Feb"]
    assert caption.anchor is Anchor.END
    assert caption.x < figure.width


@pytest.mark.parametrize("letter", [4.0, 9.0, 14.0])
def test_a_status_has_the_room_its_words_need_beside_the_time(letter: float) -> None:
    """Words are longer in some languages and letters larger in some settings; up to two fifths go to them."""
    figure = ribbon([review(badge=Badge.WITHDRAWN)], TODAY, 872, lambda text, _size, _bold: letter * len(text))
    (status,) = [shape for shape in figure.shapes if isinstance(shape, Text) and shape.text == Badge.WITHDRAWN.label]
    first = min(s.x1 for s in figure.shapes if isinstance(s, Line) and s.x1 == s.x2 and s.colour == "line")
    assert status.x + letter * len(status.text) <= max(first, 0.4 * 872)


def test_today_is_named_and_lies_over_all_rows() -> None:
    figure = ribbon([review()], TODAY, 872)
    assert "20 Nov 2023" in texts(figure)
    lines = [s for s in figure.shapes if isinstance(s, Line) and s.colour == "accent"]
    assert [line.y2 for line in lines] == [figure.height]


def test_the_gating_review_alone_has_the_accent_bar() -> None:
    late = review(short="CMA", authority="CMA", limits=(Limit(date(2024, 2, 25), "phase_2"),))
    bars = [s for s in ribbon([review(), late], TODAY, 872).shapes if isinstance(s, Rect) and s.x < 0]
    assert [bar.y for bar in bars] == [AXIS + ROW + 8]


def test_marks_are_named_ordered_and_lead_somewhere() -> None:
    marks = ribbon([review()], TODAY, 872).marks
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)
    names = " | ".join(mark.name for mark in marks)
    assert "EC, 17 Nov 2023 (Fri), Objections" in names
    assert "EC, clock stopped, 19 Sep 2023 (Tue) to 16 Oct 2023 (Mon)" in names
    assert "EC, 5 Feb 2024 (Mon), Deadline, phase 2, 48 working days left" in names
    assert {mark.target for mark in marks} >= {"dealwatch://event/so", "dealwatch://event/stop"}


def test_close_steps_become_one_node_with_a_count() -> None:
    steps = tuple(Step(day(f"2024-05-{n}"), f"step {n}", Badge.NOT_REVIEWABLE if n == 17 else None) for n in (16, 17))
    figure = ribbon([review(steps=steps, stretches=(), limits=())], date(2024, 12, 1), 500)
    assert "2 steps" in texts(figure)
    assert [mark.name for mark in figure.marks] == ["EC, 16 May 2024 (Thu), step 16; EC, 17 May 2024 (Fri), step 17"]


def test_an_unknown_day_has_a_whisker() -> None:
    known = ribbon([review(steps=(Step(day("2023-09-01"), "x"),))], TODAY, 872)
    unknown = ribbon([review(steps=(Step(day("2023-09"), "x"),))], TODAY, 872)
    assert (
        len([s for s in unknown.shapes if isinstance(s, Line)])
        == len([s for s in known.shapes if isinstance(s, Line)]) + 3
    )


def test_a_course_that_ended_before_the_axis_is_an_arrow_with_its_day() -> None:
    old = review(
        authority="Bundeskartellamt", short="BKartA", decided=True, stretches=(), limits=(),
        steps=(Step(day("2021-03-01"), "Not reviewable", Badge.NOT_REVIEWABLE),),
    )  # fmt: skip
    assert "Not reviewable, 1 Mar 2021" in texts(ribbon([review(), old], TODAY, 872))


def test_a_long_authority_name_gives_way_to_its_abbreviation() -> None:
    long = review(authority="Autorità Garante della Concorrenza e del Mercato", short="AGCM")
    assert "AGCM" in texts(ribbon([long], TODAY, 872))


def test_the_twin_tells_the_same() -> None:
    table = ribbon([review()], TODAY, 872).table
    rows = {row[1]: row for row in table.rows}
    assert rows["Pre-notification, no clock"][2:] == ("15 Feb 2023 (Wed)", "29 Jun 2023 (Thu)")
    assert rows["Clock stopped"][2] == "19 Sep 2023 (Tue)"
    assert rows["In-depth, still to run"][3] == "5 Feb 2024 (Mon)"
    assert rows["Deadline, phase 2"][3] == "5 Feb 2024 (Mon), 48 working days left"
    assert "Deadline, phase 2 (no longer holds)" in rows


def test_without_reviews_it_says_so() -> None:
    figure = ribbon([], TODAY, 872)
    assert figure.summary == "No review is known."
    assert figure.marks == ()


def test_decided_long_ago_is_shown_where_it_was() -> None:
    done = review(decided=True, limits=(), steps=(Step(day("2015-03-01"), "Cleared", Badge.CLEARED),), stretches=(
        Stretch(Pace.PHASE_1, date(2015, 1, 20), date(2015, 2, 28)),
    ))  # fmt: skip
    figure = ribbon([done], TODAY, 872)
    assert any(isinstance(s, Glyph) and s.x > 152 for s in figure.shapes)
    assert "20 Nov 2023" not in texts(figure), "today is not on this axis"


@given(
    start=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    lengths=st.lists(st.integers(0, 900), min_size=1, max_size=6),
    ahead=st.integers(-40, 400),
    width=st.integers(320, 2400),
)
def test_whatever_the_course_everything_stays_within_the_picture(
    start: date, lengths: list[int], ahead: int, width: int
) -> None:
    at, stretches, steps = start, [], []
    for place, length in enumerate(lengths):
        until = at + timedelta(days=length)
        stretches.append(Stretch(list(Pace)[place % len(Pace)], at, until))
        steps.append(Step(PartialDate.of(at), "s", Badge.IN_DEPTH if place % 2 else None))
        at = until + timedelta(days=1)
    limits = (Limit(at + timedelta(days=ahead), "phase_2", left="9 days left", left_short="9 d"),)
    figure = ribbon([review(stretches=tuple(stretches), steps=tuple(steps), limits=limits)], at, width)
    for mark in figure.marks:
        assert -20 <= mark.x <= width + 20
    for shape in figure.shapes:
        if isinstance(shape, Rect):
            assert shape.width >= 0
            assert shape.x + shape.width <= width + 1


@pytest.mark.parametrize("width", [200, 320])
def test_a_very_narrow_picture_is_still_a_picture(width: int) -> None:
    assert ribbon([review()], TODAY, width).shapes


def test_a_deadline_from_before_the_axis_is_an_arrow_and_no_flag() -> None:
    old = Limit(date(2021, 2, 5), "phase_1", left="700 working days overdue")
    figure = ribbon([review(limits=(old,))], TODAY, 872)
    assert any("5 Feb 2021 (Fri)" in text and "overdue" in text for text in texts(figure))
    tails = [shape for shape in figure.shapes if isinstance(shape, Polygon) and len(shape.points) == 5]
    assert tails == []
    assert any("5 Feb 2021" in mark.name for mark in figure.marks)
